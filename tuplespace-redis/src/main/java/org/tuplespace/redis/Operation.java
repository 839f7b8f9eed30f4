package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.LimitExceededException;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Tuple;
import org.tuplespace.redis.codec.Blob;

/**
 * One operation on a slot, driven to its final reply: it is sent again where the reply is late,
 * goes on where the server answers with a cursor, builds the index or uploads the fields that the
 * server asks for, and moves to a new session where its own has expired, having asked what became
 * of it.
 *
 * <p>After the reply has come, exactly one of {@link #end}, {@link #deliver} and {@link #undo} is
 * to be called.
 */
final class Operation {

  /** The status of a search that was told to stop, and has not registered a waiter. */
  static final String STOPPED = "STOPPED";

  private final Partition partition;
  private final Script script;
  private final Function<String, Args> argsAtCursor;
  private final List<Blob> blobs;
  private final long deadline;
  private final CompletableFuture<Operation> done = new CompletableFuture<>();

  private Session session;
  private @Nullable Hold hold;
  private @Nullable Slot slot;
  private long number;
  private String cursor = "";
  private boolean mayHaveRun;
  private boolean isFinal;
  private boolean durable;
  private volatile boolean stopped;
  private @Nullable Reply reply;

  /**
   * Prepares an operation.
   *
   * @param argsAtCursor the arguments after session, slot and number, for the cursor given, which
   *     is empty at first
   * @param blobs what the tuples that it puts have out of line
   */
  Operation(
      Partition partition, Script script, Function<String, Args> argsAtCursor, List<Blob> blobs) {
    this.partition = partition;
    this.script = script;
    this.argsAtCursor = argsAtCursor;
    this.blobs = blobs;
    this.deadline = partition.deadline();
    this.session = partition.session();
    this.durable = script.isDurable() && partition.isDurable();
  }

  /** Completes with this when the final reply is here. */
  CompletableFuture<Operation> start() {
    if (blobs.isEmpty()) {
      begin();
    } else {
      upload();
    }
    return done;
  }

  /** It takes under a transaction, or commits one, and so does not outlive its session. */
  Operation under(@Nullable Hold transaction) {
    hold = transaction;
    if (transaction != null) {
      session = transaction.session();
    }
    return this;
  }

  /** For a swap: what it takes stays taken when its session expires, since its puts stay too. */
  Operation takesForGood(boolean swaps) {
    isFinal = swaps;
    return this;
  }

  /** Ends a search before its next step, if it has not come to an end by itself. */
  void stop() {
    stopped = true;
  }

  Reply reply() {
    if (reply == null) {
      throw new IllegalStateException("the reply is not here yet");
    }
    return reply;
  }

  Session session() {
    return session;
  }

  /** How many tuples the reply brings. */
  int tuples() {
    return (reply().size() - 1) / 2;
  }

  /** The reply has been made use of, and claims nothing. */
  void end() {
    Slot held = slot;
    slot = null;
    if (held != null) {
      session.release(held);
    }
  }

  /**
   * Brings what the reply claims to the caller; it is acknowledged from now on.
   *
   * @param wanted asked whether the caller still takes it; must not block
   * @return false if it doesn't, or the space closed meanwhile: then the claim is being put back
   */
  boolean deliver(BooleanSupplier wanted) {
    Slot held = slot;
    if (held == null) {
      return wanted.getAsBoolean(); // what the record of an expired session told is final
    }
    Hold holder = hold;
    if (holder != null) {
      if (holder.deliver(tuples(), wanted)) {
        end();
        return true;
      }
      undo(0);
      return false;
    }
    if (session.deliver(held, wanted)) {
      slot = null;
      partition.acknowledgements().soon();
      return true;
    }
    if (isFinal && wanted.getAsBoolean()) {
      slot = null;
      return true;
    }
    undo(0);
    return false;
  }

  /** What the reply claims goes back to its place, but for the first {@code kept} tuples. */
  void undo(int kept) {
    Slot held = slot;
    slot = null;
    if (held != null) {
      Session of = session;
      Args args = Args.of(of.id(), "s").add(held.index).add(number).add(false).add(kept);
      partition.insist(Script.UNDO, args).thenRun(() -> of.releaseUndone(held, args));
    }
  }

  private void begin() {
    slot = session.acquire();
    number = slot.number();
    step();
  }

  private void step() {
    Slot on = slot;
    if (on == null) {
      throw new IllegalStateException("a step without a slot");
    }
    Args args = Args.of(session.id()).add(on.index).add(number).addAll(argsAtCursor.apply(cursor));
    call(script, args)
        .whenComplete(
            (answer, error) -> {
              try {
                if (error != null) {
                  fail(ServerErrors.unwrap(error));
                } else {
                  answered(answer);
                }
              } catch (RuntimeException e) {
                fail(e);
              }
            });
  }

  private CompletableFuture<Reply> call(Script called, Args args) {
    Runnable onDoubt = () -> mayHaveRun = true;
    return durable
        ? partition.callDurably(called, args, deadline, onDoubt)
        : partition.call(called, args, deadline, onDoubt);
  }

