package org.tuplespace.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine. */
public final class Host {

  public static final String NAME = name();

  private Host() {}

  private static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
