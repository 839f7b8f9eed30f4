package org.tuplespace.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.LimitExceededException;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
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
 * appointment a step of its own, so that no expired tuple is ever seen. A tuple that becomes
 * visible is shown to the blocked readers, then to the longest blocked taker, and is listed only if
 * no one took it: whoever is blocked knows that nothing listed matches.
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
  private final TupleStore tuples = new TupleStore();
  private final Waiters waiters = new Waiters();
  private final Set<Hold> holds = new LinkedHashSet<>();
  private final Agenda agenda = new Agenda();
  private final ExecutorService completions;
  private final ExecutorService events;
  private final Watchers watchers;
  private final Alarm alarm;

  /** What swaps put in this step, still to be shown. */
  private final Deque<Tuple> followUps = new ArrayDeque<>();

  private long lastOrder;
  private long delayed;
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
    this.alarm =
        new Alarm(
            lock,
            agenda,
            clock,
            () -> !waiters.isEmpty() || !watchers.isEmpty(),
            this::doWhatIsDue,
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
        doWhatIsDue();
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
      completeStep();
    } finally {
      if (!agenda.isEmpty() || alarm.isRunning()) {
        alarm.adjust();
      }
      lock.unlock();
    }
  }

  private void doWhatIsDue() {
    long now = clock.getAsLong();
    Appointment due = agenda.pollDue(now);
    while (due != null) {
      due.action().run();
      completeStep();
      due = agenda.pollDue(now);
    }
  }

  private void completeStep() {
    Tuple put = followUps.poll();
    while (put != null) {
      showNew(put, Agenda.NEVER);
      put = followUps.poll();
    }
    for (Waiter waiter : waiters.gathered()) {
      if (waiter.isWaiting()) {
        answer(waiter);
      }
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
      put(tuple, options);
    } finally {
      exit();
    }
  }

  public void outAll(Collection<Tuple> puts) {
    enter();
    try {
      for (Tuple tuple : puts) {
        showNew(tuple, Agenda.NEVER);
      }
    } finally {
      exit();
    }
  }

  private void put(Tuple tuple, OutOptions options) {
    long life = lifeOf(options);
    long delay = Arguments.clampedNanos(options.delay());
    if (delay > 0) {
      long time = Agenda.after(clock.getAsLong(), delay);
      delayed++;
      agenda.add(time, () -> endDelay(tuple, Agenda.after(time, life)));
    } else {
      showNew(tuple, life == Agenda.NEVER ? life : Agenda.after(clock.getAsLong(), life));
    }
  }

  private static long lifeOf(OutOptions options) {
    return options.timeToLive() == null
        ? Agenda.NEVER
        : Arguments.clampedNanos(options.timeToLive());
  }

  private void endDelay(Tuple tuple, long end) {
    delayed--;
    showNew(tuple, end);
  }

  private void showNew(Tuple tuple, long end) {
    show(new StoredTuple(tuple.withDeliveries(0), ++lastOrder, end));
  }

  /** Lets a tuple be seen: by those who are blocked, and by all if none of them took it. */
  private void show(StoredTuple stored) {
    Tuple tuple = stored.tuple;
    watchers.out(tuple);
    for (Waiter reader : waiters.readers(tuple)) {
      if (reader.isWaiting()) {
        reader.give(tuple);
        answer(reader);
      }
    }
    Waiter taker = waiters.longestWaitingTaker(tuple);
    if (taker != null) {
      watchers.removed(tuple);
      hand(stored, taker);
      return;
    }
    tuples.add(stored);
    if (stored.end != Agenda.NEVER) {
      stored.expiry = agenda.add(stored.end, () -> remove(stored));
    }
  }

  private void hand(StoredTuple stored, Waiter taker) {
    boolean isFirst = !taker.hasSome();
    taker.give(stored.tuple);
    if (taker.hold != null) {
      hold(List.of(stored), taker.hold);
    }
    if (isFirst) {
      followUps.addAll(taker.puts());
    }
    if (taker.hasEnough() && taker.isWaiting()) {
      answer(taker);
    } else if (isFirst && taker.isWaiting()) {
      waiters.gather(taker);
    }
  }

  private void answer(Waiter waiter) {
    unregister(waiter);
    waiter.answer();
  }

  // ---- taking and reading

  /** The oldest match, if there is one. */
  public @Nullable Tuple poll(Template template, boolean take) {
    Query query = Query.of(template);
    enter();
    try {
      StoredTuple oldest = tuples.candidates(query).oldest();
      if (oldest == null) {
        return null;
      }
      if (take) {
        remove(oldest);
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
      return serve(request, queries, hold);
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
      List<Tuple> served = serve(request, queries, hold);
      if (served.isEmpty() && nanos > 0) {
        register(waiter, queries, nanos);
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

  private List<Tuple> serve(Request request, List<Query> queries, @Nullable Hold hold) {
    Hold holder = request.takes() ? hold : null;
    for (Query query : queries) {
      List<StoredTuple> found = oldest(query, request.max(), holder);
      if (!found.isEmpty()) {
        if (request.takes()) {
          found.forEach(this::remove);
          hold(found, holder);
          followUps.addAll(request.puts());
        }
        return tuplesOf(found);
      }
    }
    return List.of();
  }

  private List<StoredTuple> oldest(Query query, int max, @Nullable Hold holder) {
    if (holder == null) {
      return tuples.candidates(query).oldest(max);
    }
    if (holder.room() == 0) {
      throw holder.transaction().full();
    }
    return tuples.candidates(query).oldest(Math.min(max, holder.room()));
  }

  private static List<Tuple> tuplesOf(List<StoredTuple> stored) {
    List<Tuple> tuples = new ArrayList<>(stored.size());
    for (StoredTuple each : stored) {
      tuples.add(each.tuple);
    }
    return Collections.unmodifiableList(tuples);
  }

  private void remove(StoredTuple stored) {
    tuples.remove(stored);
    if (stored.expiry != null) {
      agenda.cancel(stored.expiry);
      stored.expiry = null;
    }
    watchers.removed(stored.tuple);
  }

  // ---- waiting

  private void register(Waiter waiter, List<Query> queries, long nanos) {
    waiters.add(waiter, queries);
    if (waiter.hold != null) {
      waiter.hold.addWaiter(waiter);
    }
    if (nanos != Arguments.FOREVER) {
      long time = Agenda.after(clock.getAsLong(), nanos);
      waiter.timeout = agenda.add(time, () -> answer(waiter));
    }
  }

  private void unregister(Waiter waiter) {
    waiters.remove(waiter);
    if (waiter.hold != null) {
      waiter.hold.removeWaiter(waiter);
    }
    if (waiter.timeout != null) {
      agenda.cancel(waiter.timeout);
      waiter.timeout = null;
    }
  }

  /** Ends the wait if it goes on; whether it ended, now or before, without an answer. */
  private boolean withdraw(Waiter waiter) {
    lock.lock();
    try {
      if (!closed) {
        doWhatIsDue(); // which may be what it waits for
      }
      if (waiter.isWaiting()) {
        unregister(waiter);
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
      return tuplesOf(tuples.candidates(query).oldest(Integer.MAX_VALUE));
    } finally {
      exit();
    }
  }

  public long count(Template template) {
    Query query = Query.of(template);
    enter();
    try {
      return tuples.candidates(query).count();
    } finally {
      exit();
    }
  }

  public long replace(Template template, Tuple tuple) {
    Query query = Query.of(template);
    enter();
    try {
      List<StoredTuple> found = toReplace(query, template);
      found.forEach(this::remove);
      showNew(tuple, Agenda.NEVER);
      return found.size();
    } finally {
      exit();
    }
  }

  private List<StoredTuple> toReplace(Query query, Template template) {
    Candidates candidates = tuples.candidates(query);
    if (candidates.size() > Arguments.MAX_TUPLES_PER_STEP) {
      throw new LimitExceededException(
          String.format(
              Locale.ROOT,
              "one step replaces or tests at most %,d tuples, and for %s there are %,d; fix more"
                  + " fields of the template, or take some first",
              Arguments.MAX_TUPLES_PER_STEP,
              template,
              candidates.size()));
    }
    return candidates.oldest(Integer.MAX_VALUE);
  }

  /** Takes the oldest matches, which keep their places in case they come back. */
  public Transfer.Batch take(Template template, int max) {
    Query query = Query.of(template);
    enter();
    try {
      List<StoredTuple> found = tuples.candidates(query).oldest(max);
      found.forEach(this::remove);
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
      doWhatIsDue();
      showAgain(taken);
    } finally {
      exit();
    }
  }

  private void showAgain(List<StoredTuple> taken) {
    long now = clock.getAsLong();
    for (StoredTuple stored : taken) {
      if (stored.end > now) {
        show(stored);
      }
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
      holds.add(transaction.hold());
      grant(transaction.hold(), lease);
    } finally {
      exit();
    }
    return transaction;
  }

  void renew(Hold hold, Duration lease) {
    enter(hold);
    try {
      grant(hold, lease);
    } finally {
      exit();
    }
  }

  private void grant(Hold hold, Duration lease) {
    if (hold.leaseEnd != null) {
      agenda.cancel(hold.leaseEnd);
    }
    long end = Agenda.after(clock.getAsLong(), Arguments.clampedNanos(lease));
    hold.leaseEnd = end == Agenda.NEVER ? null : agenda.add(end, () -> expire(hold));
  }

  private void hold(List<StoredTuple> taken, @Nullable Hold hold) {
    if (hold == null) {
      return;
    }
    taken.forEach(hold::add);
    if (hold.room() == 0) {
      for (Waiter waiter : hold.waiters()) {
        if (waiter.hasSome()) {
          answer(waiter);
        } else if (waiter.takes()) {
          fail(waiter, hold.transaction().full());
        }
      }
    }
  }

  private void fail(Waiter waiter, TupleSpaceException reason) {
    unregister(waiter);
    waiter.fail(reason);
  }

  /** Takes all that match, or more than one step or transaction may take and so nothing. */
  int takeAll(Template template, Hold hold) {
    Query query = Query.of(template);
    enter(hold);
    try {
      List<StoredTuple> found = toReplace(query, template);
      if (found.size() > hold.room()) {
        throw hold.transaction().full();
      }
      found.forEach(this::remove);
      hold(found, hold);
      return found.size();
    } finally {
      exit();
    }
  }

  void commit(Hold hold, List<LocalPut> puts) {
    enter(hold);
    try {
      end(hold, State.COMMITTED, "");
      for (LocalPut put : puts) {
        put(put.tuple(), put.options());
      }
    } finally {
      exit();
    }
  }

  void giveBack(Hold hold, boolean delivered) {
    enter(hold);
    try {
      List<StoredTuple> taken = end(hold, State.ABORTED, "");
      showAgain(delivered ? delivered(taken) : taken);
    } finally {
      exit();
    }
  }

  private void expire(Hold hold) {
    showAgain(delivered(end(hold, State.EXPIRED, "")));
    completions.execute(hold.transaction()::noticeEnd);
  }

  private static List<StoredTuple> delivered(List<StoredTuple> taken) {
    return taken.stream().map(StoredTuple::deliveredOnceMore).toList();
  }

  /** Ends the hold, and whatever is still blocked under it; answers what it held. */
  private List<StoredTuple> end(Hold hold, State how, String reason) {
    List<StoredTuple> taken = hold.end(how, reason);
    holds.remove(hold);
    if (hold.leaseEnd != null) {
      agenda.cancel(hold.leaseEnd);
      hold.leaseEnd = null;
    }
    for (Waiter waiter : hold.waiters()) {
      fail(waiter, hold.transaction().tooLate());
    }
    return taken;
  }

  boolean isOver(Hold hold) {
    lock.lock();
    try {
      if (!closed) {
        doWhatIsDue();
      }
      return hold.isOver();
    } finally {
      exit();
    }
  }

  // ---- watching

  public Watch watch(Template template, TupleListener listener) {
    Watcher watcher = new Watcher(listener);
    enter();
    try {
      watchers.add(watcher, Query.of(template));
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
      return new SpaceStats(
          name,
          tuples.size(),
          delayed,
          0,
          waiters.blockedTakers(),
          waiters.blockedReaders(),
          0,
          holds.stream().filter(Hold::isInUse).count(),
          tuples.shapes());
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
      return tuples.size()
          + tuples.bucketCount()
          + waiters.shapeCount()
          + waiters.blockedReaders()
          + waiters.blockedTakers()
          + agenda.size()
          + followUps.size()
          + holds.size()
          + (watchers.isEmpty() ? 0 : 1);
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
      for (Hold hold : List.copyOf(holds)) {
        end(hold, State.ABORTED, ": " + reason.getMessage());
        completions.execute(hold.transaction()::noticeEnd);
      }
      for (Waiter waiter : waiters.everyone()) {
        if (waiter.isWaiting()) {
          fail(waiter, reason);
        }
      }
      watchers.clear();
      agenda.clear();
      tuples.clear();
      alarm.stop();
      completions.shutdown();
      events.shutdown();
    } finally {
      lock.unlock();
    }
  }
}
