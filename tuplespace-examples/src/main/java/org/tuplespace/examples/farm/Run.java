package org.tuplespace.examples.farm;

import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * The tuples of one run of a job, and the steps that coordinator and workers make with them.
 *
 * <pre>
 * ("job", kind, run, parameters)               the run is on; what those who join look for
 * (run, "task", number, size, payload)         to be done
 * (run, "result", worker, number, payload)     done
 * (run, "failed", worker, number, error)       can't be done
 * (run, "alive", name)                         lives a few seconds; who is alive renews it
 * (run, "done")                                the run is over
 * </pre>
 *
 * <p>A worker takes a task and puts its result under one transaction. If it dies, or is stopped for
 * longer than the transaction's lease, the task is back in the space and another does it; a commit
 * that comes too late is refused. So there is exactly one result of each task.
 *
 * <p>All but the job itself begin with the run's id, because the first field decides where in a
 * partitioned space a tuple lives, and the tuples of one transaction must live together.
 * Thread-safe.
 */
public final class Run {

  /** A task comes back so long after the last sign of life of its worker. */
  static final Duration TASK_LEASE = Duration.ofSeconds(5);

  /** Whoever was silent for so long counts as dead. */
  static final Duration WORKER_SILENCE = Duration.ofSeconds(10);

  /** A task that has cost so many workers their lives is no accident. */
  static final int MAX_DEATHS = 20;

  /** More than for a worker: its job can't be taken up by another. */
  static final Duration COORDINATOR_SILENCE = Duration.ofSeconds(60);

  /** So long an idle worker waits before it asks whether there is a coordinator at all. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration DONE_STAYS = Duration.ofMinutes(1);

  /** Of what is to be done, or was; of tasks as of jobs in a queue. */
  private static final int FEWEST_FIELDS = 4;

  private static final int MOST_FIELDS = 9;

  private static final String COORDINATOR = "coordinator";
  private static final int BATCH = 1_000;

  private final TupleSpace space;
  private final String kind;
  private final String id;
  private final Tuple parameters;

  private Run(TupleSpace space, String kind, String id, Tuple parameters) {
    this.space = space;
    this.kind = kind;
    this.id = id;
    this.parameters = parameters;
  }

  /** A run of {@code job} under a new id; nothing is in the space until {@link #open}. */
  static Run create(TupleSpace space, Job job) {
    return create(space, job.kind(), job.parameters());
  }

  static Run create(TupleSpace space, String kind, Tuple parameters) {
    String id = kind + "-" + UUID.randomUUID().toString().substring(0, 8);
    return new Run(space, kind, id, parameters);
  }

  /** The run with this id, if it is on. */
  public static Optional<Run> find(TupleSpace space, String id) {
    return space.rdp("job", String.class, id, Tuple.class).map(job -> of(space, job));
  }

  /** The oldest run of a kind whose coordinator is alive. */
  public static Optional<Run> findLive(TupleSpace space, String kind) {
    return all(space, kind).stream().filter(Run::hasCoordinator).findFirst();
  }

  /** Removes what runs of a kind left behind whose coordinators died. */
  static void removeAbandoned(TupleSpace space, String kind) throws InterruptedException {
    for (Run run : all(space, kind)) {
      if (!run.hasCoordinator()) {
        run.removeWork();
        run.removeJob();
      }
    }
  }

  private static List<Run> all(TupleSpace space, String kind) {
    return space.rdAll("job", kind, String.class, Tuple.class).stream()
        .map(job -> of(space, job))
        .toList();
  }

  private static Run of(TupleSpace space, Tuple job) {
    return new Run(space, job.getString(1), job.getString(2), job.getTuple(3));
  }

  /** The id, unique among all runs. */
  public String id() {
    return id;
  }

  /** The kind of the job. */
  public String kind() {
    return kind;
  }

  /** The parameters of the job. */
  public Tuple parameters() {
    return parameters;
  }

  // ---- the coordinator's steps

  /** Puts the job and its tasks; the caller keeps the coordinator's heartbeat. */
  void open(List<Task> tasks) {
    for (int from = 0; from < tasks.size(); from += BATCH) {
      List<Task> batch = tasks.subList(from, Math.min(tasks.size(), from + BATCH));
      space.outAll(batch.stream().map(this::waiting).toList());
    }
    open();
  }

  /** Puts the job; the caller keeps the coordinator's heartbeat. */
  void open() {
    space.out("job", kind, id, parameters);
  }

  /** Takes the results that are there, or the next that come. */
  Expected<List<Tuple>> expectResults() {
    Template results = Template.of(id, "result", String.class, Integer.class, Tuple.class);
    return new Expected<>(space.inAllAsync(results, BATCH));
  }

  /** What a worker says of a task that can't be done. */
  Optional<String> failure() {
    return space
        .rdp(id, "failed", String.class, Integer.class, String.class)
        .map(tuple -> "worker " + tuple.getString(2) + " failed: " + tuple.getString(4));
  }

  /** Whether the job is still in the space; another coordinator may have thought this one dead. */
  boolean isOpen() {
    return space.rdp("job", kind, id, Tuple.class).isPresent();
  }

