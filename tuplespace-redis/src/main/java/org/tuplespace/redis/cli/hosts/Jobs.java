package org.tuplespace.redis.cli.hosts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.tuplespace.TupleSpace;

/** Starts, finds and stops the processes of one host, and keeps the space informed. Stateless. */
public final class Jobs {

  private static final String MAIN = "org.tuplespace.redis.cli.Main";

  /** From here on Java warns of what Netty and FST use. */
  private static final int JAVA_THAT_WARNS = 24;

  private Jobs() {}

  /**
   * What was started on a host.
   *
   * @param copied how many jars had to be copied, and how many bytes that was
   */
  public record Started(List<StartedJob> jobs, int copied, long bytes) {}

  /** What was found of a job. */
  public enum State {
    RUNS,
    ENDED,
    KILLED,

    /** It had ended before. */
    GONE
  }

  /**
   * A job as it was found.
   *
   * @param lastLine of its log, if it is known to have ended; else empty
   */
  public record Found(StartedJob job, State state, String lastLine) {}

  /**
   * Starts what is ordered.
   *
   * @throws HostException if the host is away, or it can't be done there
   */
  public static Started start(RemoteShell shell, TupleSpace space, Order order, Jars jars)
      throws InterruptedException {
    RemoteHost host = shell.host();
    boolean isProgram = order.program() != null;
    Installation there = Installation.make(shell, isProgram ? jars.user() : jars.all(), !isProgram);
    List<String> arguments = isProgram ? List.of() : arguments(host, order, jars, there);
    Map<String, StartedJob> jobs = new LinkedHashMap<>();
    int count = host.workers() != null ? host.workers() : order.count();
    for (int i = 0; i < count; i++) {
      StartedJob job = job(host, order, there);
      jobs.put(job.id(), job);
      job.note(space);
    }
    List<String> answers =
        shell.run(
            RemoteScript.named("start")
                .with("directory", there.directory())
                .with("ids", String.join(" ", jobs.keySet()))
                .with("url", order.url())
                .with("space", order.space())
                .with("classpath", there.classpath(isProgram ? jars.user() : jars.program()))
                .with("program", isProgram ? String.valueOf(order.program()) : "")
                .with("java", there.java())
                .with(arguments));
    for (Answer answer : Answer.of(answers)) {
      StartedJob job = jobs.get(answer.id());
      if (answer.word().equals("started") && job != null) {
        StartedJob known = job.withPid(Long.parseLong(answer.afterId()));
        known.note(space);
        jobs.put(job.id(), known);
      }
    }
    return new Started(List.copyOf(jobs.values()), there.copied(), there.bytes());
  }

  private static StartedJob job(RemoteHost host, Order order, Installation there) {
    String name = host.name().replaceAll("[^A-Za-z0-9.-]", "-");
    String id = String.format("%s-%08x", name, ThreadLocalRandom.current().nextInt());
    String command =
        order.program() != null
            ? order.program()
            : "worker " + Quoting.readable(workerOptions(host, order));
    return new StartedJob(
        id,
        host.target(),
        host.port(),
        0,
        command,
        Instant.now(),
        order.program() == null ? StartedJob.Kind.WORKER : StartedJob.Kind.PROGRAM,
        order.queue(),
        there.directory() + "/logs/" + id + ".log");
  }

  private static List<String> arguments(
      RemoteHost host, Order order, Jars jars, Installation there) {
    List<String> arguments = new ArrayList<>();
    if (there.javaVersion() >= JAVA_THAT_WARNS) {
      arguments.add("--sun-misc-unsafe-memory-access=allow");
      arguments.add("--enable-native-access=ALL-UNNAMED");
    }
    arguments.addAll(order.jvmOptions());
    arguments.addAll(List.of(MAIN, "worker"));
    arguments.addAll(workerOptions(host, order));
    if (order.queue() != null) {
      arguments.addAll(List.of("--host", host.name())); // which is a label of its own
    }
    if (!jars.user().isEmpty()) {
      arguments.addAll(List.of("--classpath", there.classpath(jars.user())));
    }
    return arguments;
  }

