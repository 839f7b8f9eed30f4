package org.tuplespace.redis.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.cli.hosts.Fleet;
import org.tuplespace.redis.cli.hosts.HostException;
import org.tuplespace.redis.cli.hosts.HostsFile;
import org.tuplespace.redis.cli.hosts.HostsFileException;
import org.tuplespace.redis.cli.hosts.Jobs;
import org.tuplespace.redis.cli.hosts.RemoteHost;
import org.tuplespace.redis.cli.hosts.StartedJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code stop}. */
@Command(
    name = "stop",
    description = "Stops what tuples start has started, over ssh.",
    footer = {
      "",
      "A worker is told to end by SIGTERM: it takes no further job, and has 25 "
          + "seconds for those under way. What has ended is no longer noted in the space; "
          + "what is on a host that is away still is, so that it can be stopped later.",
      "",
      "Exit status 1 if something may still run, or there is nothing to stop.",
      "",
      "Examples:",
      "  tuples stop --all",
      "  tuples stop web1-0f3a9c21",
      "  tuples stop --hosts hosts --grace 5s --kill"
    })
final class StopCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private SshOptions ssh = new SshOptions();

  @Parameters(paramLabel = "ID", description = "Those with these ids; see tuples jobs.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All that are noted in the space.")
  private boolean all;

  @Option(names = "--hosts", paramLabel = "FILE", description = "All on the hosts of this file.")
  private @Nullable Path hosts;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to wait until they have ended; by default ${DEFAULT-VALUE}.")
  private Duration grace = Duration.ZERO;

  @Option(names = "--kill", description = "Kills what has not ended by then.")
  private boolean kill;

  private boolean hasFailed;

  @Override
  public Integer call() throws InterruptedException {
    if (ids.isEmpty() && !all && hosts == null) {
      throw WrongUsage.of(command, "say what to stop: ids, --hosts FILE or --all");
    }
    Set<String> targets = targets();
    Output output = new Output(Shell.of(command));
    try (TupleSpace space = place.connect()) {
      List<StartedJob> jobs = chosen(StartedJob.all(space), targets);
      if (jobs.isEmpty()) {
        say("there is nothing to stop");
        return ExitStatus.NOTHING;
      }
      Map<RemoteHost, List<StartedJob>> byHost =
          jobs.stream()
              .collect(
                  Collectors.groupingBy(StartedJob::host, LinkedHashMap::new, Collectors.toList()));
      Fleet.run(
          new ArrayList<>(byHost.keySet()),
          ssh.parallel(),
          host ->
              Jobs.stop(
                  ssh.to(host, grace),
                  space,
                  Objects.requireNonNull(byHost.get(host)),
                  grace,
                  kill),
          (host, found) -> tell(output, host, found),
          (host, failure) -> fail(host, failure));
    }
    return hasFailed ? ExitStatus.NOTHING : ExitStatus.DONE;
  }

  private Set<String> targets() {
    Set<String> targets = new HashSet<>();
    if (hosts != null) {
      try {
        HostsFile.read(hosts).forEach(host -> targets.add(host.name()));
      } catch (HostsFileException e) {
        throw WrongUsage.of(command, e);
      }
    }
    return targets;
  }

  private List<StartedJob> chosen(List<StartedJob> jobs, Set<String> targets) {
    Set<String> unknown = new HashSet<>(ids);
    jobs.forEach(job -> unknown.remove(job.id()));
    for (String id : unknown) {
      hasFailed = true;
      say("there is no job " + id + "; tuples jobs lists them");
    }
    return jobs.stream()
        .filter(job -> all || ids.contains(job.id()) || targets.contains(job.host().name()))
        .toList();
  }

  private void tell(Output output, RemoteHost host, List<Jobs.Found> found) {
    for (Jobs.Found each : found) {
      String state =
          switch (each.state()) {
            case ENDED -> "has ended";
            case KILLED -> "was killed";
            case GONE -> "had ended before";
            case RUNS -> "still runs; with --kill it is killed";
          };
      hasFailed |= each.state() == Jobs.State.RUNS;
      output.line(host.name() + ": " + each.job().id() + " " + state);
    }
    output.flush();
  }

  private void fail(RemoteHost host, HostException failure) {
    hasFailed = true;
    say(host.name() + (failure.isAway() ? ": away: " : ": ") + failure.getMessage());
  }

  private void say(String line) {
    Shell.of(command).err().println("tuples stop: " + line);
  }
}