  /** Tells everyone that the run is over, unless they know. */
  void announceDone() {
    if (space.rdp(id, "done").isEmpty()) {
      space.out(Tuple.of(id, "done"), OutOptions.timeToLive(DONE_STAYS));
    }
  }

  /**
   * Removes the tuples of the run but for the job, and for those with a time to live. A task that a
   * worker holds comes back later; a job that stays lets the next run find it.
   *
   * @return of how many tasks it found a tuple
   */
  int removeTasksAndResults() throws InterruptedException {
    silenceCoordinator();
    return removeAll(Template.of(id, "task", any(), any(), any()))
        + removeAll(Template.of(id, "result", any(), any(), any()))
        + removeAll(Template.of(id, "failed", any(), any(), any()));
  }

  /** Lets the next run find this one, if the job stays. */
  void silenceCoordinator() throws InterruptedException {
    removeAll(Template.of(id, "alive", COORDINATOR));
  }

  /** Removes all tuples of the run but the job, and the signs of life, which go by themselves. */
  void removeWork() throws InterruptedException {
    for (int arity = FEWEST_FIELDS; arity <= MOST_FIELDS; arity++) {
      Object[] fields = new Object[arity];
      Arrays.fill(fields, any());
      fields[0] = id;
      removeAll(Template.of(fields));
    }
  }

  void removeJob() throws InterruptedException {
    removeAll(Template.of("job", kind, id, any()));
  }

  private int removeAll(Template template) throws InterruptedException {
    int removed = 0;
    List<Tuple> taken;
    do {
      taken = space.inAll(template, BATCH, Duration.ZERO);
      removed += taken.size();
    } while (!taken.isEmpty());
    return removed;
  }

  // ---- the workers' steps

  /** The end of the run. */
  Expected<Tuple> expectDone() {
    return new Expected<>(space.rdAsync(Template.of(id, "done")));
  }

  /** Under this a worker takes one task and puts its result; it is to be kept alive meanwhile. */
  Transaction begin() {
    return space.begin(TASK_LEASE);
  }

  /**
   * Takes the oldest task, or waits for one.
   *
   * @return the task, or empty if the run is over
   * @throws FarmException if the coordinator is dead, or the task has killed too many workers
   */
  Optional<Task> take(Transaction transaction) throws InterruptedException {
    Template over = Template.of(id, "done");
    Template task = Template.of(id, "task", Integer.class, Integer.class, Tuple.class);
    // One wait, however long: a server that is slow for a moment does not end it.
    CompletableFuture<Tuple> next = transaction.inAnyAsync(over, task);
    try {
      while (true) {
        try {
          Tuple taken = next.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          return Optional.of(taken).filter(tuple -> tuple.arity() > 2).map(Run::task);
        } catch (TimeoutException e) {
          requireCoordinator();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } finally {
      next.cancel(false);
    }
  }

  private static Task task(Tuple tuple) {
    Task task = new Task(tuple.getInt(2), tuple.getInt(3), tuple.getTuple(4));
    if (tuple.deliveries() > MAX_DEATHS) {
      throw new FarmException(
          "task " + task.number() + " was given out " + tuple.deliveries() + " times in vain");
    }
    return task;
  }

  /** The result of a task; it appears when the transaction is committed. */
  Tuple result(String worker, Task task, Tuple result) {
    return Tuple.of(id, "result", worker, task.number(), result);
  }

  /** Says that a task can't be done. */
  Tuple failure(String worker, Task task, Throwable error) {
    return Tuple.of(id, "failed", worker, task.number(), error.toString());
  }

  // ---- who is alive

  Heartbeat coordinatorHeartbeat() {
    return Heartbeat.start(space, Tuple.of(id, "alive", COORDINATOR), COORDINATOR_SILENCE);
  }

  Heartbeat workerHeartbeat(String worker) {
    return Heartbeat.start(space, Tuple.of(id, "alive", worker), WORKER_SILENCE);
  }

  boolean hasCoordinator() {
    return space.rdp(id, "alive", COORDINATOR).isPresent();
  }

  private void requireCoordinator() {
    if (!hasCoordinator()) {
      throw new FarmException("the coordinator of " + id + " is gone");
    }
  }

  boolean hasWorkers() {
    return alive().stream().anyMatch(name -> !name.equals(COORDINATOR));
  }

  /** This worker is known to be dead; its task comes back by itself. */
  void bury(String worker) throws InterruptedException {
    removeAll(Template.of(id, "alive", worker));
  }

  private Set<String> alive() {
    return space.rdAll(id, "alive", String.class).stream()
        .map(tuple -> tuple.getString(2))
        .collect(Collectors.toSet());
  }

  private Tuple waiting(Task task) {
    return Tuple.of(id, "task", task.number(), task.size(), task.payload());
  }

  /** A result as it comes from a worker. */
  record Result(int number, String worker, Tuple payload) {

    static Result of(Tuple tuple) {
      return new Result(tuple.getInt(3), tuple.getString(2), tuple.getTuple(4));
    }
  }
}
