package org.tuplespace.redis.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.redis.server.EmbeddedRedis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code serve}. */
@Command(
    name = "serve",
    description = {
      "Runs a Redis server that keeps its data, prints its url, and stops on Ctrl-C or SIGTERM.",
      "",
      "It is the first redis-server or valkey-server on the PATH that is 6.2 or later, else the one"
          + " that is brought along. It writes what it is told to a log before it answers, and has"
          + " that brought to the disk once a second: a kill loses nothing, power loss up to about"
          + " a second. A later start with the same directory serves the same data."
    },
    footer = {
      "",
      "Only this machine can reach it, and everybody on it can. To serve others, run a",
      "Redis with TLS and users: docs/deploy.md.",
      "",
      "Examples:",
      "  tuples serve",
      "  tuples serve --port 7000 --dir /srv/tuples --memory 2gb"
    })
final class ServeCommand implements Callable<Integer> {

  private static final int LAST_PORT = 65_535;
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(30);

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "6379",
      description = "The port; ${DEFAULT-VALUE} unless given, where the other commands look.")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Where the data are kept; else in tuplespace/redis in $XDG_DATA_HOME, else in"
              + " ~/.local/share.")
  private @Nullable Path directory;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "The most memory for data, such as 512mb or 4gb; when it is full, tuples can be taken and"
              + " none put. Unless given there is no limit.")
  private @Nullable String memory;

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    Shell shell = Shell.of(command);
    Path place = directory != null ? directory : DataDirectory.standard(shell.environment());
    CleanEnd.takeUpTo(TIME_TO_STOP);
    try (DataDirectory data = DataDirectory.open(place.toAbsolutePath().normalize())) {
      requireFreePort();
      try (EmbeddedRedis redis = start(data)) {
        data.occupy(redis.pid());
        announce(shell, redis, data);
        String lastWords = redis.awaitEnd();
        throw new CommandException("the server ended by itself: " + lastWords);
      }
    }
  }

  private void checkOptions() {
    if (port < 1 || port > LAST_PORT) {
      throw wrong("--port must be from 1 to " + LAST_PORT + ", not " + port);
    }
    if (memory != null && !memory.matches("(?i)[1-9]\\d*(kb|mb|gb)")) {
      throw wrong("--memory must be a size such as 512mb or 4gb, not " + memory);
    }
  }

  private ParameterException wrong(String message) {
    return WrongUsage.of(command, message);
  }

  /** The server would wait for the port, which is of no use where somebody else has it for good. */
  private void requireFreePort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new CommandException(
          "the port "
              + port
              + " can't be had ("
              + e.getMessage()
              + "): perhaps a Redis server has it already; use that one, or give another --port",
          e);
    }
  }

  private EmbeddedRedis start(DataDirectory data) {
    EmbeddedRedis.Builder builder =
        EmbeddedRedis.builder()
            .port(port)
            .dataDirectory(data.path())
            .option("appendonly yes")
            .option("appendfsync everysec")
            .option("maxmemory-policy noeviction");
    if (memory != null) {
      builder.option("maxmemory " + memory);
    }
    return builder.start();
  }

  private static void announce(Shell shell, EmbeddedRedis redis, DataDirectory data) {
    Output output = new Output(shell);
    output.line(redis.url());
    output.flush();
    shell.err().println("tuples serve: data in " + data.path() + "; Ctrl-C stops it. Elsewhere:");
    shell.err().println("  export TUPLESPACE_REDIS=" + redis.url());
  }
}
