package org.tuplespace.examples.farm;

import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * The tuples of one run of a job, and the steps that coordinator and workers make with them.
 *
 * <pre>
 * ("job", kind, run, parameters)               the run is on; what those who join look for
 * (run, "task", number, size, payload)         to be done
 * (run, "working", worker, number, size, payload)   being done
 * (run, "result", worker, number, payload)     done
 * (run, "failed", worker, number, error)       can't be done
 * (run, "alive", name)                         lives a few seconds; who is alive renews it
 * (run, "done")                                the run is over
 * </pre>
 *
 * <p>A task is at any time exactly one of these tuples, since each step is one {@code swap}: a
 * worker that dies leaves its task in the space, as a "working" tuple in its name, and whoever sees
 * that it is dead swaps that for the task again. A worker that was only slow may then do a task
 * that another does too, which is why results are counted by their numbers.
 *
 * <p>All but the job itself begin with the run's id, because the first field decides where in a
 * partitioned space a tuple lives, and the tuples of one swap must live together. Thread-safe.
 */
public final class Run {

  /** Whoever was silent for so long counts as dead. */
  static final Duration WORKER_SILENCE = Duration.ofSeconds(10);

  /** More than for a worker: its job can't be taken up by another. */
  static final Duration COORDINATOR_SILENCE = Duration.ofSeconds(60);

  /** So long an idle worker waits before it asks whether there is a coordinator at all. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration DONE_STAYS = Duration.ofMinutes(1);
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
    String id = job.kind() + "-" + UUID.randomUUID().toString().substring(0, 8);
    return new Run(space, job.kind(), id, job.parameters());
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
        run.remove();
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

  /**
   * Puts the tasks again that dead workers left.
   *
   * @return how many tasks
   */
  int reissueAbandoned() throws InterruptedException {
    // In this order: whoever is seen working gave its first sign of life before.
    List<Tuple> inWork = space.rdAll(working(String.class));
    Set<String> alive = alive();
    int tasks = 0;
    for (Tuple working : inWork) {
      if (!alive.contains(working.getString(2))) {
        tasks += reissue(working) ? 1 : 0;
      }
    }
    return tasks;
  }

  /** Tells everyone that the run is over, unless they know. */
  void announceDone() {
    if (space.rdp(id, "done").isEmpty()) {
      space.out(Tuple.of(id, "done"), OutOptions.timeToLive(DONE_STAYS));
    }
  }

  /** Removes every tuple of the run but those with a time to live. */
  void remove() throws InterruptedException {
    removeAll(Template.of("job", kind, id, any()));
    removeAll(Template.of(id, "task", any(), any(), any()));
    removeAll(Template.of(id, "working", any(), any(), any(), any()));
    removeAll(Template.of(id, "result", any(), any(), any()));
    removeAll(Template.of(id, "failed", any(), any(), any()));
  }

  private void removeAll(Template template) throws InterruptedException {
    List<Tuple> taken;
    do {
      taken = space.inAll(template, BATCH, Duration.ZERO);
    } while (!taken.isEmpty());
  }

  // ---- the workers' steps

  /**
   * Claims the oldest task, or waits for one.
   *
   * @return the task, or empty if the run is over
   * @throws FarmException if the coordinator is dead
   */
  Optional<Task> claim(String worker) throws InterruptedException {
    while (true) {
      Tuple next = awaitWork();
      if (next.arity() == 2) {
        return Optional.empty();
      }
      // The tuple to put depends on the task that is claimed, so this looks first and then swaps
      // that task alone; who comes second looks again.
      Task task = task(next, 2);
      Tuple working = Tuple.of(id, "working", worker, task.number(), task.size(), task.payload());
      if (space.swap(waiting(task.number()), Duration.ZERO, working).isPresent()) {
        return Optional.of(task);
      }
    }
  }

  /** The oldest task or, rather, the tuple that says that the run is over. */
  private Tuple awaitWork() throws InterruptedException {
    Template over = Template.of(id, "done");
    Template task = Template.of(id, "task", Integer.class, Integer.class, Tuple.class);
    try (Expected<Tuple> work = new Expected<>(space.rdAnyAsync(over, task))) {
      Optional<Tuple> come = work.poll(PATIENCE);
      while (come.isEmpty()) {
        if (!hasCoordinator()) {
          throw new FarmException("the coordinator of " + id + " is gone");
        }
        come = work.poll(PATIENCE);
      }
      return come.get();
    }
  }

  /**
   * Puts the result of a task.
   *
   * @return false if the task was given to somebody else, because this worker seemed dead
   */
  boolean deliver(String worker, Task task, Tuple result) throws InterruptedException {
    Tuple delivered = Tuple.of(id, "result", worker, task.number(), result);
    return space.swap(working(worker, task.number()), Duration.ZERO, delivered).isPresent();
  }

  /** Says that a task can't be done. */
  void fail(String worker, Task task, Throwable error) throws InterruptedException {
    Tuple failed = Tuple.of(id, "failed", worker, task.number(), error.toString());
    space.swap(working(worker, task.number()), Duration.ZERO, failed);
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

  boolean hasWorkers() {
    return alive().stream().anyMatch(name -> !name.equals(COORDINATOR));
  }

  /** Puts the tasks again that a worker left which is known to be dead. */
  void bury(String worker) throws InterruptedException {
    removeAll(Template.of(id, "alive", worker));
    for (Tuple working : space.rdAll(working(worker))) {
      reissue(working);
    }
  }

  private Set<String> alive() {
    return space.rdAll(id, "alive", String.class).stream()
        .map(tuple -> tuple.getString(2))
        .collect(Collectors.toSet());
  }

  // ---- tuples

  private boolean reissue(Tuple working) throws InterruptedException {
    Task task = task(working, 3);
    return space
        .swap(working(working.getString(2), task.number()), Duration.ZERO, waiting(task))
        .isPresent();
  }

  private Tuple waiting(Task task) {
    return Tuple.of(id, "task", task.number(), task.size(), task.payload());
  }

  private Template waiting(int number) {
    return Template.of(id, "task", number, Integer.class, Tuple.class);
  }

  /** Of one worker, or of all if it is {@code String.class}. */
  private Template working(Object worker) {
    return Template.of(id, "working", worker, Integer.class, Integer.class, Tuple.class);
  }

  private Template working(String worker, int number) {
    return Template.of(id, "working", worker, number, Integer.class, Tuple.class);
  }

  private static Task task(Tuple tuple, int at) {
    return new Task(tuple.getInt(at), tuple.getInt(at + 1), tuple.getTuple(at + 2));
  }

  /** A result as it comes from a worker; the same number may come twice. */
  record Result(int number, String worker, Tuple payload) {

    static Result of(Tuple tuple) {
      return new Result(tuple.getInt(3), tuple.getString(2), tuple.getTuple(4));
    }
  }
}
