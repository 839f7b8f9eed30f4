package org.tuplespace.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutOptions;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Template;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.internal.AbstractTransaction;
import org.tuplespace.internal.Failures;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;

/**
 * A transaction on a Redis server: the server holds what it takes, and one script commits it
 * (docs/internals.md).
 */
final class RedisTransaction extends AbstractTransaction<EncodedPut> {

  private static final long END_PATIENCE_SECONDS = 5;

  private final RedisTupleSpace space;
  private final Partition partition;
  private final Hold hold;

  RedisTransaction(RedisTupleSpace space, Partition partition, Duration lease) {
    super(space, lease);
    this.space = space;
    this.partition = partition;
    this.hold = new Hold(partition, this, lease);
  }

  /** From here on the lease is watched. */
  RedisTransaction begin() {
    partition.holds().add(hold);
    return this;
  }

  @Override
  protected EncodedPut prepare(Tuple tuple, OutOptions options) {
    return new EncodedPut(tuple.withDeliveries(0), options, partition.encode(tuple));
  }

  // ---- take and read

  @Override
  protected List<Tuple> attemptInSpace(Request request) {
    partition.requireOpen();
    return RedisTupleSpace.join(space.attempt(args(request)));
  }

  @Override
  protected Pending<List<Tuple>> submitInSpace(Request request, long nanos, boolean wakesOne) {
    partition.requireOpen();
    // The end of a transaction ends what others wait for, too.
    Wait.Dependents dependents = wakesOne ? Wait.Dependents.THREAD_IF_SERVED : Wait.Dependents.CODE;
    return new Wait<>(partition, args(request), Function.<List<Tuple>>identity(), dependents)
        .start(nanos);
  }

  /** What is only read is not held. */
  private TakeArgs args(Request request) {
    return new TakeArgs(partition, request, request.takes() ? hold : null);
  }

  @Override
  protected int takeAllInSpace(Template template, int limit) {
    partition.requireOpen();
    TakeArgs args = new TakeArgs(partition, Request.in(template), hold);
    Operation taken =
        RedisTupleSpace.join(
            partition
                .operation(Script.TAKE, cursor -> args.all(limit, cursor), List.of())
                .under(hold)
                .start());
    if (!taken.reply().is("T")) {
      taken.end();
      return 0;
    }
    if (!taken.deliver(() -> true)) {
      throw hold.expired();
    }
    return taken.tuples();
  }

  // ---- the end

  @Override
  protected void commitInSpace(List<EncodedPut> own, Runnable meanwhile) {
    partition.requireOpen();
    if (!hold.isUsed() && hold.leaseLeft() <= 0) {
      throw hold.expired();
    }
    if (!hold.isUsed() && own.isEmpty()) {
      hold.finish();
      meanwhile.run();
      return;
    }
    PutArgs puts = new PutArgs();
    own.forEach(put -> puts.put(put.encoded(), put.options()));
    Operation commit =
        partition
            .operation(
                Script.COMMIT,
                cursor -> Args.of(hold.name()).add(hold.held()).addAll(puts.args()),
                puts.blobs())
            .under(hold);
    try {
      boolean isShort = puts.blobs().isEmpty() && SeveralCalls.fits(Script.COMMIT, puts.args());
      if (isShort && !partition.isDurable()) {
        RedisTupleSpace.join(
            partition.together(commit::start, meanwhile).thenAccept(Operation::end));
      } else {
        RedisTupleSpace.join(commit.start().thenAccept(Operation::end)); // takes its time
        meanwhile.run();
      }
      hold.finish();
    } catch (NotReplicatedException e) {
      hold.finish();
      throw e;
    } catch (OutcomeUnknownException e) {
      CompletableFuture<?> unused = giveBackSteps(true); // so that it is decided in the end
      throw e;
    } catch (TransactionEndedException e) {
      CompletableFuture<?> unused = giveBackSteps(true); // a server that lost some holds the rest
      throw e;
    }
  }

  @Override
  protected void giveBack(boolean delivered) {
    if (!hold.isUsed()) {
      boolean late = hold.leaseLeft() <= 0;
      hold.finish();
      if (late) {
        throw endedException(State.EXPIRED);
      }
      return;
    }
    CompletableFuture<Boolean> inTime =
        giveBackSteps(delivered).orTimeout(END_PATIENCE_SECONDS, TimeUnit.SECONDS);
    try {
      if (!inTime.join()) {
        throw endedException(State.EXPIRED);
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException silence) {
        throw ServerErrors.unavailable(silence, partition.server());
      }
      throw Failures.atCaller(e);
    }
  }

  /**
   * Goes on in the background until the server has answered.
   *
   * @return false if the lease was over before, or the session
   */
  private CompletableFuture<Boolean> giveBackSteps(boolean delivered) {
    hold.end();
    Args args = Args.of(hold.session().id(), hold.name()).add(delivered);
    return partition
        .insist(Script.ABORT, args)
        .thenCompose(
            reply -> {
              if (reply.is("MORE")) {
                return giveBackSteps(delivered);
              }
              if (reply.is("OK") || reply.is("EXPIRED")) {
                hold.finish();
              }
              partition.holds().remove(hold);
              return CompletableFuture.completedFuture(
                  !reply.is("EXPIRED") && !reply.is("NOSESSION"));
            });
  }

  @Override
  protected void renewInSpace(Duration newLease) {
    partition.requireOpen();
    if (!hold.isUsed()) {
      if (hold.leaseLeft() <= 0) {
        throw hold.expired();
      }
      hold.renewed(newLease);
      return;
    }
    Args args = Args.of(hold.session().id(), hold.name()).add(PutArgs.millis(newLease));
    Reply reply = RedisTupleSpace.join(partition.call(Script.LEASE, args));
    if (!hold.answered(reply)) {
      throw tooLate();
    }
    hold.renewed(newLease);
  }

  // ---- told by the hold

  void expired() {
    ended(State.EXPIRED);
  }

  void closed() {
    ended(State.ABORTED, ": " + partition.closed().getMessage());
  }

  /** For a call that finds that the server holds nothing for this any more. */
  TransactionEndedException tooLate() {
    State how = state();
    return endedException(how == State.ACTIVE || how == State.COMMITTING ? State.EXPIRED : how);
  }
}
