package org.tuplespace.examples.molecular;

import static org.tuplespace.Match.any;

import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** The tuple that holds where the atoms are: {@code (queue, "positions", step, bytes)}. */
final class StepTuples {

  private static final String POSITIONS = "positions";

  private StepTuples() {}

  static Tuple positions(String queue, int step, double[] positions) {
    return Tuple.of(queue, POSITIONS, step, Doubles.bytes(positions));
  }

  static Template positions(String queue, int step) {
    return Template.of(queue, POSITIONS, step, byte[].class);
  }

  static Template anyPositions(String queue) {
    return Template.of(queue, POSITIONS, any(), any());
  }
}
