package org.tuplespace.redis.gateway;

/** What a client can ask for, in the order of the numbers that stand for it. */
enum WireOperation {
  PUT,
  GET,
  READ,
  GET_NB,
  READ_NB,
  DUMP,
  COUNT,
  LOG,
  REPLACE;

  private static final WireOperation[] ALL = values();

  /**
   * The operation of this number.
   *
   * @throws MalformedRequestException if there is none
   */
  static WireOperation of(int code) {
    if (code < 0 || code >= ALL.length) {
      throw new MalformedRequestException("there is no operation " + code);
    }
    return ALL[code];
  }

  int code() {
    return ordinal();
  }

  /** Whether a number of templates comes before them. */
  boolean takesList() {
    return this == DUMP || this == COUNT;
  }

  /** How many tuples or templates come with it, where no number tells. */
  int operands() {
    return switch (this) {
      case REPLACE -> 2;
      case LOG, DUMP, COUNT -> 0;
      default -> 1;
    };
  }
}
