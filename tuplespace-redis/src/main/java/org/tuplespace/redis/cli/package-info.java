/**
 * The command line {@code tuples}: one class a command, on public API only. What surrounds a
 * command is its {@link org.tuplespace.redis.cli.Shell}, so that a test can be one.
 */
@NullMarked
package org.tuplespace.redis.cli;

import org.jspecify.annotations.NullMarked;
