package org.tuplespace.redis.cli.hosts;

/** A hosts file is wrong, or can't be read; the message says where and what is right. */
public final class HostsFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HostsFileException(String message) {
    super(message);
  }
}
