package org.tuplespace.redis.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.gateway.LinuxTuplesGateway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code linuxtuples}. */
@Command(
    name = "linuxtuples",
    description = {
      "Serves unmodified clients of LinuxTuples, 32-bit C programs and Python 2, until it is"
          + " stopped.",
      "",
      "They share the space with everybody else: ints, doubles, strings and tuples of these. What"
          + " else is in the space they are not shown."
    },
    footer = {
      "",
      "Its clients need no password, so that only this machine can reach it unless",
      "--bind says otherwise. Any number of these can serve one space. More is in",
      "docs/porting-linuxtuples.md.",
      "",
      "Example:",
      "  tuples linuxtuples --port 25000",
      "  LINUXTUPLES_HOST=127.0.0.1 LINUXTUPLES_PORT=25000 ./pingpong"
    })
final class LinuxtuplesCommand implements Callable<Integer> {

  private static final long KIB = 1024;

  /** After so long it is looked whether the space is still there. */
  private static final Duration LOOK = Duration.ofMillis(500);

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "25000",
      description = "The port; ${DEFAULT-VALUE} unless given, and with 0 any free one.")
  private int port;

  @Option(
      names = {"--bind", "--host"},
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address of this machine to listen on; ${DEFAULT-VALUE} unless given, and with"
              + " 0.0.0.0 all of them.")
  private String address = "";

  @Option(
      names = "--max-message",
      paramLabel = "SIZE",
      defaultValue = "128mb",
      description = "The most that a client may send; ${DEFAULT-VALUE} unless given.")
  private String maxMessage = "";

  @Option(
      names = "--max-nesting",
      paramLabel = "N",
      defaultValue = "63",
      description = "How deep tuples may nest in tuples; ${DEFAULT-VALUE}, the most, unless given.")
  private int maxNesting;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description =
          "How long a client may take to send its request; ${DEFAULT-VALUE} unless given. It may"
              + " wait for a tuple for ever.")
  private Duration timeout = Duration.ZERO;

  @Override
  public Integer call() throws InterruptedException {
    Shell shell = Shell.of(command);
    int bytes = bytes();
    InetAddress where = address();
    try (TupleSpace space = place.connect()) {
      LinuxTuplesGateway.Builder builder =
          LinuxTuplesGateway.on(space)
              .address(where)
              .notices(notice -> shell.err().println("tuples linuxtuples: " + notice));
      try {
        builder.port(port).maxMessage(bytes).maxNesting(maxNesting).requestTimeout(timeout);
      } catch (IllegalArgumentException e) {
        throw WrongUsage.of(command, e);
      }
      try (LinuxTuplesGateway gateway = start(builder)) {
        announce(shell, gateway.address());
        while (true) {
          Thread.sleep(LOOK.toMillis());
          requireOpen(space);
        }
      }
    }
  }

  private int bytes() {
    String size = maxMessage.toLowerCase(Locale.ROOT);
    if (!size.matches("[1-9]\\d{0,9}(kb|mb|gb)")) {
      throw WrongUsage.of(command, "--max-message must be a size such as 128mb, not " + maxMessage);
    }
    long unit =
        switch (size.charAt(size.length() - 2)) {
          case 'k' -> KIB;
          case 'm' -> KIB * KIB;
          default -> KIB * KIB * KIB;
        };
    long bytes = Long.parseLong(size.substring(0, size.length() - 2)) * unit;
    if (bytes > Integer.MAX_VALUE) {
      throw WrongUsage.of(command, "--max-message must be under 2gb, not " + maxMessage);
    }
    return (int) bytes;
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw WrongUsage.of(command, "--bind: there is no host " + address);
    }
  }

  private static LinuxTuplesGateway start(LinuxTuplesGateway.Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new CommandException(
          e.getMessage() + " (" + why.getMessage() + "); give another --port or --bind", e);
    }
  }

  private static void announce(Shell shell, InetSocketAddress where) {
    String host = where.getAddress().getHostAddress();
    Output output = new Output(shell);
    output.line(host + ":" + where.getPort());
    output.flush();
    shell.err().println("tuples linuxtuples: Ctrl-C stops it. For its clients:");
    shell
        .err()
        .println("  export LINUXTUPLES_HOST=" + host + " LINUXTUPLES_PORT=" + where.getPort());
  }

  /** Clients are told by the end of their connections, and this by a call that asks no server. */
  private static void requireOpen(TupleSpace space) {
    space.stream().close();
  }
}
