package org.tuplespace.redis.cli;

import static org.tuplespace.Match.any;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.WorkerInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code workers}. */
@Command(
    name = "workers",
    description = "Lists the workers that are alive, as they last told of themselves.",
    footer = {
      "",
      "Those that evaluate live tuples have no queue. One that was killed is listed "
          + "until its lease has run out, at most a minute."
    })
final class WorkersCommand implements Callable<Integer> {

  /** Tuples of those that evaluate; docs/conventions.md has the fields. */
  private static final Template EVALUATORS =
      Template.of("eval", "worker", any(), any(), any(), any(), any(), any(), any());

  @Spec private @Nullable CommandSpec command;
  @Mixin private SpaceOptions place = new SpaceOptions();

  @Option(
      names = "--queue",
      paramLabel = "QUEUE",
      description = "Only those of this queue; may be given several times.")
  private @Nullable List<String> queues;

  @Option(names = "--json", description = "Prints a line of JSON a worker.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = new Output(Shell.of(command));
    try (TupleSpace space = place.connect()) {
      Rows rows = rows();
      for (String name : queues != null ? queues : JobQueue.names(space)) {
        JobQueue.on(space, name).workers().forEach(worker -> add(rows, name, worker));
      }
      if (queues == null) {
        latest(space.rdAll(EVALUATORS)).forEach(tuple -> addEvaluator(rows, tuple));
      }
      rows.print(output, json);
      output.flush();
      return ExitStatus.DONE;
    }
  }

  static Rows rows() {
    return new Rows(
        "queue", "worker", "host", "pid", "labels", "concurrency", "running", "done", "seen");
  }

  static void add(Rows rows, String queue, WorkerInfo worker) {
    rows.add(
        queue,
        worker.name(),
        worker.host(),
        worker.pid(),
        worker.labels(),
        worker.concurrency(),
        worker.running(),
        worker.done(),
        worker.seen());
  }

  private static void addEvaluator(Rows rows, Tuple tuple) {
    rows.add(
        null,
        tuple.getString(2),
        tuple.getString(4),
        tuple.getLong(5),
        List.of(),
        tuple.getInt(6),
        List.of(),
        tuple.getLong(7),
        tuple.get(3, Instant.class));
  }

  /** While a worker renews its tuple there are two of it. */
  private static Collection<Tuple> latest(List<Tuple> tuples) {
    Map<String, Tuple> byName = new LinkedHashMap<>();
    tuples.forEach(tuple -> byName.put(tuple.getString(2), tuple));
    return byName.values();
  }
}
