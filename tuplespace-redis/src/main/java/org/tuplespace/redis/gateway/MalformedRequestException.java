package org.tuplespace.redis.gateway;

/** What a client has sent is no request; the message is the end of a sentence about it. */
final class MalformedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedRequestException(String message) {
    super(message, null, false, false); // a stack trace would tell nothing of the client
  }
}
