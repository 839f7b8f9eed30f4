package org.tuplespace.redis.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends one inline command to a server on loopback: for tests of servers, not of clients. */
public final class InlineClient {
  private InlineClient() {}

  /**
   * The raw reply to {@code command}.
   *
   * @throws IOException also when nothing is answered within {@code timeoutMillis}
   */
  public static String ask(int port, String command, int timeoutMillis) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      String request = command + "\r\nQUIT\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return reply.substring(0, reply.length() - "+OK\r\n".length()).strip();
    }
  }
}
