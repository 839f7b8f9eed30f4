package org.tuplespace.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleOperations;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.Leases;

/**
 * A queue of jobs in a tuple space, by priority and then in the order in which they were queued.
 *
 * <pre>{@code
 * JobQueue queue = JobQueue.on(space, "render");
 * CompletableFuture<Image> image = queue.submit(new RenderFrame(7)); // a Job<Image>
 *
 * Worker worker = Worker.on(queue).concurrency(4).start(); // here or elsewhere, any number of them
 * }</pre>
 *
 * <p>A job is either a {@link Job}, an object that knows what to do, or plain data for which the
 * workers have a {@link JobHandler}. A worker takes a job, works, and puts the result under one
 * transaction: however often workers die, each job has one result. An attempt that fails is
 * repeated as the job's {@link RetryPolicy} says; a job that is given up becomes one of the {@link
 * #deadLetters}.
 *
 * <p>This is a handle: it holds no connection and needs no closing. Any number of queues live in
 * one space; the queue exists as long as there are tuples of it ({@code docs/conventions.md}).
 * Errors are those of {@link TupleSpace}. Immutable and thread-safe.
 */
public final class JobQueue {

  /** How long a job stays away if its worker dies, unless {@link #withLease} says otherwise. */
  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  private final TupleSpace space;
  private final QueueTuples tuples;
  private final Leases leases;
  private final Set<String> labels;
  private final DequeueStrategy strategy;
  private final Intake intake;
  private final Canceller canceller;
  private final Search search;

  private JobQueue(
      TupleSpace space,
      QueueTuples tuples,
      Leases leases,
      Set<String> labels,
      DequeueStrategy strategy) {
    this.space = space;
    this.tuples = tuples;
    this.leases = leases;
    this.labels = labels;
    this.strategy = strategy;
    this.canceller = new Canceller(this);
    this.intake = new Intake(this, new Keys(this, canceller));
    this.search = new Search(this, List.copyOf(strategy.templates(tuples.queue(), labels)));
  }

