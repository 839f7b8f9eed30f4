package org.tuplespace.redis.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.WorkerInfo;
import org.tuplespace.redis.cli.hosts.Fleet;
import org.tuplespace.redis.cli.hosts.HostException;
import org.tuplespace.redis.cli.hosts.HostsFile;
import org.tuplespace.redis.cli.hosts.HostsFileException;
import org.tuplespace.redis.cli.hosts.Jars;
import org.tuplespace.redis.cli.hosts.Jobs;
import org.tuplespace.redis.cli.hosts.Order;
import org.tuplespace.redis.cli.hosts.RemoteHost;
import org.tuplespace.redis.cli.hosts.SplitWords;
import org.tuplespace.redis.cli.hosts.StartedJob;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code start}. */
@Command(
    name = "start",
    description = "Starts workers, or another program, on the hosts of a file, over ssh.",
    footer = {
      "",
      "The hosts file has a line a host, its name or user@name, and what is special there:",
      "",
      "  web1",
      "  ann@web2   workers=4 labels=gpu,ssd        # a comment",
      "  web3       port=2222 concurrency=8 dir=/var/tmp/tuples java=/opt/jdk/bin/java",
      "",
      "A host needs Java 17, and an ssh that lets you in by a key. The jars of this",
      "program and yours are copied into its directory, by default ~/.cache/tuples,",
      "unless they are there already; logs are there too. What is started stays until",
      "it ends or is stopped (see tuples stop), and is noted in the space (see tuples",
      "jobs). Each worker carries the name of its host as a label. A program has the",
      "variables TUPLESPACE_REDIS, TUPLESPACE_SPACE, TUPLES_JOB, which is its id, and",
      "CLASSPATH, with the jars of --classpath.",
      "",
      "Exit status 1 if something could not be started on some host; the others go on.",
      "",
      "Examples:",
      "  tuples start --hosts hosts --queue render --classpath render.jar --per-host 2",
      "  tuples start --hosts hosts --queue sums -- --exec 'wc -w'",
      "  tuples start --hosts hosts --program 'nice ./render --quiet'"
    })
