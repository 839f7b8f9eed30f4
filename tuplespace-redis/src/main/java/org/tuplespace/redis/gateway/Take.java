package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;

/**
 * A GET: takes a tuple under a transaction, which is committed when the client has it. So the tuple
 * is back in its place if the client has gone, and also if this process dies.
 *
 * <p>The lease of the transaction is long enough to need no renewal, however long the client waits:
 * 10,000 blocked clients would be 500 calls a second. What gives tuples back when this process dies
 * is the end of its session, which is renewed in one call for all of them.
 */
final class Take {

  private static final Duration LEASE = Duration.ofDays(3_650);

  private final Operations operations;
  private final TupleSpace space;
  private final Client client;
  private final Template template;
  private final boolean waits;
  private @Nullable Transaction transaction;
  private @Nullable Tuple sent;
  private boolean isOver;

  Take(Operations operations, Client client, WireRequest request) {
    this.operations = operations;
    this.space = operations.space();
    this.client = client;
    this.template = Translation.template(request.first());
    this.waits = request.operation() == WireOperation.GET;
  }

  void begin() {
    client.whenGone(this::giveBack);
    ask();
  }

  private void ask() {
    Transaction begun = transaction();
    if (begun == null) {
      return;
    }
    CompletableFuture<Optional<Tuple>> answer =
        waits
            ? begun.inAsync(template).thenApply(Optional::of)
            : begun.inAsync(template, Duration.ZERO);
    operations.whenAnswered(
        answer, client, taken -> answered(begun, taken), cause -> failed(begun, cause));
  }

  /** A new one; null if the client has gone. */
  private @Nullable Transaction transaction() {
    Transaction begun = space.begin(LEASE);
    synchronized (this) {
      if (!isOver) {
        transaction = begun;
        return begun;
      }
    }
    begun.release();
    return null;
  }

  /** The client has waited for longer than the server was away, and waits on. */
  private void failed(Transaction under, Throwable cause) {
    boolean again;
    synchronized (this) {
      again = !isOver && transaction == under && isExpiry(cause);
    }
    if (again) {
      ask();
    } else if (!client.isGone()) {
      giveBack();
      client.fail(cause);
    }
  }

  private static boolean isExpiry(Throwable cause) {
    return cause instanceof TransactionEndedException ended
        && ended.state() == Transaction.State.EXPIRED;
  }

  private void answered(Transaction under, Optional<Tuple> taken) {
    if (taken.isEmpty()) {
      giveBack();
      client.answer(WireFormat.NO_TUPLE);
      return;
    }
    Tuple tuple = taken.get();
    if (Translation.isRepresentable(tuple)) {
      deliver(under, tuple);
    } else {
      operations.notices().hides(tuple);
      under.release();
      operations.search(client, this::search);
    }
  }

  /**
   * A wildcard met a nested tuple that the client can't represent, which a template can't tell. So
   * tuples are read until one can be sent, and that is taken.
   */
  private void search() {
    Transaction begun = transaction();
    if (begun == null) {
      return;
    }
    Optional<Tuple> found = operations.firstShown(template);
    while (found.isPresent()) {
      Optional<Tuple> taken = begun.inp(Template.exactly(found.get()));
      if (taken.isPresent()) {
        deliver(begun, taken.get());
        return;
      }
      found = operations.firstShown(template);
    }
    begun.release();
    if (waits) {
      operations.searchAgain(client, this::search);
    } else {
      client.answer(WireFormat.NO_TUPLE);
    }
  }

  private void deliver(Transaction under, Tuple tuple) {
    ByteBuf reply = Operations.reply(client, tuple);
    synchronized (this) {
      sent = tuple;
      if (isOver) {
        reply.release();
        return; // whoever ended it gives back
      }
    }
    operations.log().got(tuple);
    client.deliver(
        reply,
        hasArrived -> {
          if (!hasArrived) {
            client.close();
          } else if (isFirstToEnd()) {
            operations.workers().end(() -> commit(under, tuple));
          }
        });
  }

  /** The connection ends after this, so that a client that sees its end has the tuple for good. */
  private void commit(Transaction under, Tuple tuple) {
    try {
      while (true) {
        try {
          under.commit();
          return;
        } catch (BackendUnavailableException e) {
          operations.notices().say("the end of the GET of " + client + " is tried again: " + e);
        }
      }
    } catch (TupleSpaceException e) {
      operations
          .notices()
          .say(client + " has " + tuple + ", which may be in the space again: " + e.getMessage());
    } finally {
      client.close();
    }
  }

  private void giveBack() {
    Transaction held;
    Tuple undelivered;
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      held = transaction;
      undelivered = sent;
    }
    if (held != null) {
      operations.workers().end(() -> giveBack(held, undelivered));
    }
  }

  /** A tuple that was sent may have been seen, and then counts as delivered. */
  private void giveBack(Transaction held, @Nullable Tuple undelivered) {
    try {
      if (undelivered == null) {
        held.release();
      } else {
        held.abort();
        operations.log().putBack(undelivered);
      }
    } catch (TransactionEndedException e) {
      // It was given back when that ended.
    } catch (TupleSpaceException e) {
      operations.notices().say("what " + client + " did not get is given back later: " + e);
    }
  }

  private synchronized boolean isFirstToEnd() {
    boolean first = !isOver;
    isOver = true;
    return first;
  }
}
