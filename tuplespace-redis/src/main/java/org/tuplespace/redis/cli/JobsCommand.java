package org.tuplespace.redis.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.redis.cli.hosts.Fleet;
import org.tuplespace.redis.cli.hosts.HostException;
import org.tuplespace.redis.cli.hosts.Jobs;
import org.tuplespace.redis.cli.hosts.RemoteHost;
import org.tuplespace.redis.cli.hosts.StartedJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code jobs}. */
@Command(
    name = "jobs",
    description = "Lists what tuples start has started, and what is known of it.",
    footer = {
      "",
      "The state is that of a worker of a queue as it tells of itself: alive; "
          + "starting; or silent, after it was killed or its host was cut off. Of others it "
          + "is unknown, unless --check asks the hosts: runs, ended, or away if the host "
          + "does not answer.",
      "",
      "Exit status 1 if --check could not ask some host."
    })
final class JobsCommand implements Callable<Integer> {

  /** So long a worker may take until it tells of itself. */
  private static final Duration STARTING = Duration.ofSeconds(30);

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private SshOptions ssh = new SshOptions();

  @Option(names = "--check", description = "Asks the hosts, over ssh, what runs there.")
  private boolean check;

  @Option(names = "--json", description = "Prints a line of JSON a job.")
  private boolean json;

  private boolean hasFailed;

  @Override
  public Integer call() throws InterruptedException {
    Output output = new Output(Shell.of(command));
    try (TupleSpace space = place.connect()) {
      List<StartedJob> jobs = StartedJob.all(space);
      Map<String, String> states = states(space, jobs);
      if (check) {
        ask(space, jobs, states);
        jobs = StartedJob.all(space); // processes may be known now
      }
      Rows rows = new Rows("id", "host", "pid", "state", "started", "command", "log");
      for (StartedJob job : jobs) {
        rows.add(
            job.id(),
            job.target(),
            job.pid() == 0 ? null : job.pid(),
            states.getOrDefault(job.id(), "unknown"),
            job.started(),
            job.command(),
            job.log());
      }
      rows.print(output, json);
      output.flush();
    }
    return hasFailed ? ExitStatus.NOTHING : ExitStatus.DONE;
  }

  /** As the leases of the workers tell. */
  private static Map<String, String> states(TupleSpace space, List<StartedJob> jobs) {
    Map<String, String> states = new HashMap<>();
    Set<String> alive = new HashSet<>();
    jobs.stream()
        .map(StartedJob::queue)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(
            queue ->
                JobQueue.on(space, queue).workers().forEach(worker -> alive.add(worker.name())));
    Instant starting = Instant.now().minus(STARTING);
    for (StartedJob job : jobs) {
      if (alive.contains(job.id())) {
        states.put(job.id(), "alive");
      } else if (job.queue() != null) {
        states.put(job.id(), job.started().isAfter(starting) ? "starting" : "silent");
      }
    }
    return states;
  }

  private void ask(TupleSpace space, List<StartedJob> jobs, Map<String, String> states)
      throws InterruptedException {
    Map<RemoteHost, List<StartedJob>> byHost =
        jobs.stream().collect(Collectors.groupingBy(StartedJob::host));
    Fleet.run(
        new ArrayList<>(byHost.keySet()),
        ssh.parallel(),
        host -> Jobs.check(ssh.to(host), space, Objects.requireNonNull(byHost.get(host))),
        (host, found) ->
            found.forEach(
                each ->
                    states.put(
                        each.job().id(), each.state() == Jobs.State.RUNS ? "runs" : "ended")),
        (host, failure) -> {
          Objects.requireNonNull(byHost.get(host)).forEach(job -> states.put(job.id(), "away"));
          fail(host, failure);
        });
  }

  private void fail(RemoteHost host, HostException failure) {
    hasFailed = true;
    Shell.of(command)
        .err()
        .println(
            "tuples jobs: "
                + host.name()
                + (failure.isAway() ? ": away: " : ": ")
                + failure.getMessage());
  }
}
