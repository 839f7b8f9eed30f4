package org.tuplespace.jobs;

import java.util.function.Consumer;
import org.tuplespace.TupleSpace;

/**
 * Tells a worker when its queue is paused and resumed: it waits for the tuple that says the
 * opposite of what it knows.
 */
final class Gate implements AutoCloseable {

  private final TupleSpace space;
  private final ControlTuples tuples;
  private final Consumer<Boolean> told;
  private final Listener listener;
  private volatile boolean paused;

  /**
   * Prepares.
   *
   * @param told whether the queue is paused, whenever that changes
   */
  Gate(JobQueue queue, String name, Consumer<Boolean> told) {
    this.space = queue.space();
    this.tuples = queue.tuples().control();
    this.told = told;
    this.listener =
        new Listener(name, "gate", () -> space.rdAsync(tuples.gate(!paused)), opposite -> turn());
  }

  /** Looks once, tells if the queue is paused, and from now on tells changes. */
  void begin() {
    if (space.rdp(tuples.gate(true)).isPresent()) {
      turn();
    }
    listener.begin();
  }

  private void turn() {
    paused = !paused;
    told.accept(paused);
  }

  @Override
  public void close() {
    listener.close();
  }
}
