package org.tuplespace.redis.gateway;

/**
 * What a request may be.
 *
 * @param message the most bytes that it has
 * @param nesting how deep its tuples may nest; 1 is a tuple in a tuple
 */
record WireLimits(int message, int nesting) {

  void requireMessage(long bytes) {
    if (bytes > message) {
      throw new MalformedRequestException(
          "it has " + bytes + " bytes or more, beyond the limit of " + message);
    }
  }

  void requireNesting(int depth) {
    if (depth > nesting) {
      throw new MalformedRequestException("its tuples nest deeper than the limit of " + nesting);
    }
  }
}
