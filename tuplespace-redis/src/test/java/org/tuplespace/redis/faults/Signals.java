package org.tuplespace.redis.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Sends signals to processes through one shell, since starting a program for each takes a tenth of
 * a second on a busy machine. Thread-safe.
 */
final class Signals {

  private static final Process SHELL = startShell();
  private static final BufferedReader ANSWERS = SHELL.inputReader(UTF_8);

  private Signals() {}

  private static Process startShell() {
    try {
      return new ProcessBuilder("sh").redirectErrorStream(true).start(); // ends with its input
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when the signal, such as STOP, has been sent. */
  static synchronized void send(String signal, long pid) {
    try {
      String command = "kill -" + signal + " " + pid + " && echo sent\n";
      SHELL.getOutputStream().write(command.getBytes(UTF_8));
      SHELL.getOutputStream().flush();
      String answer = ANSWERS.readLine();
      if (!"sent".equals(answer)) {
        throw new IllegalStateException(command + ": " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
