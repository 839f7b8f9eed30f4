/**
 * Counts words where the files are: {@link org.tuplespace.examples.wordcount.Corpus} puts files on
 * hosts, {@link org.tuplespace.examples.wordcount.CountWords} is the job of one file, {@link
 * org.tuplespace.examples.wordcount.WordCount} queues them and adds up.
 */
@NullMarked
package org.tuplespace.examples.wordcount;

import org.jspecify.annotations.NullMarked;
