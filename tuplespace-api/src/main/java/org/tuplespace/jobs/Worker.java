package org.tuplespace.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuplespace.internal.Host;
import org.tuplespace.internal.Presence;
import org.tuplespace.internal.ShutdownHook;

/**
 * Runs the jobs of a queue, several at once, until it is closed.
 *
 * <pre>{@code
 * try (Worker worker = Worker.on(queue)
 *     .concurrency(4)
 *     .labels("gpu", "host-7")
 *     .handler(Order.class, (order, context) -> ship(order))
 *     .start()) {
 *   worker.awaitEnd();
 * }
 * }</pre>
 *
 * <p>Each job is taken, run and ended under one transaction, whose lease is renewed for as long as
 * this process lives: if it dies, its jobs are back in the queue when the lease has run out, and no
 * result of theirs appears. While it runs, a tuple of its own says so ({@link JobQueue#workers}).
 *
 * <p><b>When the server is away</b> it waits, and goes on when the server is back; what it has in
 * hand counts if the server still holds it for this worker. <b>When the space is closed</b> it
 * ends.
 *
 * <p><b>Threads.</b> Those that run jobs are no daemons: a program that starts a worker lives until
 * the worker has ended. One daemon thread renews its tuple.
 *
 * <p>Thread-safe.
 */
public final class Worker implements AutoCloseable {

  /**
   * How long {@link #close} waits for jobs under way; below the 30 s after which supervisors such
   * as Kubernetes kill a program that they have told to end.
   */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(25);

  /** How long an interrupted job may take to end, and its thread with it. */
  private static final Duration AFTER_GRACE = Duration.ofSeconds(1);

  /**
   * So many leases it is said to be alive: longer than its jobs are held, so that who waits for the
   * queue to be empty doesn't overlook those of a worker that has died.
   */
  private static final int PRESENCE_LEASES = 2;

  private final String name;
  private final JobQueue queue;
  private final String host;
  private final Duration grace;
  private final Crew crew = new Crew();
  private final Presence presence;
  private final Gate gate;
  private final Orders orders;
  private final @Nullable ShutdownHook hook;

  private Worker(Builder builder) {
    this.host = builder.host;
    this.name = builder.name == null ? Host.uniqueName(host) : builder.name;
    this.queue = builder.queue.withLabels(builder.carried());
    this.grace = builder.grace;
    for (int i = 1; i <= builder.concurrency; i++) {
      crew.add(new Slot(crew, queue, builder.handlers, name, i));
    }
    this.gate = new Gate(queue, name, crew::pausedIs);
    this.orders = new Orders(queue, name, crew);
    this.presence =
        new Presence(
            queue.space(),
            queue.lease().multipliedBy(PRESENCE_LEASES),
            name,
            () -> queue.tuples().worker(info()),
            () -> List.of(crew.running(), crew.done()));
    this.hook = builder.closesOnShutdown ? new ShutdownHook(this::close, name) : null;
  }

  private Worker start() {
    gate.begin();
    orders.begin();
    presence.begin();
    crew.start(this::ended);
    if (hook != null) {
      hook.add();
    }
    return this;
  }

  /** No slot is left. */
  private void ended() {
    gate.close();
    orders.close();
    presence.close();
  }

  /** Begins the description of a worker of this queue. */
  public static Builder on(JobQueue queue) {
    return new Builder(queue);
  }

  /** Unique among the queue's workers. */
  public String name() {
    return name;
  }

  /** What this worker tells of itself. */
  public WorkerInfo info() {
    return new WorkerInfo(
        name,
        Instant.now(),
        host,
        ProcessHandle.current().pid(),
        queue.labels(),
        crew.size(),
        crew.running(),
        crew.done());
  }

  // ---- the end

  /**
   * Goes on until nothing is left, and then ends: no job that this worker may take waits now or
   * will be due later, and none is under way here. While the queue is paused it waits. Returns at
   * once.
   */
  public void drain() {
    crew.become(Crew.Mode.DRAINING);
  }