  /** The queue of this name in the space. */
  public static JobQueue on(TupleSpace space, String name) {
    if (space == null || name == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "the space is " + space + ", the queue's name " + name + "; write both");
    }
    return new JobQueue(
        space,
        new QueueTuples(name),
        new Leases(name, "job-leases", DEFAULT_LEASE),
        Set.of(),
        DequeueStrategy.PRIORITY_FIRST);
  }

  /**
   * The names of the queues that are in use in the space: with a job, a result, a dead letter or a
   * worker, or that were paused once. Costs a look at each tuple of those kinds, in steps: not for
   * every second.
   */
  public static SortedSet<String> names(TupleSpace space) {
    return QueueNames.in(space);
  }

  /**
   * The same queue, whose jobs are back this long after the worker that took them through it fell
   * silent. Shorter ones repeat a dead worker's job earlier; but a process that is only stopped for
   * longer, be it by its garbage collector, loses its jobs too.
   *
   * @throws IllegalArgumentException if the lease is under 3 ms
   */
  public JobQueue withLease(Duration lease) {
    if (lease == null || lease.toMillis() < 3) {
      throw new IllegalArgumentException("the lease is " + lease + "; seconds are usual");
    }
    return new JobQueue(space, tuples, new Leases(name(), "job-leases", lease), labels, strategy);
  }

  /** The same queue, of which one dequeues who carries these labels. */
  public JobQueue withLabels(Collection<String> carried) {
    return new JobQueue(space, tuples, leases, Labels.checked(carried), strategy);
  }

  /** The same queue, of which one dequeues in another order. */
  public JobQueue withStrategy(DequeueStrategy other) {
    return new JobQueue(space, tuples, leases, labels, other);
  }

  /** The queue's name, the first field of its tuples. */
  public String name() {
    return tuples.queue();
  }

  TupleSpace space() {
    return space;
  }

  QueueTuples tuples() {
    return tuples;
  }

  Leases leases() {
    return leases;
  }

  Duration lease() {
    return leases.lease();
  }

  Canceller canceller() {
    return canceller;
  }

  Search search() {
    return search;
  }

  Set<String> labels() {
    return labels;
  }

  // ---- put

  /** As {@link #enqueue(Object, JobOptions)} with {@link JobOptions#DEFAULT}. */
  public String enqueue(@Nullable Object payload) {
    return enqueue(payload, JobOptions.DEFAULT);
  }

  /**
   * Queues a job: a {@link Job}, or plain data.
   *
   * @return its id; if it has a {@linkplain JobOptions#withKey key} that another job has, it is not
   *     queued, and this is the other's id
   */
  public String enqueue(@Nullable Object payload, JobOptions options) {
    return intake.put(payload, options);
  }

  /**
   * Queues a job when, and if, a transaction is committed.
   *
   * @param under a transaction of the queue's space, or {@link JobContext#tuples}
   * @return its id
   * @throws IllegalArgumentException if the options give a key
   */
  public String enqueue(TupleOperations under, @Nullable Object payload, JobOptions options) {
    return intake.put(under, payload, options);
  }

  /**
   * Queues many jobs in their order, in batches that are atomic each.
   *
   * @return their ids
   * @throws IllegalArgumentException if the options give a key, or an id for several payloads
   */
  public List<String> enqueueAll(
      Collection<? extends @Nullable Object> payloads, JobOptions options) {
    return intake.putAll(payloads, options);
  }

  /** As {@link #submit(Job, JobOptions)} with {@link JobOptions#DEFAULT}. */
  public <R extends @Nullable Object> CompletableFuture<R> submit(Job<R> job) {
    return submit(job, JobOptions.DEFAULT);
  }

  /**
   * Queues a job, and takes its result when it comes. The future fails with {@link
   * JobFailedException} if the job is given up. Cancelling the future leaves the job as it is, and
   * its result in the space. It completes on a thread of the space: dependents must not block.
   *
   * @throws IllegalArgumentException if the options leave out the result, or give a key: two who
   *     wait for one result would take it from each other
   */
  public <R extends @Nullable Object> CompletableFuture<R> submit(Job<R> job, JobOptions options) {
    return this.<R>results().takeAsync(enqueue(job, withResult(options)));
  }

  /**
   * As {@link #submit(Job, JobOptions)}, for plain data.
   *
   * @param type the class of the result
   */
  public <R> CompletableFuture<R> submit(
      @Nullable Object payload, Class<R> type, JobOptions options) {
    return this.<R>results().takeAsync(enqueue(payload, withResult(options)), type::cast);
  }

  private static JobOptions withResult(JobOptions options) {
    if (!options.keepsResult()) {
      throw new IllegalArgumentException(
          "the options leave out the result that the future is of; call enqueue instead");
    }
    Intake.requireNoKey(options, "where one result would have two who wait for it");
    return options;
  }

  // ---- take

  /**
   * Takes the next job, and waits for one. {@link Worker} does this, and the rest, by itself.
   *
   * @throws InterruptedException if interrupted; no job is taken then
   * @throws org.tuplespace.TransactionEndedException if the client was out of touch while it waited
   *     for longer than its session lasts; no job is taken then
   */
  public TakenJob dequeue() throws InterruptedException {
    return search.next(null).orElseThrow();
  }

  /** As {@link #dequeue()}, or empty if there was none in time; zero asks once. */
  public Optional<TakenJob> dequeue(Duration timeout) throws InterruptedException {
    if (timeout == null || timeout.isNegative()) {
      throw new IllegalArgumentException("the timeout is " + timeout + "; Duration.ZERO asks once");
    }
    return search.next(timeout);
  }

  // ---- what became of them

  /**
   * The results of this queue.
   *
   * @param <R> their type, which is not checked
   */
  public <R extends @Nullable Object> ResultQueue<R> results() {
    return new ResultQueue<>(space, tuples);
  }

  /** The jobs of this queue that were given up. */
  public DeadLetters deadLetters() {
    return new DeadLetters(space, tuples);
  }

  /**
   * What a job that is running last {@linkplain JobContext#progress told} of its progress; empty if
   * it told nothing yet, or isn't running. What a run told whose worker died stays until the next
   * run tells anew or ends.
   */
  public Optional<Object> progress(String id) {
    return space.rdp(tuples.progress(id)).map(told -> told.get(3));
  }

  /** How many jobs are where. Costs the same however many there are. */
  public QueueCounts counts() {
    return QueueCounts.of(this);
  }

  // ---- cancel

  /**
   * Ends a job that is not to be run, or not to its end; its result is then that it was {@linkplain
   * JobResult#isCancelled cancelled}. A job that waits, also for its delay, is taken away. If a
   * worker runs it, {@link JobContext#isCancelled} becomes true and the job's thread is
   * interrupted; the run's result doesn't count from then on, however long it goes on. A job that
   * ends at the same time has one result, whichever was first.
   *
   * @throws InterruptedException if interrupted while workers are asked, which takes 5 s at most;
   *     the job may be cancelled or not then
   */
  public Cancellation cancel(String id) throws InterruptedException {
    return canceller.cancel(id);
  }

  // ---- pause

  /**
   * Has the workers take no further job until {@link #resume}, wherever they are, also those that
   * start later. Jobs under way go on, and jobs can be queued. Workers hear of it a moment after
   * this has returned, and may begin a job until then. {@link #dequeue} is not held back.
   */
  public void pause() {
    space.replace(tuples.control().gate(), tuples.control().gateTuple(true));
  }

  /** Has the workers take jobs again. */
  public void resume() {
    space.replace(tuples.control().gate(), tuples.control().gateTuple(false));
  }

  /** Whether the queue is paused. */
  public boolean isPaused() {
    return space.rdp(tuples.control().gate(true)).isPresent();
  }

  // ---- the end

  /**
   * Waits until no job is left: none waits, is delayed, or is run. It asks the workers; where jobs
   * wait that no worker takes, because of their labels, of a pause, or because there is none, it
   * looks again after 0.1 to 5 s.
   *
   * <p>When this returns true, every job that was queued before the call has ended, unless one was
   * taken by {@link #dequeue}, or its worker lost touch with the server while it ended the job:
   * such a job is not seen until it is given back. The jobs of a worker that has died are waited
   * for, given a lease of some seconds. Jobs that are queued during the call are waited for if they
   * are found, so that it may not return while there are always some.
   *
   * @param timeout a moment at least, for the workers to answer
   * @return false if one was left at the end of the time, or that was not known
   * @throws IllegalArgumentException if the timeout is negative
   */
  public boolean drain(Duration timeout) throws InterruptedException {
    if (timeout == null || timeout.isNegative()) {
      throw new IllegalArgumentException("the timeout is " + timeout + "; write how long to wait");
    }
    return new Drain(this, timeout).await();
  }

  // ---- workers

  /** The workers that are alive, each as it told of itself when it last renewed its lease. */
  public List<WorkerInfo> workers() {
    return WorkerInfo.latest(space.rdAll(tuples.workers()));
  }

  @Override
  public String toString() {
    return "queue \"" + name() + "\" in space \"" + space.name() + "\"";
  }
}
