package org.tuplespace.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** The name of this machine, and names for what runs on it. */
public final class Host {

  public static final String NAME = name();

  private Host() {}

  /** A name for one of several things in this process, on a host that is called so. */
  public static String uniqueName(String host) {
    return host
        + "-"
        + ProcessHandle.current().pid()
        + "-"
        + UUID.randomUUID().toString().substring(0, 4);
  }

  private static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
