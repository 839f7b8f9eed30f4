/** Tuples and templates as text: what a person types, and what the command line prints. */
@NullMarked
package org.tuplespace.redis.cli.text;

import org.jspecify.annotations.NullMarked;
