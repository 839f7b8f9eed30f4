package org.tuplespace.redis.cli.hosts;

import java.nio.file.Path;

/**
 * A jar to be copied.
 *
 * @param file where it is here
 * @param name what it is called there, which begins with its {@code hash}
 * @param hash SHA-256 of its content, in hexadecimal
 */
record Jar(Path file, String name, String hash, long size) {}
