package org.tuplespace.eval;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.DaemonThreads;
import org.tuplespace.internal.Host;
import org.tuplespace.internal.Leases;
import org.tuplespace.internal.Presence;
import org.tuplespace.internal.ShutdownHook;
import org.tuplespace.internal.eval.EvalTuples;

/**
 * Computes the live tuples that other processes {@link TupleSpace#eval put} into a space, several
 * at once, until it is closed.
 *
 * <pre>{@code
 * try (EvalWorker worker = EvalWorker.on(space).concurrency(4).closesOnShutdown().start()) {
 *   worker.awaitEnd();
 * }
 * }</pre>
 *
 * <p>Each is taken, computed and replaced by its passive tuple under one transaction, whose lease
 * is renewed for as long as this process lives: if it dies, the live tuple is back in the space
 * when the lease has run out, and no passive tuple of it appears.
 *
 * <p><b>Classes.</b> The classes of the fields must be on this process's class path, and allowed to
 * cross the space. A live tuple that needs one that is missing here stays in the space for who has
 * it; this worker leaves those of the same class alone from then on, and tells of them in its
 * tuple.
 *
 * <p><b>Processes that wait for one another.</b> As many run as the worker's concurrency says,
 * those that wait included; the client that called {@code eval} starts what is left over if its own
 * wait too. Where it does not, since it was told to leave all to the workers or is dead, the
 * concurrency must be enough for all.
 *
 * <p><b>Cost</b> on a server: three calls for each live tuple, and two a second by which it tells
 * that it is alive.
 *
 * <p><b>When the server is away</b> it waits, and goes on when the server is back. <b>When the
 * space is closed</b> it ends. Thread-safe.
 */
public final class EvalWorker implements AutoCloseable {

  /** How long {@link #close()} waits for evaluations under way. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(25);

  /** How long a live tuple stays away if its worker dies, unless the builder is told otherwise. */
  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  /** How long callers count on a worker that has died. */
  private static final Duration PRESENCE = Duration.ofSeconds(3);

  /** How long an interrupted evaluation may take to end, and its thread with it. */
  private static final Duration AFTER_GRACE = Duration.ofSeconds(1);

  private final TupleSpace space;
  private final String name;
  private final Duration grace;
  private final Leases leases;
  private final ExecutorService fieldThreads;
  private final Presence presence;
  private final List<EvalSlot> slots = new ArrayList<>();
  private final CountDownLatch slotsLeft;
  private final Set<String> lacking = new ConcurrentSkipListSet<>();
  private final AtomicLong done = new AtomicLong();
  private final @Nullable ShutdownHook hook;

  private EvalWorker(Builder builder) {
    this.space = builder.space;
    this.name = builder.name;
    this.grace = builder.grace;
    this.leases = new Leases(name, "eval-leases", builder.lease);
    this.fieldThreads = Executors.newCachedThreadPool(new DaemonThreads(name, "eval-field"));
    this.presence = new Presence(space, PRESENCE, name, this::presenceTuple, null);
    this.slotsLeft = new CountDownLatch(builder.concurrency);
    for (int i = 1; i <= builder.concurrency; i++) {
      slots.add(new EvalSlot(this, i));
    }
    this.hook = builder.closesOnShutdown ? new ShutdownHook(this::close, name) : null;
  }

  private EvalWorker start() {
    presence.begin();
    slots.forEach(EvalSlot::start);
    if (hook != null) {
      hook.add();
    }
    return this;
  }

  /** Begins the description of a worker for this space. */
  public static Builder on(TupleSpace space) {
    return new Builder(space);
  }

  /** Unique among the space's workers. */
  public String name() {
    return name;
  }

  /**
   * How many live tuples it has replaced since it started, be it by one that tells of a failure.
   */
  public long done() {
    return done.get();
  }

  private Tuple presenceTuple() {
    return EvalTuples.worker(
        name,
        Instant.now(),
        Host.NAME,
        ProcessHandle.current().pid(),
        slots.size(),
        done.get(),
        lacking);
  }

  // ---- for its slots

  TupleSpace space() {
    return space;
  }

  Leases leases() {
    return leases;
  }

  ExecutorService fieldThreads() {
    return fieldThreads;
  }

  /** The names of classes that can't be computed here. */
  Set<String> lacking() {
    return lacking;
  }

  void evaluated() {
    done.incrementAndGet();
  }

  void slotEnded() {
    slotsLeft.countDown();
    if (slotsLeft.getCount() == 0) {
      presence.close();
      leases.close();
      fieldThreads.shutdownNow();
    }
  }

  // ---- the end

  /** Waits until this has ended. */
  public void awaitEnd() throws InterruptedException {
    slotsLeft.await();
  }

  /**
   * Waits until this has ended.
   *
   * @return false if it hasn't in time
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return slotsLeft.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** As {@link #close(Duration)}, with the grace that the builder was given. */
  @Override
  public void close() {
    close(grace);
  }

  /**
   * Takes no further live tuple, and waits for those under way. When the grace is over, those that
   * are left are given back to their places, as if they had not been taken, and their threads are
   * interrupted; what they still do does not count. An interrupt ends the grace.
   */
  public void close(Duration graceForEvaluations) {
    slots.forEach(EvalSlot::stop);
    boolean interrupted = false;
    try {
      if (!awaitEnd(graceForEvaluations)) {
        giveBack();
        boolean unused = awaitEnd(AFTER_GRACE);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      giveBack();
    }
    presence.close();
    if (hook != null) {
      hook.remove();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveBack() {
    slots.forEach(EvalSlot::giveBack);
    fieldThreads.shutdownNow();
  }

  @Override
  public String toString() {
    return "eval worker " + name + " of the space " + space.name();
  }

  /** How a worker is to be. For one thread. */
  public static final class Builder {

    private final TupleSpace space;
    private int concurrency = Runtime.getRuntime().availableProcessors();
    private String name = Host.uniqueName(Host.NAME);
    private Duration grace = DEFAULT_GRACE;
    private Duration lease = DEFAULT_LEASE;
    private boolean closesOnShutdown;

    private Builder(TupleSpace space) {
      this.space = space;
    }

    /**
     * How many live tuples it computes at once; by default, one a processor.
     *
     * @throws IllegalArgumentException if it is under 1
     */
    public Builder concurrency(int evaluations) {
      if (evaluations < 1) {
        throw new IllegalArgumentException(
            "the concurrency is " + evaluations + "; it is at least 1");
      }
      concurrency = evaluations;
      return this;
    }

    /** Its name, which no other worker of the space may have; by default host, process and more. */
    public Builder name(String unique) {
      name = unique;
      return this;
    }

    /**
     * How long a live tuple stays away if this worker falls silent. Shorter ones repeat a dead
     * worker's computation earlier; but a process that is only stopped for longer, be it by its
     * garbage collector, loses its computations too.
     *
     * @throws IllegalArgumentException if it is under 3 ms
     */
    public Builder lease(Duration time) {
      if (time == null || time.toMillis() < 3) {
        throw new IllegalArgumentException("the lease is " + time + "; seconds are usual");
      }
      lease = time;
      return this;
    }

    /** How long {@link EvalWorker#close()} waits for evaluations under way. */
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
    public EvalWorker start() {
      return new EvalWorker(this).start();
    }
  }
}