final class StartCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(250);
  private static final int MOST = 1_000;

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private SshOptions ssh = new SshOptions();

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      required = true,
      description = "Which hosts; see below.")
  private Path hosts = Path.of("");

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  /** What is started. */
  static final class What {
    @Option(names = "--queue", paramLabel = "QUEUE", description = "Workers of this queue.")
    private @Nullable String queue;

    @Option(names = "--eval", description = "Workers that evaluate what programs give to eval.")
    private boolean eval;

    @Option(
        names = "--program",
        paramLabel = "COMMAND",
        description = "This command line, in a shell, in the home directory.")
    private @Nullable String program;
  }

  @Option(
      names = "--per-host",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many processes on each host, unless its line says workers=N; by default"
              + " ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many jobs a worker runs at once; without it, one for each processor.")
  private @Nullable Integer concurrency;

  @Option(
      names = "--labels",
      paramLabel = "LABEL",
      split = ",",
      description = "What the workers carry beside the host's name and the labels of its line.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description =
          "The jars and directories with your classes, separated by colons; 'lib/*' is every jar"
              + " in lib.")
  private String classpath = "";

  @Option(
      names = "--jvm-options",
      paramLabel = "OPTIONS",
      description = "Of the workers' Java, such as '-Xmx2g'.")
  private String jvmOptions = "";

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "How long to wait until the workers of a queue have told of themselves; by default"
              + " ${DEFAULT-VALUE}.")
  private Duration wait = Duration.ZERO;

  @Parameters(
      paramLabel = "ARGUMENT",
      description = "After --: options of tuples worker, such as --exec or --handler.")
  private List<String> arguments = new ArrayList<>();

  private boolean hasFailed;

  @Override
  public Integer call() throws InterruptedException {
    List<RemoteHost> targets;
    try {
      targets = HostsFile.read(hosts);
    } catch (HostsFileException e) {
      throw WrongUsage.of(command, e);
    }
    Order order = order();
    warnOfLoopback(order.url());
    Output output = new Output(Shell.of(command));
    try (Jars jars = jars();
        TupleSpace space = place.connect()) {
      List<StartedJob> started = new ArrayList<>();
      Fleet.run(
          targets,
          ssh.parallel(),
          host -> Jobs.start(ssh.to(host), space, order, jars),
          (host, result) -> {
            started.addAll(result.jobs());
            tell(output, host, result);
          },
          (host, failure) -> fail(host, failure));
      if (what.queue != null) {
        awaitWorkers(output, space, what.queue, started);
      }
    }
    return hasFailed ? ExitStatus.NOTHING : ExitStatus.DONE;
  }

  private Order order() {
    if (count < 1 || count > MOST) {
      throw WrongUsage.of(command, "--per-host must be from 1 to " + MOST + ", not " + count);
    }
    if (concurrency != null && concurrency < 1) {
      throw WrongUsage.of(command, "--concurrency must be at least 1, not " + concurrency);
    }
    if (what.program != null && what.program.isBlank()) {
      throw WrongUsage.of(command, "--program is empty");
    }
    if (what.queue == null && !labels.isEmpty()) {
      throw WrongUsage.of(command, "--labels are for --queue");
    }
    for (String argument : arguments) {
      if (argument.matches("(?s)--(redis|space|name|host|classpath)(=.*)?")) {
        throw WrongUsage.of(
            command,
            argument.replaceFirst("(?s)=.*", "")
                + " can't be given after --, where it would be seen there; leave it out, or give it"
                + " before");
      }
    }
    if (what.program != null
        && (concurrency != null || !arguments.isEmpty() || !jvmOptions.isEmpty())) {
      throw WrongUsage.of(command, "--concurrency, --jvm-options and arguments are for workers");
    }
    try {
      return new Order(
          place.url(),
          place.name(),
          what.queue,
          what.program,
          count,
          concurrency,
          labels,
          SplitWords.of(jvmOptions),
          arguments);
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, "--jvm-options: " + e.getMessage());
    }
  }

  private Jars jars() {
    try {
      return new Jars(System.getProperty("java.class.path", ""), classpath);
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, e);
    }
  }

  /** Often forgotten, and the workers there would only say that there is no server. */
  private void warnOfLoopback(String url) {
    if (url.matches(".*[/@](127\\.[0-9.]+|localhost|\\[::1])([:/?].*)?")) {
      say("the server's address is one of this machine alone; on other hosts it is another");
    }
  }

  private void tell(Output output, RemoteHost host, Jobs.Started result) {
    if (result.copied() > 0) {
      say(
          String.format(
              Locale.ROOT,
              "%s: %s copied, %.1f MB",
              host.name(),
              result.copied() == 1 ? "1 jar" : result.copied() + " jars",
              result.bytes() / 1e6));
    }
    result
        .jobs()
        .forEach(job -> output.line(host.name() + ": " + job.id() + ", process " + job.pid()));
    output.flush();
  }

  private void fail(RemoteHost host, HostException failure) {
    hasFailed = true;
    String kind = failure.isAway() ? ": away: " : ": ";
    say(host.name() + kind + failure.getMessage());
  }

  /** Until each has told of itself; of those that don't, the last line of their log is told. */
  private void awaitWorkers(Output output, TupleSpace space, String queue, List<StartedJob> started)
      throws InterruptedException {
    JobQueue jobs = JobQueue.on(space, queue);
    Map<String, StartedJob> silent = new HashMap<>();
    started.forEach(job -> silent.put(job.id(), job));
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Set<String> alive = jobs.workers().stream().map(WorkerInfo::name).collect(Collectors.toSet());
      silent.keySet().removeAll(alive);
      if (silent.isEmpty() || wait.isZero() || System.nanoTime() - deadline >= 0) {
        break;
      }
      Thread.sleep(POLL.toMillis());
    }
    output.flush();
    if (!wait.isZero() && !silent.isEmpty()) {
      explain(space, new ArrayList<>(silent.values()));
    }
  }

  private void explain(TupleSpace space, List<StartedJob> silent) throws InterruptedException {
    hasFailed = true;
    Set<String> ids = new HashSet<>();
    silent.forEach(job -> ids.add(job.id()));
    Map<RemoteHost, List<StartedJob>> byHost =
        silent.stream().collect(Collectors.groupingBy(StartedJob::host));
    Fleet.run(
        new ArrayList<>(byHost.keySet()),
        ssh.parallel(),
        host -> Jobs.check(ssh.to(host), space, Objects.requireNonNull(byHost.get(host))),
        (host, found) ->
            found.forEach(
                each ->
                    say(
                        each.job().id()
                            + (each.state() == Jobs.State.RUNS
                                ? " runs, but tells nothing yet; its log is "
                                : " has ended; its log is ")
                            + host.name()
                            + ":"
                            + each.job().log()
                            + (each.lastLine().isEmpty() ? "" : ", which ends: ")
                            + each.lastLine())),
        (host, failure) -> fail(host, failure));
  }

  private void say(String line) {
    Shell.of(command).err().println("tuples start: " + line);
  }
}
