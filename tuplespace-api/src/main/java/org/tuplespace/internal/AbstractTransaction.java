package org.tuplespace.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.LimitExceededException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutOptions;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;

/**
 * A transaction on any space: keeps its state and what it put, and looks there after it has looked
 * at the space. The space holds what is taken, under a lease.
 *
 * <p>A call that answers at once holds the gate shared, a commit holds it alone, so that what a
 * call takes and puts is in the commit or comes too late for it. The monitor guards state, puts and
 * waits. No foreign code runs under either: futures that callers see complete outside, also those
 * that turn out to be served while their wait is being ended.
 *
 * <p>Locks are taken in this order: gate, monitor, that of a wait, those of the space.
 *
 * @param <P> what the space makes of a tuple that is put
 */
public abstract class AbstractTransaction<P extends Put> extends AbstractOperations
    implements Transaction {

  private final TupleSpace space;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private final Object monitor = new Object();
  private final OwnPuts<P> puts = new OwnPuts<>();
  private final Set<TransactionWait<?, P>> waits = new LinkedHashSet<>();
  private volatile State state = State.ACTIVE;
  private volatile Duration lease;
  private volatile String because = "";

  /** Completions of futures, for when the thread that decided them is out of the transaction. */
  private final Queue<Runnable> untold = new ConcurrentLinkedQueue<>();

  /** The threads on which none may complete now. */
  private final Set<Thread> quiet = ConcurrentHashMap.newKeySet();

  private State endedMeanwhile = State.ACTIVE;
  private int taken;
  private boolean isServing;
  private boolean serveAgain;

  protected AbstractTransaction(TupleSpace space, Duration lease) {
    this.space = space;
    this.lease = lease;
  }

  // ---- what the space does

  /** Checks the tuple and makes it ready for the commit. */
  protected abstract P prepare(Tuple tuple, OutOptions options);

  /**
   * Serves the request, which puts nothing, from the space; what it takes is held for this.
   *
   * @throws TransactionEndedException if the space holds nothing for this any more
   */
  protected abstract List<Tuple> attemptInSpace(Request request);

  /**
   * As {@link #attemptInSpace}, as soon as there is a match or {@code nanos} have passed. It
   * completes while no lock is held that a call on the space may need.
   *
   * @param wakesOne nothing but a blocked thread hangs on an answer that brings tuples
   */
  protected abstract Pending<List<Tuple>> submitInSpace(
      Request request, long nanos, boolean wakesOne);

  /**
   * Takes all that match, or nothing.
   *
   * @return how many
   * @throws LimitExceededException if there are more than {@code limit}
   */
  protected abstract int takeAllInSpace(Template template, int limit);

  /**
   * In one step, makes final what is held and puts these.
   *
   * @param meanwhile to be run once, as soon as that is on its way, or done; not if it does not get
   *     so far
   */
  protected abstract void commitInSpace(List<P> own, Runnable meanwhile);

  /** Gives back what is held. */
  protected abstract void giveBack(boolean delivered);

  /** The lease begins anew. */
  protected abstract void renewInSpace(Duration newLease);

  /** Why the space ended this, as the end of a sentence; empty if the state says enough. */
  protected String whyInSpace() {
    return "";
  }

  // ---- put

  @Override
  public void out(Tuple tuple, OutOptions options) {
    add(List.of(prepared(tuple, options)));
  }

  @Override
  public CompletableFuture<@Nullable Void> outAsync(Tuple tuple, OutOptions options) {
    P put = prepared(tuple, options);
    try {
      add(List.of(put));
    } catch (TupleSpaceException e) {
      return CompletableFuture.failedFuture(e);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void outAll(Collection<Tuple> tuples) {
    add(prepareAll(Arguments.tuples(tuples)));
  }

  private List<P> prepareAll(List<Tuple> tuples) {
    List<P> prepared = new ArrayList<>(tuples.size());
    for (Tuple tuple : tuples) {
      prepared.add(prepared(tuple, OutOptions.NONE));
    }
    return prepared;
  }

  private P prepared(Tuple tuple, OutOptions options) {
    return prepare(Arguments.tuple(tuple).withDeliveries(0), Arguments.options(options));
  }

  private void add(List<P> more) {
    synchronized (monitor) {
      requireActive();
      puts.requireRoom(more);
      puts.addAll(more);
    }
    serveWaits();
  }

  // ---- take and read

  @Override
  protected List<Tuple> attempt(Request request) {
    List<P> swapped = prepareAll(request.puts());
    List<Tuple> served = step(() -> attempt(request, swapped));
    if (!swapped.isEmpty()) {
      serveWaits();
    }
    return served;
  }

  private List<Tuple> attempt(Request request, List<P> swapped) {
    reserve(request, swapped);
    try {
      while (true) {
        int own = firstOwn(request);
        List<Tuple> served = new ArrayList<>(attemptInSpace(inSpace(request, own)));
        synchronized (monitor) {
          requireNotGivenBack();
          taken += request.takes() ? served.size() : 0;
          if (served.size() < request.max()) {
            served.addAll(fromOwnPuts(request, request.max() - served.size()));
          }
          if (!served.isEmpty()) {
            puts.addAll(swapped);
          }
        }
        if (!served.isEmpty() || own < 0) {
          return served;
        } // else another thread took the own put, and meanwhile the space may have a match
      }
    } finally {
      unreserve(swapped);
    }
  }

  /** The index of the first template that an own put matches; -1 if there is none. */
  private int firstOwn(Request request) {
    synchronized (monitor) {
      return puts.firstMatched(request.templates());
    }
  }

  /** What the space is asked: not for what comes after a template that an own put matches. */
  private Request inSpace(Request request, int firstOwn) {
    synchronized (monitor) {
      int room = Math.max(Arguments.MAX_TUPLES_PER_STEP - taken, 1);
      List<Template> all = request.templates();
      return new Request(
          firstOwn < 0 ? all : all.subList(0, firstOwn + 1),
          request.takes(),
          Math.min(request.max(), room),
          List.of());
    }
  }

  private List<Tuple> fromOwnPuts(Request request, int max) {
    return fromOwnPuts(request, request.templates(), max);
  }

  private List<Tuple> fromOwnPuts(Request request, List<Template> templates, int max) {
    return request.takes() ? puts.take(templates, max) : puts.read(templates, max);
  }

  /** Checks the limits, and keeps room for what a swap is going to put. */
  private void reserve(Request request, List<P> swapped) {
    synchronized (monitor) {
      requireActive();
      if (request.takes() && taken >= Arguments.MAX_TUPLES_PER_STEP) {
        throw takesTooMany();
      }
      puts.requireRoom(swapped);
      puts.reserve(swapped);
    }
  }

  private void unreserve(List<P> swapped) {
    synchronized (monitor) {
      puts.unreserve(swapped);
    }
  }

  /** For a take that goes beyond what one transaction may take. */
  protected static LimitExceededException takesTooMany() {
    return new LimitExceededException(
        String.format(
            Locale.ROOT,
            "one transaction takes at most %,d tuples; commit before, or take them in several"
                + " transactions",
            Arguments.MAX_TUPLES_PER_STEP));
  }

  // ---- wait

  @Override
  protected <R> Pending<R> submit(Request request, long nanos, Function<List<Tuple>, R> result) {
    return submit(request, nanos, result, false);
  }

  @Override
  protected <R> Pending<R> submitBlocking(Request request, Function<List<Tuple>, R> result) {
    return submit(request, Arguments.FOREVER, result, true);
  }

  /**
   * As {@link #inAny(Template...)}, for a thread that does something else before it blocks on the
   * answer, by {@link Blocking#await(Pending)}. No one else may see that.
   */
  public final Pending<Tuple> beginInAny(List<Template> templates) {
    Request request = Request.inAny(Arguments.templates(templates.toArray(Template[]::new)));
    return submitBlocking(request, tuples -> tuples.get(0));
  }

  private <R> Pending<R> submit(
      Request request, long nanos, Function<List<Tuple>, R> result, boolean callerBlocks) {
    List<P> swapped = prepareAll(request.puts());
    TransactionWait<R, P> wait =
        new TransactionWait<>(this, request, swapped, nanos, result, callerBlocks);
    boolean ownFirst;
    boolean hasPuts;
    synchronized (monitor) {
      try {
        reserve(request, swapped);
      } catch (TupleSpaceException e) {
        wait.refuse(e);
        return wait;
      }
      ownFirst = firstOwn(request) >= 0;
      hasPuts = !puts.isEmpty() || !swapped.isEmpty();
      waits.add(wait);
    }
    wait.wait(ownFirst, hasPuts);
    return wait;
  }

  /** What a wait asks the space for; once, if an own put is to be tried after that. */
  Request askedBy(TransactionWait<?, P> wait, boolean once) {
    return inSpace(wait.request(), once ? firstOwn(wait.request()) : -1);
  }

  /**
   * The space has served a wait.
   *
   * @return what the wait ends with
   * @throws TransactionEndedException if the transaction has ended, and so given that back
   */
  List<Tuple> servedBySpace(TransactionWait<?, P> wait, List<Tuple> tuples) {
    Request request = wait.request();
    synchronized (monitor) {
      requireNotGivenBack();
      taken += request.takes() ? tuples.size() : 0;
      List<Tuple> all = new ArrayList<>(tuples);
      if (tuples.size() < request.max()) {
        all.addAll(fromOwnPuts(request, request.max() - tuples.size()));
      }
      remove(wait);
      puts.addAll(wait.puts());
      return all;
    }
  }

  /**
   * Serves a wait from what the transaction itself has put.
   *
   * @return false if nothing matches, or it is decided otherwise
   */
  boolean serve(TransactionWait<?, P> wait) {
    return serve(wait, wait.request().templates());
  }

  private boolean serve(TransactionWait<?, P> wait, List<Template> templates) {
    boolean[] served = {false};
    quietly(
        () -> {
          List<Tuple> own = ownFor(wait, templates);
          if (!own.isEmpty()) {
            wait.serve(own);
            served[0] = true;
          }
        });
    return served[0];
  }

  private List<Tuple> ownFor(TransactionWait<?, P> wait, List<Template> templates) {
    Request request = wait.request();
    synchronized (monitor) {
      if (state != State.ACTIVE || puts.firstMatched(templates) < 0 || !wait.decide()) {
        return List.of();
      }
      List<Tuple> own = fromOwnPuts(request, templates, request.max());
      remove(wait);
      puts.addAll(wait.puts());
      return own;
    }
  }

  /** Gives what was put to those blocked under this transaction: to readers, then to takers. */
  void serveWaits() {
    synchronized (monitor) {
      serveAgain = true;
      if (isServing) {
        return; // whoever is at it goes round once more
      }
      isServing = true;
    }
    quietly(
        () -> {
          try {
            while (serveAgain()) {
              List<TransactionWait<?, P>> blocked = blocked();
              blocked.stream().filter(wait -> !wait.request().takes()).forEach(this::serveBlocked);
              blocked.stream().filter(wait -> wait.request().takes()).forEach(this::serveBlocked);
            }
          } catch (RuntimeException | Error e) {
            synchronized (monitor) {
              isServing = false;
            }
            throw e;
          }
        });
  }

  /** What is put serves one who is blocked in the order of the puts, not that of its templates. */
  private void serveBlocked(TransactionWait<?, P> wait) {
    List<Template> templates = wait.request().templates();
    int first;
    synchronized (monitor) {
      first = puts.templateOfOldest(templates);
    }
    if (first >= 0) {
      boolean unused = serve(wait, List.of(templates.get(first)));
    }
  }

  private boolean serveAgain() {
    synchronized (monitor) {
      boolean again = serveAgain;
      serveAgain = false;
      isServing = again;
      return again;
    }
  }

  private List<TransactionWait<?, P>> blocked() {
    synchronized (monitor) {
      return List.copyOf(waits);
    }
  }

  /** The wait is over. */
  void remove(TransactionWait<?, P> wait) {
    synchronized (monitor) {
      if (waits.remove(wait)) {
        puts.unreserve(wait.puts());
      }
    }
  }

  /** Does something that foreign code must not come into: futures complete after it. */
  private void quietly(Runnable work) {
    boolean isOutermost = quiet.add(Thread.currentThread());
    try {
      work.run();
    } finally {
      if (isOutermost) {
        quiet.remove(Thread.currentThread());
        for (Runnable next = untold.poll(); next != null; next = untold.poll()) {
          next.run();
        }
      }
    }
  }

  /** Completes a future that callers see. */
  void tell(Runnable completion) {
    if (quiet.contains(Thread.currentThread())) {
      untold.add(completion);
    } else {
      completion.run();
    }
  }

  // ---- many

  @Override
  public long replace(Template template, Tuple tuple) {
    Request request = Request.in(template);
    List<P> put = List.of(prepared(tuple, OutOptions.NONE));
    long count = step(() -> replace(request, put));
    serveWaits();
    return count;
  }

  private long replace(Request request, List<P> put) {
    reserve(request, put);
    try {
      int room;
      synchronized (monitor) {
        room = Arguments.MAX_TUPLES_PER_STEP - taken;
      }
      int count = takeAllInSpace(request.templates().get(0), room);
      synchronized (monitor) {
        requireNotGivenBack();
        taken += count;
        count += puts.take(request.templates(), Integer.MAX_VALUE).size();
        puts.addAll(put);
      }
      return count;
    } finally {
      unreserve(put);
    }
  }

  @Override
  public List<Tuple> rdAll(Template template) {
    Arguments.template(template);
    return step(
        () -> {
          requireActive();
          List<Tuple> all = new ArrayList<>(space.rdAll(template));
          all.addAll(own(template));
          return all;
        });
  }

  @Override
  public long count(Template template) {
    Arguments.template(template);
    return step(
        () -> {
          requireActive();
          return space.count(template) + own(template).size();
        });
  }

  private List<Tuple> own(Template template) {
    synchronized (monitor) {
      requireNotGivenBack();
      return puts.read(List.of(template), Integer.MAX_VALUE);
    }
  }

  // ---- the end

  /** A call that answers at once; a commit has all that it takes and puts, or nothing. */
  private <T> T step(Supplier<T> call) {
    TupleSpaceException late;
    gate.readLock().lock();
    try {
      return call.get();
    } catch (TransactionEndedException | TupleSpaceClosedException e) {
      late = e;
    } finally {
      gate.readLock().unlock();
    }
    throw endedBy(late);
  }

  /** What the space has told a call first; for the caller. */
  TransactionEndedException endedBy(TupleSpaceException late) {
    if (late instanceof TransactionEndedException end) {
      ended(end.state(), whyInSpace());
      return end;
    }
    ended(State.ABORTED, reason(late));
    return endedException();
  }

  private static String reason(TupleSpaceException closed) {
    return ": " + closed.getMessage();
  }

  @Override
  public State state() {
    return state;
  }

  protected Duration lease() {
    return lease;
  }

  @Override
  public void renew() {
    renew(lease);
  }

  @Override
  public void renew(Duration newLease) {
    Arguments.lease(newLease);
    lease =
        step(
            () -> {
              requireActive();
              renewInSpace(newLease);
              return newLease;
            });
  }

  @Override
  public void commit() {
    commit(() -> {});
  }

  /**
   * As {@link #commit()}, and begins what comes next while the commit is on its way, so that a
   * server can be told of both at once. In whatever order the two get there, neither waits for the
   * other.
   *
   * @param meanwhile begins calls outside this transaction, and neither blocks nor throws; run on
   *     this thread, but not if the commit does not get so far
   */
  public void commit(Runnable meanwhile) {
    quietly(
        () -> {
          gate.writeLock().lock();
          try {
            synchronized (monitor) {
              requireActive();
              state = State.COMMITTING;
            }
            endWaits();
            List<P> own;
            synchronized (monitor) {
              own = puts.all();
            }
            commit(own, meanwhile);
          } finally {
            gate.writeLock().unlock();
          }
        });
  }

  private void commit(List<P> own, Runnable meanwhile) {
    State left = State.ACTIVE;
    try {
      commitInSpace(own, meanwhile);
      left = State.COMMITTED;
    } catch (TransactionEndedException e) {
      left = e.state();
      throw e;
    } catch (NotReplicatedException e) {
      left = State.COMMITTED;
      throw e;
    } catch (OutcomeUnknownException e) {
      left = State.IN_DOUBT;
      throw e;
    } catch (TupleSpaceClosedException e) {
      left = State.ABORTED;
      because = reason(e);
      throw endedException(left, because);
    } finally {
      synchronized (monitor) {
        state = left == State.ACTIVE ? endedMeanwhile : left;
        if (state != State.ACTIVE) {
          puts.clear();
        }
      }
    }
  }

  @Override
  public void abort() {
    end(true);
  }

  @Override
  public void release() {
    end(false);
  }

  private void end(boolean delivered) {
    synchronized (monitor) {
      requireActive();
      state = State.ABORTED;
      puts.clear();
    }
    quietly(
        () -> {
          endWaits();
          try {
            giveBack(delivered);
          } catch (TransactionEndedException e) {
            state = e.state(); // the space was first
            throw e;
          } catch (TupleSpaceClosedException e) {
            because = reason(e);
            throw endedException();
          }
        });
  }

  @Override
  public void close() {
    if (state == State.ACTIVE) {
      try {
        abort();
      } catch (TransactionEndedException
          | BackendUnavailableException
          | OutcomeUnknownException e) {
        // It has ended, or ends with its lease.
      }
    }
  }

  /** The space holds nothing for this any more. */
  protected final void ended(State how) {
    ended(how, "");
  }

  /**
   * The space holds nothing for this any more.
   *
   * @param reason why it ended, as the end of a sentence; empty if the state says enough
   */
  protected final void ended(State how, String reason) {
    synchronized (monitor) {
      if (state == State.COMMITTING) {
        endedMeanwhile = how; // counts if the commit's own answer leaves it open
        because = reason;
      }
      if (state != State.ACTIVE || how == State.COMMITTING) {
        return;
      }
      state = how;
      because = reason;
      puts.clear();
    }
    endWaits();
  }

  /** Ends what is blocked; afterwards no wait adds to what is taken and put. */
  private void endWaits() {
    List<TransactionWait<?, P>> blocked = blocked();
    blocked.forEach(TransactionWait::end);
    if (state == State.COMMITTING) {
      blocked.forEach(wait -> wait.settled().join());
    }
  }

  private void requireActive() {
    if (state != State.ACTIVE) {
      throw endedException();
    }
  }

  private void requireNotGivenBack() {
    if (state != State.ACTIVE && state != State.COMMITTING) {
      throw endedException();
    }
  }

  /** For a call that comes too late, or was blocked when this ended. */
  protected final TransactionEndedException endedException() {
    State how = state;
    // Active again after a commit that failed, which ended what was blocked all the same.
    return endedException(how == State.ACTIVE ? State.COMMITTING : how, because);
  }

  protected final TransactionEndedException endedException(State how) {
    return endedException(how, "");
  }

  /** As {@link #ended(State, String)}. */
  protected final TransactionEndedException endedException(State how, String reason) {
    return new TransactionEndedException(
        "the transaction " + how.told() + (reason.isEmpty() ? "; " + advice(how) : reason), how);
  }

  private String advice(State how) {
    return switch (how) {
      case ACTIVE -> "begin another one after it";
      case COMMITTING -> "that ends what is blocked under it; begin another one";
      case COMMITTED -> "begin another one";
      case ABORTED -> "what it took is back in the space; begin another one";
      case EXPIRED ->
          "its lease ("
              + lease.toMillis()
              + " ms) ran out or its client was out of touch, and what it took is back in the space."
              + " Renew it in time, or begin it with a longer lease";
      case IN_DOUBT ->
          "the server fell silent over its commit, which took effect as a whole or not at all";
    };
  }
}
