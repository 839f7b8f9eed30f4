package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.eval.EvalWorker;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.Worker;
import org.tuplespace.redis.TupleSpaceBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code worker}. */
@Command(
    name = "worker",
    description = "Runs the jobs of a queue, or evaluates live tuples, until it is stopped.",
    footer = {
      "",
      "SIGTERM and Ctrl-C stop it: it takes nothing more, finishes what is under way "
          + "within the grace, and gives the rest back. If it is killed, its jobs are back "
          + "in the queue after 30 seconds.",
      "",
      "A job is an object of a class that implements org.tuplespace.jobs.Job, or data "
          + "for which there is a handler: a class, or with --exec a program, which has the "
          + "payload as its standard input, TUPLES_JOB and TUPLES_ATTEMPT in its "
          + "environment, and prints the result. Another status than 0 is a failure, and "
          + "the job is tried again.",
      "",
      "Examples:",
      "  tuples worker --queue render --classpath render.jar --labels gpu",
      "  tuples worker --queue sums --exec 'wc -w' --drain",
      "  tuples worker --eval --classpath 'lib/*'"
    })
final class WorkerCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();

  @ArgGroup(multiplicity = "1")
  private Kind kind = new Kind();

  /** What it works on. */
  static final class Kind {
    @Option(names = "--queue", paramLabel = "QUEUE", description = "Runs the jobs of this queue.")
    private @Nullable String queue;

    @Option(names = "--eval", description = "Evaluates what programs give to eval.")
    private boolean eval;
  }

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description =
          "The jars and directories with your classes, separated by colons; 'lib/*' is every jar"
              + " in lib.")
  private @Nullable String classPath;

  @Option(
      names = "--allow",
      paramLabel = "PACKAGE",
      description =
          "Objects of the classes of this package, and of those below it, may be read from the"
              + " space; may be given several times. Without it, those of the packages in"
              + " --classpath may.")
  private List<String> allowed = new ArrayList<>();

  @Option(
      names = "--handler",
      paramLabel = "CLASS",
      description =
          "A class that implements org.tuplespace.jobs.JobHandler, for jobs that are data; may be"
              + " given several times.")
  private List<String> handlers = new ArrayList<>();

  @Option(
      names = "--exec",
      paramLabel = "COMMAND",
      description = "Runs this in a shell for each job that is data.")
  private @Nullable String program;

  @Option(
      names = "--labels",
      paramLabel = "LABEL",
      split = ",",
      description =
          "What it carries, for jobs that require or prefer a label; the host's name is one of"
              + " them anyway.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "What this host is called, in place of the name that it has.")
  private @Nullable String host;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What this worker is called; no other may be. Else of host and process.")
  private @Nullable String name;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How much it does at once; without it, one for each processor.")
  private @Nullable Integer concurrency;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "25s",
      description = "How long it goes on with what is under way; by default ${DEFAULT-VALUE}.")
  private Duration grace = Duration.ZERO;

  @Option(
      names = "--drain",
      description = "Ends when no job is left that it may take, now or after a delay.")
  private boolean drains;

  @Override
  public Integer call() {
    check();
    CleanEnd.takeUpTo(grace.plusSeconds(10));
    TupleSpaceBuilder builder = place.builder();
    for (String each : program()) {
      builder.allowPackage(each);
    }
    try (TupleSpace space = place.connect(builder)) {
      return kind.eval ? evaluate(space) : work(space);
    }
  }

  private void check() {
    if (kind.eval && (drains || program != null || !handlers.isEmpty() || !labels.isEmpty())) {
      throw WrongUsage.of(command, "--drain, --exec, --handler and --labels are for --queue");
    }
    if (concurrency != null && concurrency < 1) {
      throw WrongUsage.of(command, "--concurrency must be at least 1, not " + concurrency);
    }
  }

  /** The packages whose classes may be read. */
  private Set<String> program() {
    if (classPath == null) {
      return Set.copyOf(allowed);
    }
    try {
      Program classes = Program.of(classPath);
      classes.use();
      return allowed.isEmpty() ? classes.packages() : Set.copyOf(allowed);
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, "--classpath: " + e.getMessage());
    }
  }

  private int work(TupleSpace space) {
    JobQueue queue = JobQueue.on(space, Objects.requireNonNull(kind.queue));
    Worker.Builder builder = Worker.on(queue).grace(grace);
    try {
      describe(builder);
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, e);
    }
    try (Worker worker = builder.start()) {
      say(
          worker
              + ", "
              + worker.info().concurrency()
              + " at once, labels "
              + worker.info().labels());
      if (drains) {
        worker.drain();
      }
      worker.awaitEnd();
      say(worker.name() + " has ended; jobs done: " + worker.info().done());
    } catch (InterruptedException e) {
      return stopped();
    }
    return ExitStatus.DONE;
  }

  private void describe(Worker.Builder builder) {
    builder.labelsBesideHost(labels.toArray(new String[0]));
    if (host != null) {
      builder.host(host);
    }
    if (concurrency != null) {
      builder.concurrency(concurrency);
    }
    if (name != null) {
      builder.name(name);
    }
    handlers.forEach(each -> HandlerClass.addTo(builder, each));
    if (program != null) {
      builder.handler(Object.class, new ShellHandler(program));
    }
  }

  private int evaluate(TupleSpace space) {
    EvalWorker.Builder builder = EvalWorker.on(space).grace(grace);
    if (concurrency != null) {
      builder.concurrency(concurrency);
    }
    if (name != null) {
      builder.name(name);
    }
    try (EvalWorker worker = builder.start()) {
      say(worker.toString());
      worker.awaitEnd();
    } catch (InterruptedException e) {
      return stopped();
    }
    return ExitStatus.DONE;
  }

  /** It was told to end, and has, within its grace. */
  private int stopped() {
    say("stopped");
    return ExitStatus.DONE;
  }

  private void say(String what) {
    Shell.of(command).err().println(what);
  }
}
