package org.tuplespace.redis;

import java.time.Duration;

/**
 * How a space talks to its server; {@link TupleSpaceBuilder} documents each.
 *
 * @param unusedIndex an index that nobody used for so long is dropped
 */
record Settings(
    Duration lease,
    Duration operationTimeout,
    Duration connectTimeout,
    Duration unusedIndex,
    Durability durability) {

  /** The version of the layout of keys and records; scripts of another version are refused. */
  static final String SCHEMA = "3";

  static final Duration UNUSED_INDEX = Duration.ofHours(1);
}
