package org.tuplespace.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random sequences of operations are answered as {@link ReferenceSpace} answers them. */
public abstract class ModelContract extends SpaceFixture {
  private static final int SEQUENCES = 200;
  private static final int OPERATIONS = 100;

  @Test
  @Timeout(600)
  void randomSequences_areAnsweredAsByTheModel() {
    long seed = Seed.log("ModelContract");
    ModelRun run = null;
    for (int i = 0; i < SEQUENCES; i++) {
      if (i % 10 == 0) {
        // Now and then a space without the indexes that former sequences have left.
        space = anotherSpace();
      }
      run = new ModelRun(this, seed + i);
      try {
        for (int j = 0; j < OPERATIONS; j++) {
          run.step();
        }
        run.finish();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "sequence " + i + ", seed " + (seed + i) + ", after:\n  " + run.trace(), e);
      }
    }
  }
}
