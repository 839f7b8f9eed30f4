package org.tuplespace.redis.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tuplespace.redis.testing.RedisForTests;

/**
 * A command that was run in this process.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int status, String out, String err) {

  /** Runs a command on a space of the tests' server. */
  static CommandRun of(String space, String... args) {
    return withInput("", space, args);
  }

  /** As {@link #of}, with this on its standard input. */
  static CommandRun withInput(String input, String space, String... args) {
    return inside(environment(RedisForTests.url(), space), input, false, args);
  }

  /** As {@link #of}, with a person at a terminal. */
  static CommandRun atTerminal(String space, String... args) {
    return inside(environment(RedisForTests.url(), space), "", true, args);
  }

  /** As {@link #of}, on another server. */
  static CommandRun at(String url, String space, String... args) {
    return inside(environment(url, space), "", false, args);
  }

  static Map<String, String> environment(String url, String space) {
    return Map.of(ServerOptions.URL_VARIABLE, url, SpaceOptions.SPACE_VARIABLE, space);
  }

  private static CommandRun inside(
      Map<String, String> environment, String input, boolean isTerminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            isTerminal);
    int status = Main.run(shell, args);
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
