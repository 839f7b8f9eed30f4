package org.tuplespace.redis.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks a server on loopback, over a connection of one question, whether it is up. */
final class Probe {
  private static final int TIMEOUT_MILLIS = 1_000;

  private Probe() {}

  /**
   * Whether the server that was given {@code configuration} answers on {@code port}. Another server
   * that took the port in between does not count.
   */
  static boolean answers(int port, Path configuration) {
    try {
      String pong = ask(port, "PING");
      if (pong.startsWith("-NOAUTH")) {
        return true;
      }
      return pong.startsWith("+PONG")
          && ask(port, "INFO server").contains(configuration.toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends a command, and QUIT so that the server closes, and returns all that came back. */
  private static String ask(int port, String command) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      ByteArrayOutputStream reply = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      in.transferTo(reply);
      return reply.toString(StandardCharsets.UTF_8);
    }
  }
}
