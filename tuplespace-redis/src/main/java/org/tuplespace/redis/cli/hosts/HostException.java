package org.tuplespace.redis.cli.hosts;

/** Something can't be done on a host; the message says what, in a line, without the host's name. */
public final class HostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isAway;

  private HostException(String message, boolean isAway) {
    super(message);
    this.isAway = isAway;
  }

  static HostException away(String reason) {
    return new HostException(reason, true);
  }

  static HostException failed(String reason) {
    return new HostException(reason, false);
  }

  /** Whether the host can't be reached at all. */
  public boolean isAway() {
    return isAway;
  }
}
