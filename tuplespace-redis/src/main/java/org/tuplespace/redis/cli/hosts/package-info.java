/**
 * Starts and stops programs on other machines, over ssh. Nothing has to be installed there but Java
 * 17 and what every Unix has.
 *
 * <p>{@link org.tuplespace.redis.cli.hosts.HostsFile} says which machines. {@link
 * org.tuplespace.redis.cli.hosts.RemoteShell} runs scripts there, which are resources of this
 * package; their text, with all that it is to know, goes to the standard input of a shell, so that
 * none of it is seen among the processes of either machine. {@link
 * org.tuplespace.redis.cli.hosts.Installation} copies the jars that are missing, {@link
 * org.tuplespace.redis.cli.hosts.Jobs} starts, finds and stops processes, and {@link
 * org.tuplespace.redis.cli.hosts.StartedJob} is what the space knows of one.
 */
@NullMarked
package org.tuplespace.redis.cli.hosts;

import org.jspecify.annotations.NullMarked;
