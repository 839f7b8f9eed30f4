package org.tuplespace.local;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.Watch;
import org.tuplespace.internal.Arguments;
import org.tuplespace.internal.DaemonThreads;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;
import org.tuplespace.internal.Transfer;

/**
 * A tuple space in this process: the tuples, those who wait for some, those who watch, and what is
 * to be done later, all under one lock. Arguments are checked by the caller.
 *
 * <p>Every operation is one atomic <em>step</em> under the lock. Before it comes what is due, each
 * appointment a step of its own, so that no expired tuple is ever seen. What a step does to tuples
 * and to those who wait is in {@link Contents}.
 *
 * <p>What is taken under a transaction goes into its {@link Hold}, and what ends that, be it a
 * lease that runs out, is a step as any other.
 *
 * <p>Under the lock no code of a user runs, but for the accessors of records: futures that others
 * can see complete on a thread of the space, and listeners are called on one. Whether a wait ends
 * with a tuple or is given up is decided under the lock too; see {@link WaiterFuture}.
 */
public final class LocalSpace {

  private final String name;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Agenda agenda = new Agenda();
  private final ExecutorService completions;
  private final ExecutorService events;
  private final Watchers watchers;
  private final Contents contents;
  private final Holds holds;
  private final Alarm alarm;

  private boolean closed;

  public LocalSpace(String name) {
    this(name, System::nanoTime);
  }

  /**
   * @param nanoTime a clock that never goes back
   */
  LocalSpace(String name, LongSupplier nanoTime) {
    long start = nanoTime.getAsLong();
    this.name = name;
    this.clock = () -> nanoTime.getAsLong() - start;
    this.completions = SerialThread.create(new DaemonThreads(name, "futures"));
    this.events = SerialThread.create(new DaemonThreads(name, "events"));
    this.watchers = new Watchers(events);
    this.contents = new Contents(clock, agenda, watchers);
    this.holds = new Holds(contents, agenda, clock, completions);
    this.alarm =
        new Alarm(
            lock,
            agenda,
            clock,
            () -> contents.isAnyoneWaiting() || !watchers.isEmpty(),
            contents::doWhatIsDue,
            new DaemonThreads(name, "alarm"));
  }

  // ---- steps

  private void enter() {
    lock.lock();
    if (closed) {
      lock.unlock();
      throw closedException();
    }
    if (!agenda.isEmpty()) {
      try {
        contents.doWhatIsDue();
      } catch (RuntimeException | Error e) {
        lock.unlock();
        throw e;
      }
    }
  }

  /** Begins a step under a transaction, if there is one. */
  private void enter(@Nullable Hold hold) {
    if (hold == null) {
      enter();
      return;
    }
    try {
      enter();
    } catch (TupleSpaceClosedException e) {
      throw hold.transaction().tooLate(); // it has ended with the space
    }
    if (hold.isOver()) {
      exit();
      throw hold.transaction().tooLate();
    }
  }

  private void exit() {
    try {
      contents.completeStep();
    } finally {
      if (!agenda.isEmpty() || alarm.isRunning()) {
        alarm.adjust();
      }
      lock.unlock();
    }
  }

  private TupleSpaceClosedException closedException() {
    return new TupleSpaceClosedException("the space \"" + name + "\" is closed");
  }

  public void requireOpen() {
    lock.lock();
    try {
      if (closed) {
        throw closedException();
      }
    } finally {
      lock.unlock();
    }
  }

  // ---- putting

  public void out(Tuple tuple, OutOptions options) {
    enter();
    try {
      contents.put(tuple, options);
    } finally {
      exit();
    }
  }

  public void outAll(Collection<Tuple> puts) {
    enter();
    try {
      for (Tuple tuple : puts) {
        contents.showNew(tuple, Agenda.NEVER);
      }
    } finally {
      exit();
    }
  }

  // ---- taking and reading

  /** The oldest match, if there is one. */
  public @Nullable Tuple poll(Template template, boolean take) {
    Query query = Query.of(template);
    enter();
    try {
      StoredTuple oldest = contents.candidates(query).oldest();
      if (oldest == null) {
        return null;
      }
      if (take) {
        contents.remove(oldest);
      }
      return oldest.tuple;
    } finally {
      exit();
    }
  }

  /** Serves the request if it can be served at once; no tuples if it can't. */
  public List<Tuple> attempt(Request request) {
    return attempt(request, null);
  }

  List<Tuple> attempt(Request request, @Nullable Hold hold) {
    List<Query> queries = queries(request);
    enter(hold);
    try {
      return contents.serve(request, queries, hold);
    } finally {
      exit();
    }
  }

  /** Serves the request as soon as it can be served, or ends with no tuples after so long. */
  public <R> Pending<R> submit(Request request, long nanos, Function<List<Tuple>, R> result) {
    return submit(request, nanos, result, completions, null);
  }

  <R> Pending<R> submit(
      Request request, long nanos, Function<List<Tuple>, R> result, @Nullable Hold hold) {
    return submit(request, nanos, result, completions, hold);
  }

  /** As {@link #submit} for ever, for a thread that waits for a result no one else sees. */
  public <R> Pending<R> submitBlocking(Request request, Function<List<Tuple>, R> result) {
    return submit(request, Arguments.FOREVER, result, Runnable::run, null);
  }

