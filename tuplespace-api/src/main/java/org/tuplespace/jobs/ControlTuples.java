package org.tuplespace.jobs;

import static org.tuplespace.Match.any;

import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** The tuples by which a queue's workers are told what to do. */
final class ControlTuples {

  private static final String GATE = "gate";
  private static final String PAUSED = "paused";
  private static final String OPEN = "open";
  private static final String ORDER = "order";
  private static final String ANSWER = "answer";

  /** The word of the order to tell how many jobs were begun, once nothing is to be done. */
  static final String IDLE = "idle";

  /** The word of the order to end a job, and of the flag that it is to end. */
  static final String CANCEL = "cancel";

  private final String queue;

  ControlTuples(String queue) {
    this.queue = queue;
  }

  // ---- orders

  /**
   * Asks one worker.
   *
   * @param number by which the answer is found
   */
  Tuple order(String worker, String word, String subject, String number) {
    return Tuple.of(queue, ORDER, worker, word, subject, number);
  }

  /** All orders to a worker. */
  Template orders(String worker) {
    return Template.of(queue, ORDER, worker, any(), any(), any());
  }

  Tuple answer(String number, String worker, Object answer) {
    return Tuple.of(queue, ANSWER, number, worker, answer);
  }

  /** All answers to a question. */
  Template answer(String number) {
    return Template.of(queue, ANSWER, number, any(), any());
  }

  /** The flag that says that a job is to end, wherever it turns up. */
  Tuple cancelled(String id) {
    return Tuple.of(queue, CANCEL, id);
  }

  // ---- the gate

  /** Says whether workers take jobs; without it they do. */
  Tuple gateTuple(boolean paused) {
    return Tuple.of(queue, GATE, paused ? PAUSED : OPEN);
  }

  Template gate(boolean paused) {
    return Template.exactly(gateTuple(paused));
  }

  Template gate() {
    return Template.of(queue, GATE, any());
  }
}
