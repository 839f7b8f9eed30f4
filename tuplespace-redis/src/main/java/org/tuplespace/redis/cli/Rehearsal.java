package org.tuplespace.redis.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tuplespace.redis.server.EmbeddedRedis;

/**
 * Runs ordinary commands against a server of its own, so that the JVM can take down which classes
 * they load: the launcher makes an archive of these, from which commands start sooner.
 */
final class Rehearsal {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("out", "a", "1", "2.5", "(b, null)"),
          List.of("rdp", "a", "?"),
          List.of("rdp", "a", "?int", "1.0..3.0", "?", "--json"),
          List.of("count"),
          List.of("in", "a", "?", "?", "?", "--timeout", "5s"),
          List.of("inp", "a", "?"));

  private Rehearsal() {}

  public static void main(String[] args) {
    CleanEnd.exitWith(Rehearsal::run);
  }

  private static int run() {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      Shell shell =
          new Shell(
              new ByteArrayInputStream(new byte[0]),
              OutputStream.nullOutputStream(),
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
              Map.of(ServerOptions.URL_VARIABLE, redis.url()),
              false);
      COMMANDS.forEach(command -> Main.run(shell, command.toArray(String[]::new)));
      return ExitStatus.DONE;
    }
  }
}
