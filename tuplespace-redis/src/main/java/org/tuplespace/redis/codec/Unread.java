package org.tuplespace.redis.codec;

/** Which typed objects come as {@link org.tuplespace.UnreadField}s. */
public enum Unread {
  /** None: one that can't be read is an error. */
  NONE,
  /** Those that can't be read here. */
  UNREADABLE,
  /** All; no class is looked for. */
  ALL
}
