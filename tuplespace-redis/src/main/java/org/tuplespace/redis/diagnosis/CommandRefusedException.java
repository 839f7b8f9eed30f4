package org.tuplespace.redis.diagnosis;

/** The server refused a command; the message is what it said. */
public final class CommandRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String command;

  /**
   * Made by an {@link ExaminedServer}.
   *
   * @param command its name
   * @param reason what the server said
   */
  public CommandRefusedException(String command, String reason, Throwable cause) {
    super(reason, cause);
    this.command = command;
  }

  /** The name of the command. */
  public String command() {
    return command;
  }
}
