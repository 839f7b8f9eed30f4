package org.tuplespace.redis.cli.text;

/** A text that is no tuple or template; the message says where it goes wrong and what to write. */
public final class TextException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With a message for the person who typed it. */
  public TextException(String message) {
    super(message);
  }
}
