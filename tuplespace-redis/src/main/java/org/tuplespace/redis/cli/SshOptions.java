package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.redis.cli.hosts.RemoteHost;
import org.tuplespace.redis.cli.hosts.RemoteShell;
import org.tuplespace.redis.cli.hosts.SplitWords;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How hosts are reached. */
final class SshOptions {

  /** Names the ssh for those who don't want to name it each time. */
  static final String SSH_VARIABLE = "TUPLES_SSH";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--ssh",
      paramLabel = "COMMAND",
      description =
          "The ssh to use, with options, such as 'ssh -i key'; else what the variable "
              + SSH_VARIABLE
              + " names, else \"ssh\". It must not have to ask for a password.")
  private @Nullable String ssh;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5m",
      description =
          "How long it may take on a host, with the copying of jars; by default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "10",
      description = "On how many hosts at once; by default ${DEFAULT-VALUE}.")
  private int parallel;

  int parallel() {
    if (parallel < 1) {
      throw WrongUsage.of(command, "--parallel must be at least 1, not " + parallel);
    }
    return parallel;
  }

  /** The command and its options. */
  List<String> ssh() {
    String variable = Shell.of(command).environment().get(SSH_VARIABLE);
    String text = ssh != null ? ssh : variable != null && !variable.isBlank() ? variable : "ssh";
    List<String> words;
    try {
      words = SplitWords.of(text);
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, "--ssh: " + e.getMessage());
    }
    if (words.isEmpty()) {
      throw WrongUsage.of(command, "--ssh is empty");
    }
    return words;
  }

  /** To a host, from now on within the time. */
  RemoteShell to(RemoteHost host) {
    return to(host, Duration.ZERO);
  }

  /** As {@link #to(RemoteHost)}, for what is known to take longer. */
  RemoteShell to(RemoteHost host, Duration more) {
    return new RemoteShell(ssh(), host, timeout.plus(more));
  }
}
