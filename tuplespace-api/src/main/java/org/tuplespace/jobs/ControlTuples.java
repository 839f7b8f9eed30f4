package org.tuplespace.jobs;

import static org.tuplespace.Match.any;

import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** The tuples by which a queue's workers are told what to do. */
final class ControlTuples {

  private static final String GATE = "gate";
  private static final String PAUSED = "paused";
  private static final String OPEN = "open";

  private final String queue;

  ControlTuples(String queue) {
    this.queue = queue;
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
