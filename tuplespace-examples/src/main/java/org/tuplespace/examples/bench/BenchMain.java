package org.tuplespace.examples.bench;

import java.io.IOException;
import org.redisson.client.RedisException;
import org.tuplespace.redis.cli.CleanEnd;
import org.tuplespace.redis.server.EmbeddedRedisException;
import picocli.CommandLine;

/** Runs the benchmarks, for the launcher {@code ./tuples bench}. */
public final class BenchMain {

  private static final int NO_SERVER = 3;
  private static final int INTERRUPTED = 130;

  private BenchMain() {}

  /** Measures, and ends the JVM with a status: 0, 1 if something went wrong, 2 for wrong usage. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    CommandLine command =
        new CommandLine(new BenchCommand())
            .setExecutionExceptionHandler((exception, failed, parsed) -> report(exception, failed));
    CleanEnd.exitWith(() -> command.execute(args));
  }

  private static int report(Exception exception, CommandLine command) throws Exception {
    if (exception instanceof InterruptedException) {
      command.getErr().println("tuples: interrupted");
      return INTERRUPTED;
    }
    if (exception instanceof EmbeddedRedisException || exception instanceof RedisException) {
      command.getErr().println("tuples: " + exception.getMessage());
      return NO_SERVER;
    }
    if (exception instanceof IOException) {
      command.getErr().println("tuples: " + exception);
      return 1;
    }
    throw exception;
  }
}