  private void answered(Reply answer) {
    switch (answer.status()) {
      case "AGAIN" -> nextStep();
      case "S" -> {
        cursor = answer.text(0);
        nextStep();
      }
      case "I" -> {
        if (stopped) {
          nextStep();
          return;
        }
        CompletableFuture<?> unused =
            partition
                .buildIndex(answer.text(0), answer.text(1), deadline, () -> stopped)
                .whenComplete((ready, error) -> goOn(error, this::nextStep));
      }
      case "UPLOAD" -> upload();
      case "NOSESSION" -> moveToNewSession();
      case "HELD" -> partition.pause().thenRun(this::nextStep); // until undone takes are put back
      case "NOTX" -> failWithTransaction();
      case "DROPPED" -> {
        partition.dropped();
        fail(partition.closed());
      }
      case "LIMIT" ->
          fail(
              new LimitExceededException(
                  "more than 10,000 tuples, or 16 MiB of them, would have to be tested in one step;"
                      + " narrow the template, or take them in several calls"));
      case "REFUSED" ->
          fail(new OutcomeUnknownException("the server has finished this call before", null));
      default -> settled(answer);
    }
  }

  /**
   * A swap is sent without waiting for replicas, since it may find nothing. Where it took effect it
   * is sent again with the wait: the record answers, or where a failover has lost that, it is done.
   */
  private void settled(Reply answer) {
    if (isFinal && !durable && partition.isDurable() && answer.is("T")) {
      durable = true;
      mayHaveRun = true;
      step();
      return;
    }
    reply = answer;
    NotReplicatedException shortfall = answer.is("T") ? null : notReplicated(List.of());
    if (shortfall == null) {
      done.complete(this);
    } else {
      end();
      done.completeExceptionally(shortfall);
    }
  }

  /**
   * What to tell the caller of an operation that took effect in fewer copies than wanted; null if
   * they are enough. Where nothing was taken, {@link #start} completes with it.
   */
  @Nullable NotReplicatedException notReplicated(List<Tuple> taken) {
    return partition.notReplicated(reply(), taken);
  }

  /** Where the server answers but there is no end of it, the call ends when its time is over. */
  private void nextStep() {
    if (stopped) {
      reply = new Reply(STOPPED, List.of());
      done.complete(this);
    } else if (System.nanoTime() - deadline > 0) {
      fail(
          new OutcomeUnknownException(
              "the server at " + partition.server() + " was too busy to finish the call in time",
              null));
    } else {
      step();
    }
  }

  private void goOn(@Nullable Throwable error, Runnable next) {
    if (error != null) {
      fail(ServerErrors.unwrap(error));
    } else {
      next.run();
    }
  }

  private void upload() {
    CompletableFuture<?> uploading = partition.blobs().upload(blobs, deadline);
    if (slot == null) {
      Args unused = argsAtCursor.apply(cursor); // makes the digests meanwhile
    }
    uploading.whenComplete(
        (uploaded, error) -> goOn(error, slot == null ? this::begin : this::step));
  }

  /** The old session has expired: what it claimed goes back, what it put stays with its space. */
  private void moveToNewSession() {
    Session expired = session;
    Slot expiredSlot = slot;
    partition
        .sessions()
        .reopen(expired)
        .whenComplete(
            (opened, error) -> {
              if (error != null) {
                fail(ServerErrors.unwrap(error));
              } else if (mayHaveRun && expiredSlot != null && !opened.isInAnotherSpace(expired)) {
                askWhatBecame(expired, expiredSlot, opened);
              } else {
                beginIn(opened);
              }
            });
  }

  private void askWhatBecame(Session expired, Slot expiredSlot, Session opened) {
    durable |= isFinal && partition.isDurable();
    call(Script.OUTCOME, Args.of(expired.id()).add(expiredSlot.index).add(number))
        .whenComplete(
            (outcome, error) -> {
              if (error != null) {
                fail(ServerErrors.unwrap(error));
                return;
              }
              switch (outcome.status()) {
                case "OK", "T" -> {
                  slot = null;
                  settled(outcome);
                }
                case "N" -> beginIn(opened);
                case "DROPPED" -> answered(outcome);
                default ->
                    fail(
                        new OutcomeUnknownException(
                            "the server no longer knows what became of the call; it lost its data,"
                                + " or this client was away for too long",
                            null));
              }
            });
  }

  private void failWithTransaction() {
    Hold ended = hold;
    fail(ended == null ? new IllegalStateException("under no transaction") : ended.expired());
  }

  private void beginIn(Session opened) {
    if (hold != null) {
      failWithTransaction();
      return;
    }
    session = opened;
    mayHaveRun = false;
    begin();
  }

  /** A take whose reply never came may still run: it is undone in the background. */
  private void fail(Throwable error) {
    boolean undoable = script != Script.OUT && script != Script.REPLACE && script != Script.COMMIT;
    if (mayHaveRun && undoable) {
      undo(0);
    } else {
      Slot held = slot;
      slot = null;
      // Where a late copy may still be recorded, the slot stays unused.
      if (held != null && session.releaseUnanswered(held, !mayHaveRun)) {
        partition.acknowledgements().soon();
      }
    }
    done.completeExceptionally(
        mayHaveRun && error instanceof BackendUnavailableException
            ? ServerErrors.unknown(error, partition.server())
            : error);
  }
}
