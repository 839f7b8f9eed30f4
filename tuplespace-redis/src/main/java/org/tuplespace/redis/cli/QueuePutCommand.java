package org.tuplespace.redis.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.Priority;
import org.tuplespace.redis.cli.text.Syntax;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code queue put}. */
@Command(
    name = "put",
    description = "Queues a job of plain data, and prints its id.",
    footer = {
      "",
      "Its result is a tuple: tuples in QUEUE result ID '?' '?'",
      "",
      "Examples:",
      "  tuples queue put render '\"frame-7\"'",
      "  tuples queue put --priority high --prefer host-3 --wait 10s count /data/part-12"
    })
final class QueuePutCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();
  @Mixin private QueueOptions name = new QueueOptions();

  @Parameters(
      index = "1",
      paramLabel = "PAYLOAD",
      description = "A field; see tuples help fields. What is to be worked on.")
  private String payload = "";

  @Option(names = "--id", paramLabel = "ID", description = "Its id; else a random one.")
  private @Nullable String id;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Queues nothing, and prints the other's id, while another job has this key.")
  private @Nullable String key;

  @Option(
      names = "--priority",
      paramLabel = "LEVEL",
      description = "high, normal or low; normal without it.")
  private @Nullable Priority priority;

  @Option(names = "--delay", paramLabel = "TIME", description = "Not taken before, as in 5m.")
  private @Nullable Duration delay;

  @Option(names = "--ttl", paramLabel = "TIME", description = "Gone if not taken until then.")
  private @Nullable Duration timeToLive;

  @Option(
      names = "--require",
      paramLabel = "LABEL",
      split = ",",
      description = "Run only where one of these labels is carried.")
  private @Nullable List<String> required;

  @Option(
      names = "--prefer",
      paramLabel = "LABEL",
      split = ",",
      description = "Run where one of these labels is carried; elsewhere after --wait.")
  private @Nullable List<String> preferred;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "How long it waits for a preferred place; by default ${DEFAULT-VALUE}.")
  private Duration wait = Duration.ZERO;

  @Override
  public Integer call() {
    Object work;
    JobOptions options;
    try {
      work = Syntax.tuple(List.of(payload, "")).get(0);
      options = options();
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, e);
    }
    try (TupleSpace space = place.connect()) {
      JobQueue queue = name.in(space);
      Output output = new Output(Shell.of(command));
      output.line(queue.enqueue(work, options));
      output.flush();
      return ExitStatus.DONE;
    }
  }

  private JobOptions options() {
    JobOptions options = JobOptions.DEFAULT;
    options = id == null ? options : options.withId(id);
    options = key == null ? options : options.withKey(key);
    options = priority == null ? options : options.withPriority(priority);
    options = delay == null ? options : options.withDelay(delay);
    options = timeToLive == null ? options : options.withTimeToLive(timeToLive);
    if (required != null && preferred != null) {
      throw new IllegalArgumentException("a job requires labels, or prefers some; not both");
    }
    options = required == null ? options : options.requiring(required.toArray(new String[0]));
    return preferred == null ? options : options.preferring(wait, preferred.toArray(new String[0]));
  }
}
