package org.tuplespace.jobs;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.DaemonThreads;

/**
 * Keeps the tuple that says that a worker is alive. Each is put with a time to live, and the one
 * before is taken after that, so that there is one at any time.
 */
final class Presence implements AutoCloseable {

  private final TupleSpace space;
  private final JobQueue queue;
  private final Supplier<WorkerInfo> worker;
  private final ScheduledThreadPoolExecutor timer;
  private @Nullable Tuple current;
  private boolean closed;

  Presence(JobQueue queue, String name, Supplier<WorkerInfo> worker) {
    this.space = queue.space();
    this.queue = queue;
    this.worker = worker;
    this.timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name, "presence"));
  }

  /** Puts the tuple, and from now on renews it. */
  void begin() {
    renew();
    long period = Math.max(queue.lease().toMillis() / 3, 1);
    timer.scheduleWithFixedDelay(this::renewIfPossible, period, period, TimeUnit.MILLISECONDS);
  }

  private void renewIfPossible() {
    try {
      renew();
    } catch (TupleSpaceClosedException e) {
      timer.shutdown();
    } catch (TupleSpaceException e) {
      // The server is away; the next one may work.
    }
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    Tuple before = current;
    Tuple next = queue.tuples().worker(worker.get());
    space.out(next, OutOptions.timeToLive(queue.lease()));
    current = next;
    remove(before);
  }

  private void remove(@Nullable Tuple tuple) {
    if (tuple != null) {
      space.inp(Template.exactly(tuple));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.shutdownNow();
    try {
      remove(current);
    } catch (TupleSpaceException e) {
      // It goes with its time to live.
    }
  }
}