  /** Waits until this has ended. */
  public void awaitEnd() throws InterruptedException {
    crew.awaitEnd(null);
  }

  /**
   * Waits until this has ended.
   *
   * @return false if it hasn't in time
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return crew.awaitEnd(timeout);
  }

  /** As {@link #close(Duration)}, with the grace that the builder was given. */
  @Override
  public void close() {
    close(grace);
  }

  /**
   * Takes no further job, and waits for those under way. When the grace is over, those that are
   * left are given back to their places, as if they had not been taken, and their threads are
   * interrupted; what they still do does not count. An interrupt ends the grace.
   */
  public void close(Duration graceForJobs) {
    crew.become(Crew.Mode.STOPPING);
    boolean interrupted = false;
    try {
      if (!crew.awaitEnd(graceForJobs)) {
        crew.giveBack();
        crew.awaitEnd(AFTER_GRACE);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      crew.giveBack();
    }
    ended();
    if (hook != null) {
      hook.remove();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "worker " + name + " of " + queue;
  }

  /** How a worker is to be. For one thread. */
  public static final class Builder {

    private final JobQueue queue;
    private int concurrency = Runtime.getRuntime().availableProcessors();
    private @Nullable String name;
    private String host = Host.NAME;
    private Collection<String> labels = List.of();
    private boolean carriesHost = true;
    private Handlers handlers = Handlers.NONE;
    private Duration grace = DEFAULT_GRACE;
    private boolean closesOnShutdown;

    private Builder(JobQueue queue) {
      this.queue = queue;
    }

    /**
     * How many jobs it runs at once; by default, one a processor.
     *
     * @throws IllegalArgumentException if it is under 1
     */
    public Builder concurrency(int jobs) {
      if (jobs < 1) {
        throw new IllegalArgumentException("the concurrency is " + jobs + "; it is at least 1");
      }
      concurrency = jobs;
      return this;
    }

    /** Its name, which no other worker of the queue may have; by default host, process and more. */
    public Builder name(String unique) {
      name = unique;
      return this;
    }

    /** The host it says it is on; by default that of this machine. */
    public Builder host(String hostName) {
      host = hostName;
      return this;
    }

    /**
     * What it carries, for jobs that require or prefer a label; by default the host alone.
     *
     * @throws IllegalArgumentException if a label is empty, {@code "*"} or begins with {@code "~"}
     */
    public Builder labels(String... carried) {
      labels = List.copyOf(Labels.checked(Arrays.asList(carried)));
      carriesHost = false;
      return this;
    }

    /**
     * What it carries beside its host, which is a label too.
     *
     * @throws IllegalArgumentException as {@link #labels}
     */
    public Builder labelsBesideHost(String... carried) {
      labels(carried);
      carriesHost = true;
      return this;
    }

    private Set<String> carried() {
      Set<String> all = new LinkedHashSet<>();
      if (carriesHost) {
        all.add(host);
      }
      all.addAll(labels);
      return all;
    }

    /**
     * Who does the jobs whose payload is of this type. The first that fits does; a payload that has
     * none, and is a {@link Job}, runs itself.
     */
    public <P> Builder handler(Class<P> type, JobHandler<? super P, ?> handler) {
      handlers = handlers.with(type, handler);
      return this;
    }

    /** How long {@link Worker#close()} waits for jobs under way. */
    public Builder grace(Duration time) {
      grace = time;
      return this;
    }

    /**
     * Has the worker closed when this program is told to end, be it by SIGTERM, Ctrl-C or {@code
     * System.exit}. The space must be open then.
     */
    public Builder closesOnShutdown() {
      closesOnShutdown = true;
      return this;
    }

    /** Starts it. */
    public Worker start() {
      return new Worker(this).start();
    }
  }
}