  /** What people are to see of it. */
  private static List<String> workerOptions(RemoteHost host, Order order) {
    List<String> options = new ArrayList<>();
    if (order.queue() != null) {
      options.addAll(List.of("--queue", order.queue()));
      Set<String> labels = new LinkedHashSet<>(order.labels());
      labels.addAll(host.labels());
      if (!labels.isEmpty()) {
        options.addAll(List.of("--labels", String.join(",", labels)));
      }
    } else {
      options.add("--eval");
    }
    Integer concurrency = host.concurrency() != null ? host.concurrency() : order.concurrency();
    if (concurrency != null) {
      options.addAll(List.of("--concurrency", concurrency.toString()));
    }
    options.addAll(order.arguments());
    return options;
  }

  /**
   * Looks which of these run, and notes the processes of those of which they were not known.
   *
   * @param jobs all of this host
   * @throws HostException if the host is away
   */
  public static List<Found> check(RemoteShell shell, TupleSpace space, List<StartedJob> jobs)
      throws InterruptedException {
    List<String> triples = new ArrayList<>();
    jobs.forEach(job -> triples.addAll(List.of(job.id(), Long.toString(job.pid()), job.log())));
    List<Found> found = found(jobs, shell.run(RemoteScript.named("check").with(triples)));
    List<Found> known = new ArrayList<>();
    for (Found each : found) {
      boolean isNew = each.state() == State.RUNS && each.job().pid() == 0;
      if (isNew) {
        StartedJob job = each.job().withPid(Long.parseLong(each.lastLine()));
        job.note(space);
        known.add(new Found(job, State.RUNS, ""));
      } else {
        known.add(new Found(each.job(), each.state(), isRunning(each) ? "" : each.lastLine()));
      }
    }
    return known;
  }

  private static boolean isRunning(Found found) {
    return found.state() == State.RUNS;
  }

  /**
   * Stops these, and forgets those that run no more.
   *
   * @param jobs all of this host
   * @param grace how long they may take to end by themselves
   * @param kill whether those that take longer are killed
   * @throws HostException if the host is away
   */
  public static List<Found> stop(
      RemoteShell shell, TupleSpace space, List<StartedJob> jobs, Duration grace, boolean kill)
      throws InterruptedException {
    List<String> triples = new ArrayList<>();
    for (StartedJob job : jobs) {
      String kind = job.kind() == StartedJob.Kind.WORKER ? "worker" : "program";
      triples.addAll(List.of(job.id(), Long.toString(job.pid()), kind));
    }
    long seconds = (grace.toMillis() + 999) / 1_000;
    List<Found> found =
        found(
            jobs,
            shell.run(
                RemoteScript.named("stop")
                    .with("grace", Long.toString(seconds))
                    .with("kill", kill ? "yes" : "no")
                    .with(triples)));
    found.stream().filter(each -> !isRunning(each)).forEach(each -> each.job().forget(space));
    return found;
  }

  private static List<Found> found(List<StartedJob> jobs, List<String> lines) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    Answer.of(lines).forEach(answer -> answers.put(answer.id(), answer));
    List<Found> found = new ArrayList<>();
    for (StartedJob job : jobs) {
      Answer answer = answers.get(job.id());
      if (answer == null) {
        throw HostException.failed("it told nothing of " + job.id());
      }
      State state =
          switch (answer.word()) {
            case "runs" -> State.RUNS;
            case "ended" -> State.ENDED;
            case "killed" -> State.KILLED;
            case "gone" -> State.GONE;
            default -> throw HostException.failed("it told \"" + answer.word() + "\"");
          };
      found.add(new Found(job, state, answer.afterId()));
    }
    return found;
  }
}