  <R> Pending<R> submit(
      Request request,
      long nanos,
      Function<List<Tuple>, R> result,
      Executor executor,
      @Nullable Hold hold) {
    List<Query> queries = queries(request);
    WaiterFuture<R> future = new WaiterFuture<>(request, result, executor, this::withdraw);
    Waiter waiter = future.waiter();
    waiter.hold = hold;
    try {
      enter(hold);
    } catch (TupleSpaceException e) {
      waiter.failAtOnce(e);
      return future;
    }
    try {
      List<Tuple> served = contents.serve(request, queries, hold);
      if (served.isEmpty() && nanos > 0) {
        contents.register(waiter, queries, nanos);
      } else {
        waiter.answerAtOnce(served);
      }
    } finally {
      exit();
    }
    return future;
  }

  private static List<Query> queries(Request request) {
    List<Template> templates = request.templates();
    return templates.size() == 1
        ? List.of(Query.of(templates.get(0)))
        : templates.stream().map(Query::of).toList();
  }

  /** Ends the wait if it goes on; whether it ended, now or before, without an answer. */
  private boolean withdraw(Waiter waiter) {
    lock.lock();
    try {
      if (!closed) {
        contents.doWhatIsDue(); // which may be what it waits for
      }
      if (waiter.isWaiting()) {
        contents.unregister(waiter);
        waiter.withdraw();
      }
      return waiter.isWithdrawn();
    } finally {
      exit();
    }
  }

  // ---- many tuples

  public List<Tuple> rdAll(Template template) {
    Query query = Query.of(template);
    enter();
    try {
      return Contents.tuplesOf(contents.candidates(query).oldest(Integer.MAX_VALUE));
    } finally {
      exit();
    }
  }

  /** All tuples, oldest first. */
  public List<Tuple> everything() {
    enter();
    try {
      return Contents.tuplesOf(contents.everything());
    } finally {
      exit();
    }
  }

  public long count(Template template) {
    Query query = Query.of(template);
    enter();
    try {
      return contents.candidates(query).count();
    } finally {
      exit();
    }
  }

  public long replace(Template template, Tuple tuple) {
    Query query = Query.of(template);
    enter();
    try {
      List<StoredTuple> found = contents.toReplace(query, template);
      found.forEach(contents::remove);
      contents.showNew(tuple, Agenda.NEVER);
      return found.size();
    } finally {
      exit();
    }
  }

  /** Takes the oldest matches, which keep their places in case they come back. */
  public Transfer.Batch take(Template template, int max) {
    Query query = Query.of(template);
    enter();
    try {
      List<StoredTuple> found = contents.candidates(query).oldest(max);
      found.forEach(contents::remove);
      return new Taken(this, found);
    } finally {
      exit();
    }
  }

  /** Shows tuples again that were taken; of a closed space they are gone, as all others. */
  void putBack(List<StoredTuple> taken) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      contents.doWhatIsDue();
      contents.showAgain(taken);
    } finally {
      exit();
    }
  }

  // ---- transactions

  /**
   * Begins a transaction.
   *
   * @param operations this space as its users see it
   */
  public Transaction begin(TupleSpace operations, Duration lease) {
    LocalTransaction transaction = new LocalTransaction(operations, this, lease);
    enter();
    try {
      holds.begin(transaction.hold(), lease);
    } finally {
      exit();
    }
    return transaction;
  }

  void renew(Hold hold, Duration lease) {
    enter(hold);
    try {
      holds.grant(hold, lease);
    } finally {
      exit();
    }
  }

  /** Takes all that match, or more than one step or transaction may take and so nothing. */
  int takeAll(Template template, Hold hold) {
    Query query = Query.of(template);
    enter(hold);
    try {
      List<StoredTuple> found = contents.toReplace(query, template);
      if (found.size() > hold.room()) {
        throw hold.transaction().full();
      }
      found.forEach(contents::remove);
      contents.keep(found, hold);
      return found.size();
    } finally {
      exit();
    }
  }

  void commit(Hold hold, List<LocalPut> puts) {
    enter(hold);
    try {
      holds.commit(hold);
      for (LocalPut put : puts) {
        contents.put(put.tuple(), put.options());
      }
    } finally {
      exit();
    }
  }

  void giveBack(Hold hold, boolean delivered) {
    enter(hold);
    try {
      holds.abort(hold, delivered);
    } finally {
      exit();
    }
  }

  boolean isOver(Hold hold) {
    lock.lock();
    try {
      if (!closed) {
        contents.doWhatIsDue();
      }
      return hold.isOver();
    } finally {
      exit();
    }
  }

  // ---- watching

  /** Watches what matches; without a template, everything. */
  public Watch watch(@Nullable Template template, TupleListener listener) {
    Watcher watcher = new Watcher(listener);
    enter();
    try {
      if (template == null) {
        watchers.addForAll(watcher);
      } else {
        watchers.add(watcher, Query.of(template));
      }
    } finally {
      exit();
    }
    return () -> endWatch(watcher);
  }

  private void endWatch(Watcher watcher) {
    lock.lock();
    try {
      watchers.remove(watcher);
    } finally {
      exit();
    }
    watcher.close();
  }

  // ---- life

  public SpaceStats stats() {
    enter();
    try {
      return contents.stats(name, holds.countInUse(), holds.countHeld());
    } finally {
      exit();
    }
  }

  /**
   * How many things are kept for tuples, waiters, watchers and appointments, beyond what an empty
   * space keeps.
   */
  long footprint() {
    lock.lock();
    try {
      return contents.footprint() + agenda.size() + holds.size() + (watchers.isEmpty() ? 0 : 1);
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait and every thread, and forgets the tuples. Closing again does nothing. */
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      TupleSpaceClosedException reason = closedException();
      holds.closeAll(reason);
      contents.clear(reason);
      watchers.clear();
      agenda.clear();
      alarm.stop();
      completions.shutdown();
      events.shutdown();
    } finally {
      lock.unlock();
    }
  }
}
