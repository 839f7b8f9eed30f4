package org.tuplespace.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.internal.Request;

/** A blocked request. Guarded by the lock of the space. */
final class Waiter {

  private enum State {
    WAITING,
    WITHDRAWN,
    ANSWERED
  }

  private final Request request;
  private final WaiterFuture<?> future;
  private final List<Tuple> got = new ArrayList<>(1);
  private State state = State.WAITING;

  /** Where it stands among those who wait, and since when. */
  long order;

  final Instant since = Instant.now();

  /** Where it is registered, while it waits. */
  @Nullable Node<Registration<Waiter>> registrations;

  /** Of the transaction under which it waits, if it does. */
  @Nullable Hold hold;

  /** When its time is over, if it has a limit. */
  @Nullable Appointment timeout;

  Waiter(Request request, WaiterFuture<?> future) {
    this.request = request;
    this.future = future;
  }

  boolean takes() {
    return request.takes();
  }

  List<Tuple> puts() {
    return request.puts();
  }

  List<Template> templates() {
    return request.templates();
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  /** Hands a tuple over. */
  void give(Tuple tuple) {
    got.add(tuple);
  }

  boolean hasSome() {
    return !got.isEmpty();
  }

  boolean hasEnough() {
    return got.size() >= request.max();
  }

  /** Ends the wait with what it got, possibly nothing. */
  void answer() {
    state = State.ANSWERED;
    future.answer(List.copyOf(got));
  }

  /** Ends the wait before anyone knows of it. */
  void answerAtOnce(List<Tuple> tuples) {
    state = State.ANSWERED;
    future.answerAtOnce(tuples);
  }

  void fail(TupleSpaceException reason) {
    state = State.ANSWERED;
    future.fail(reason);
  }

  /** Ends the wait before anyone knows of it. */
  void failAtOnce(TupleSpaceException reason) {
    state = State.ANSWERED;
    future.failAtOnce(reason);
  }

  void withdraw() {
    state = State.WITHDRAWN;
  }

  boolean isWithdrawn() {
    return state == State.WITHDRAWN;
  }
}
