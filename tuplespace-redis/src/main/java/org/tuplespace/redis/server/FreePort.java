package org.tuplespace.redis.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks ports for servers on loopback.
 *
 * <p>The ports are below those that systems give to outgoing connections. A client that keeps
 * reconnecting to a stopped server on one of these can be given the very port it connects to, and
 * then talks to itself while the server can't come back.
 */
final class FreePort {
  private static final int FIRST = 16_384;
  private static final int LAST = 32_767;
  private static final int ATTEMPTS = 1_000;

  private FreePort() {}

  /** A port that nobody listened on a moment ago; somebody may by now. */
  static int pick() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EmbeddedRedisException(
        "no free port from " + FIRST + " to " + LAST + " on loopback in " + ATTEMPTS + " attempts");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
