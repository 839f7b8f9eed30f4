package org.tuplespace.jobs;

import java.time.Duration;
import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** What one worker is asked by tuples that name it. */
final class Orders implements AutoCloseable {

  /** Who asked has gone away by then. */
  private static final OutOptions ANSWER = OutOptions.timeToLive(Duration.ofMinutes(1));

  private final TupleSpace space;
  private final ControlTuples tuples;
  private final String worker;
  private final Crew crew;
  private final Listener listener;

  Orders(JobQueue queue, String worker, Crew crew) {
    this.space = queue.space();
    this.tuples = queue.tuples().control();
    this.worker = worker;
    this.crew = crew;
    this.listener =
        new Listener(worker, "orders", () -> space.inAsync(tuples.orders(worker)), this::obey);
  }

  void begin() {
    listener.begin();
  }

  private void obey(Tuple order) {
    if (ControlTuples.CANCEL.equals(order.get(3))) {
      answer(order, crew.cancel(order.getString(4)));
    } else if (ControlTuples.IDLE.equals(order.get(3))) {
      crew.whenIdle(begun -> answer(order, begun));
    }
  }

  private void answer(Tuple order, Object answer) {
    space.out(tuples.answer(order.getString(5), worker, answer), ANSWER);
  }

  @Override
  public void close() {
    listener.close();
  }
}
