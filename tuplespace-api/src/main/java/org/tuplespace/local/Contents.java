package org.tuplespace.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.LimitExceededException;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.Arguments;
import org.tuplespace.internal.Request;

/**
 * What is in a space, and who waits for what: how tuples come to those who are blocked, and go.
 * Guarded by the lock of {@link LocalSpace}, whose steps call this and end with {@link
 * #completeStep}.
 *
 * <p>A tuple that becomes visible is shown to the blocked readers, then to the longest blocked
 * taker, and is listed only if no one took it: whoever is blocked knows that nothing listed
 * matches.
 */
final class Contents {

  private final LongSupplier clock;
  private final Agenda agenda;
  private final Watchers watchers;
  private final TupleStore tuples = new TupleStore();
  private final Waiters waiters = new Waiters();

  /** What swaps put in this step, still to be shown. */
  private final Deque<Tuple> followUps = new ArrayDeque<>();

  private long lastOrder;
  private long delayed;

  Contents(LongSupplier clock, Agenda agenda, Watchers watchers) {
    this.clock = clock;
    this.agenda = agenda;
    this.watchers = watchers;
  }

  // ---- steps

  void doWhatIsDue() {
    long now = clock.getAsLong();
    Appointment due = agenda.pollDue(now);
    while (due != null) {
      due.action().run();
      completeStep();
      due = agenda.pollDue(now);
    }
  }

  void completeStep() {
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

  // ---- putting

  void put(Tuple tuple, OutOptions options) {
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

  void showNew(Tuple tuple, long end) {
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
      keep(List.of(stored), taker.hold);
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

  void answer(Waiter waiter) {
    unregister(waiter);
    waiter.answer();
  }

  void showAgain(List<StoredTuple> taken) {
    long now = clock.getAsLong();
    for (StoredTuple stored : taken) {
      if (stored.end > now) {
        show(stored);
      }
    }
  }

  // ---- taking and reading

  List<Tuple> serve(Request request, List<Query> queries, @Nullable Hold hold) {
    Hold holder = request.takes() ? hold : null;
    for (Query query : queries) {
      List<StoredTuple> found = oldest(query, request.max(), holder);
      if (!found.isEmpty()) {
        if (request.takes()) {
          found.forEach(this::remove);
          keep(found, holder);
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

  static List<Tuple> tuplesOf(List<StoredTuple> stored) {
    List<Tuple> tuples = new ArrayList<>(stored.size());
    for (StoredTuple each : stored) {
      tuples.add(each.tuple);
    }
    return Collections.unmodifiableList(tuples);
  }

  void remove(StoredTuple stored) {
    tuples.remove(stored);
    if (stored.expiry != null) {
      agenda.cancel(stored.expiry);
      stored.expiry = null;
    }
    watchers.removed(stored.tuple);
  }

  List<StoredTuple> toReplace(Query query, Template template) {
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

  List<StoredTuple> everything() {
    return tuples.everything();
  }

  Candidates candidates(Query query) {
    return tuples.candidates(query);
  }

  /** Has a transaction hold what was taken; who waits under one that is full waits no longer. */
  void keep(List<StoredTuple> taken, @Nullable Hold hold) {
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

  // ---- waiting

  void register(Waiter waiter, List<Query> queries, long nanos) {
    waiters.add(waiter, queries);
    if (waiter.hold != null) {
      waiter.hold.addWaiter(waiter);
    }
    if (nanos != Arguments.FOREVER) {
      long time = Agenda.after(clock.getAsLong(), nanos);
      waiter.timeout = agenda.add(time, () -> answer(waiter));
    }
  }

  void unregister(Waiter waiter) {
    waiters.remove(waiter);
    if (waiter.hold != null) {
      waiter.hold.removeWaiter(waiter);
    }
    if (waiter.timeout != null) {
      agenda.cancel(waiter.timeout);
      waiter.timeout = null;
    }
  }

  void fail(Waiter waiter, TupleSpaceException reason) {
    unregister(waiter);
    waiter.fail(reason);
  }

  // ---- all of it

  boolean isAnyoneWaiting() {
    return !waiters.isEmpty();
  }

  /** Ends every wait, and forgets the tuples. */
  void clear(TupleSpaceException reason) {
    for (Waiter waiter : waiters.everyone()) {
      if (waiter.isWaiting()) {
        fail(waiter, reason);
      }
    }
    tuples.clear();
  }

  SpaceStats stats(String name, long transactions, long held) {
    return new SpaceStats(
        name,
        tuples.size(),
        delayed,
        0,
        held,
        lastOrder + delayed,
        lastOrder - tuples.size() - held,
        OptionalLong.empty(),
        waiters.blockedTakers(),
        waiters.blockedReaders(),
        0,
        transactions,
        tuples.shapes(),
        waiters.groups());
  }

  /** How many things are kept for tuples and waiters, beyond what an empty space keeps. */
  long footprint() {
    return tuples.size()
        + tuples.bucketCount()
        + waiters.shapeCount()
        + waiters.blockedReaders()
        + waiters.blockedTakers()
        + followUps.size();
  }
}
