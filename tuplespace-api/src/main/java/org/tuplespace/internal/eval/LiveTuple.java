package org.tuplespace.internal.eval;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.LimitExceededException;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceFullException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.Backoff;
import org.tuplespace.internal.Failures;
import org.tuplespace.internal.Leases;

/**
 * A live tuple that was taken, under a transaction that is renewed until this is closed. It ends by
 * {@link #succeed} or {@link #fail}, else goes back to its place. For one thread, but for {@link
 * #release}.
 */
public final class LiveTuple implements AutoCloseable {

  /** How long the caller's notice lives. */
  private static final OutOptions TOLD = OutOptions.timeToLive(Duration.ofMinutes(10));

  /** A live tuple that has cost so many processes their lives is no accident. */
  private static final int MAX_CRASHES = 5;

  private final Transaction transaction;
  private final Runnable stopRenewing;
  private final Tuple live;
  private final CompletableFuture<Optional<Tuple>> fields;
  private boolean decided;

  private LiveTuple(Transaction transaction, Runnable stopRenewing, Tuple live) {
    this.transaction = transaction;
    this.stopRenewing = stopRenewing;
    this.live = live;
    this.fields = transaction.inAsync(EvalTuples.fieldsOf(live), Duration.ZERO);
  }

  private interface Take {
    Optional<Tuple> from(Transaction transaction) throws InterruptedException;
  }

  /** The caller's own oldest one, if one is there. */
  static Optional<LiveTuple> takeOwn(TupleSpace space, Leases leases, String caller) {
    try {
      return take(space, leases, transaction -> transaction.inp(EvalTuples.liveOf(caller)));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // inp doesn't wait
    }
  }

  /** The oldest that is not of these classes; blocks until there is one. */
  public static LiveTuple takeAny(TupleSpace space, Leases leases, Collection<String> butClasses)
      throws InterruptedException {
    Template template = EvalTuples.liveBut(butClasses);
    return take(space, leases, transaction -> Optional.of(transaction.in(template))).orElseThrow();
  }

  private static Optional<LiveTuple> take(TupleSpace space, Leases leases, Take take)
      throws InterruptedException {
    Transaction transaction = space.begin(leases.lease());
    Runnable stopRenewing = leases.renew(transaction);
    boolean isHandedOver = false;
    try {
      Optional<LiveTuple> taken =
          take.from(transaction).map(live -> new LiveTuple(transaction, stopRenewing, live));
      isHandedOver = taken.isPresent();
      return taken;
    } finally {
      if (!isHandedOver) {
        stopRenewing.run();
        transaction.close();
      }
    }
  }

  long id() {
    return EvalTuples.id(live);
  }

  /** The names of the classes that it takes to compute this. */
  public String classNames() {
    return EvalTuples.classNames(live);
  }

  /** Whether it may be what kills the processes that compute it. */
  public boolean isDeadly() {
    return live.deliveries() > MAX_CRASHES;
  }

  /** What to tell of that. */
  public Throwable crashes() {
    return new IllegalStateException(
        "crashed: it was given back "
            + live.deliveries()
            + " times by processes that died or fell silent; it may be what kills them");
  }

  /**
   * What to compute; empty if somebody took that away, and there is only this to be removed.
   *
   * @throws TupleCodecException if this process lacks a class, or may not read it
   */
  public Optional<ActiveFields> fields() {
    try {
      return fields.join().map(EvalTuples::fields);
    } catch (CompletionException e) {
      throw Failures.atCaller(e);
    }
  }

  // ---- the end

  /**
   * Puts the passive tuple, and this is gone, in one step.
   *
   * @param isTold whether the caller must be told, who is elsewhere
   * @param mayTryAgain whether to wait so long for a server that is away or full
   * @throws RuntimeException that says why, if the tuple can't be in the space; this can {@link
   *     #fail} then
   */
  public void succeed(Tuple passive, boolean isTold, Predicate<Duration> mayTryAgain) {
    transaction.out(passive);
    if (isTold) {
      tell(null, passive);
    }
    commit(mayTryAgain);
  }

  /** Puts a tuple that says what went wrong, and this is gone, in one step. */
  public void fail(Tuple given, Throwable error, boolean isTold, Predicate<Duration> mayTryAgain) {
    String text = EvalTuples.text(error);
    transaction.out(EvalTuples.failed(given, text));
    if (isTold) {
      tell(text, null);
    }
    commit(mayTryAgain);
  }

  /** Removes what has no fields. */
  public void drop(Predicate<Duration> mayTryAgain) {
    tell("somebody took its fields, (\"eval\", \"fields\", ...), out of the space", null);
    commit(mayTryAgain);
  }

  private void tell(@Nullable String error, @Nullable Tuple passive) {
    transaction.out(EvalTuples.done(live, error), TOLD);
    if (passive != null) {
      try {
        transaction.out(EvalTuples.result(live, passive), TOLD);
      } catch (LimitExceededException | IllegalArgumentException e) {
        // Too large or too deep to be there twice: the caller learns only that it is there.
      }
    }
  }

  private void commit(Predicate<Duration> mayTryAgain) {
    decided = true;
    fields.handle((taken, error) -> taken).join(); // a commit would end it
    Backoff pauses = new Backoff();
    while (true) {
      try {
        transaction.commit();
        return;
      } catch (SpaceFullException | BackendUnavailableException e) {
        if (!mayTryAgain.test(pauses.next())) {
          throw e;
        }
      }
    }
  }

  /** Whether the end was begun, and nothing else can be put. */
  public boolean isDecided() {
    return decided;
  }

  /** Gives this back to its place, as if it had not been taken. */
  public void release() {
    stopRenewing.run();
    transaction.release();
  }

  /** Gives this back, unless it has ended; that counts as a crash. */
  @Override
  public void close() {
    stopRenewing.run();
    transaction.close();
  }
}
