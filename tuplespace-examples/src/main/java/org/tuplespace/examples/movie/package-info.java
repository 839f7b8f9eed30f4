/**
 * A film of a zoom into the Mandelbrot set: {@link org.tuplespace.examples.movie.RenderFrame} is
 * the job, {@link org.tuplespace.examples.movie.MovieMaker} queues jobs and takes the frames in
 * order, {@link org.tuplespace.examples.movie.MovieFile} writes them.
 */
@NullMarked
package org.tuplespace.examples.movie;

import org.jspecify.annotations.NullMarked;
