package org.tuplespace.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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

/**
 * A transaction on any space: keeps its state and what it put, and looks there after it has looked
 * at the space. The space holds what is taken, under a lease.
 *
 * <p>A call that answers at once holds the gate shared, a commit holds it alone, so that what a
 * call takes and puts is in the commit or comes too late for it. The monitor guards state, puts and
 * waits, and no foreign code runs under it: futures that callers see complete outside.
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
  private int taken;

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
   */
  protected abstract Pending<List<Tuple>> submitInSpace(Request request, long nanos);

  /**
   * Takes all that match, or nothing.
   *
   * @return how many
   * @throws LimitExceededException if there are more than {@code limit}
   */
  protected abstract int takeAllInSpace(Template template, int limit);

  /** In one step, makes final what is held and puts these. */
  protected abstract void commitInSpace(List<P> own);

  /** Gives back what is held. */
  protected abstract void giveBack(boolean delivered);

  /** The lease begins anew. */
  protected abstract void renewInSpace(Duration newLease);

  // ---- put

  @Override
  public void out(Tuple tuple, OutOptions options) {
    add(List.of(prepare(Arguments.tuple(tuple), Arguments.options(options))));
  }

  @Override
  public CompletableFuture<@Nullable Void> outAsync(Tuple tuple, OutOptions options) {
    P put = prepare(Arguments.tuple(tuple), Arguments.options(options));
    try {
      add(List.of(put));
    } catch (TransactionEndedException e) {
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
      prepared.add(prepare(tuple, OutOptions.NONE));
    }
    return prepared;
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
    List<Tuple> served;
    gate.readLock().lock();
    try {
      requireRoomFor(request, swapped);
      served = new ArrayList<>(attemptInSpace(asked(request)));
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
    } finally {
      gate.readLock().unlock();
    }
    if (!swapped.isEmpty()) {
      serveWaits();
    }
    return served;
  }

  /** What the space is asked once: what comes after a template that an own put matches is not. */
  private Request asked(Request request) {
    synchronized (monitor) {
      int own = puts.firstMatched(request.templates());
      return inSpace(
          request, own < 0 ? request.templates() : request.templates().subList(0, own + 1));
    }
  }

  private Request inSpace(Request request, List<Template> templates) {
    int room = Math.max(Arguments.MAX_TUPLES_PER_STEP - taken, 1);
    return new Request(templates, request.takes(), Math.min(request.max(), room), List.of());
  }

  private List<Tuple> fromOwnPuts(Request request, int max) {
    return request.takes()
        ? puts.take(request.templates(), max).tuples()
        : puts.read(request.templates(), max);
  }

  private void requireRoomFor(Request request, List<P> swapped) {
    synchronized (monitor) {
      requireActive();
      puts.requireRoom(swapped);
      if (request.takes() && taken >= Arguments.MAX_TUPLES_PER_STEP) {
        throw new LimitExceededException(
            String.format(
                Locale.ROOT,
                "one transaction takes at most %,d tuples; commit before, or take them in several"
                    + " transactions",
                Arguments.MAX_TUPLES_PER_STEP));
      }
    }
  }

  @Override
  protected <R> Pending<R> submit(Request request, long nanos, Function<List<Tuple>, R> result) {
    List<P> swapped = prepareAll(request.puts());
    TransactionWait<R, P> wait = new TransactionWait<>(this, request, swapped, nanos, result);
    boolean ownFirst;
    synchronized (monitor) {
      requireRoomFor(request, swapped);
      ownFirst = puts.firstMatched(request.templates()) >= 0;
      waits.add(wait);
    }
    wait.wait(ownFirst);
    return wait;
  }

  /** What a wait asks the space for; once, if an own put is to be tried after that. */
  Request askedBy(TransactionWait<?, P> wait, boolean once) {
    Request request = wait.request();
    synchronized (monitor) {
      return once ? asked(request) : inSpace(request, request.templates());
    }
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
      puts.addAll(wait.puts());
      return all;
    }
  }

  /**
   * Serves a wait from what the transaction itself has put.
   *
   * @param decision asked once something matches; false if the wait is served otherwise
   */
  List<Tuple> serveFromOwnPuts(TransactionWait<?, P> wait, BooleanSupplier decision) {
    Request request = wait.request();
    synchronized (monitor) {
      if (state != State.ACTIVE
          || puts.firstMatched(request.templates()) < 0
          || !decision.getAsBoolean()) {
        return List.of();
      }
      List<Tuple> own = fromOwnPuts(request, request.max());
      puts.addAll(wait.puts());
      return own;
    }
  }

  /** Gives what was put to those blocked under this transaction, the longest waiting first. */
  void serveWaits() {
    boolean served;
    do {
      served = false;
      for (TransactionWait<?, P> wait : blocked()) {
        List<Tuple> own = serveFromOwnPuts(wait, wait::decide);
        if (!own.isEmpty()) {
          wait.serve(own);
          served |= !wait.request().puts().isEmpty();
        }
      }
    } while (served); // what served swaps put may serve others
  }

  private List<TransactionWait<?, P>> blocked() {
    synchronized (monitor) {
      return List.copyOf(waits);
    }
  }

  void remove(TransactionWait<?, P> wait) {
    synchronized (monitor) {
      waits.remove(wait);
    }
  }

  // ---- many

  @Override
  public long replace(Template template, Tuple tuple) {
    Arguments.template(template);
    P put = prepare(Arguments.tuple(tuple), OutOptions.NONE);
    long count;
    gate.readLock().lock();
    try {
      Request request = Request.in(template);
      requireRoomFor(request, List.of(put));
      count = takeAllInSpace(template, Arguments.MAX_TUPLES_PER_STEP - taken);
      synchronized (monitor) {
        requireNotGivenBack();
        taken += (int) count;
        count += fromOwnPuts(request, Integer.MAX_VALUE).size();
        puts.addAll(List.of(put));
      }
    } finally {
      gate.readLock().unlock();
    }
    serveWaits();
    return count;
  }

  @Override
  public List<Tuple> rdAll(Template template) {
    Arguments.template(template);
    requireActive();
    List<Tuple> all = new ArrayList<>(space.rdAll(template));
    synchronized (monitor) {
      all.addAll(puts.read(List.of(template), Integer.MAX_VALUE));
    }
    return all;
  }

  @Override
  public long count(Template template) {
    Arguments.template(template);
    requireActive();
    long count = space.count(template);
    synchronized (monitor) {
      return count + puts.read(List.of(template), Integer.MAX_VALUE).size();
    }
  }

  // ---- the end

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
    requireActive();
    renewInSpace(newLease);
    lease = newLease;
  }

  @Override
  public void commit() {
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
      commit(own);
    } finally {
      gate.writeLock().unlock();
    }
  }

  private void commit(List<P> own) {
    State left = State.ACTIVE;
    try {
      commitInSpace(own);
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
      throw e;
    } finally {
      state = left;
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
    endWaits();
    giveBack(delivered);
  }

  @Override
  public void close() {
    if (state == State.ACTIVE) {
      try {
        abort();
      } catch (TransactionEndedException
          | BackendUnavailableException
          | OutcomeUnknownException
          | TupleSpaceClosedException e) {
        // It has ended, or ends with its lease.
      }
    }
  }

  /** The space holds nothing for this any more. */
  protected final void ended(State how) {
    synchronized (monitor) {
      if (state != State.ACTIVE) {
        return; // a commit under way is told by its own answer
      }
      state = how;
      puts.clear();
    }
    endWaits();
  }

  /** Ends what is blocked; afterwards no wait adds to what is taken and put. */
  private void endWaits() {
    TransactionEndedException how = endedException();
    List<TransactionWait<?, P>> blocked = blocked();
    blocked.forEach(wait -> wait.end(how));
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

  /** For a call that comes too late. */
  protected final TransactionEndedException endedException() {
    return endedException(state);
  }

  protected final TransactionEndedException endedException(State how) {
    String message = "the transaction " + how.told();
    if (how == State.EXPIRED) {
      message +=
          "; its lease ("
              + lease.toMillis()
              + " ms) ran out or its client was out of touch, and what it took is back in the space."
              + " Renew it in time, or begin it with a longer lease";
    }
    return new TransactionEndedException(message, how);
  }
}
