package org.tuplespace.contract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random sequences of operations under several transactions are answered as {@link
 * ReferenceTransactions} answers them.
 */
public abstract class TransactionModelContract extends SpaceFixture {
  private static final int SEQUENCES = 150;
  private static final int OPERATIONS = 80;

  @Test
  @Timeout(600)
  void randomSequences_areAnsweredAsByTheModel() {
    long seed = Seed.log("TransactionModelContract");
    for (int i = 0; i < SEQUENCES; i++) {
      if (i % 10 == 0) {
        // Now and then a space without the indexes that former sequences have left.
        space = anotherSpace();
      }
      TransactionModelRun run = new TransactionModelRun(space, seed + i);
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
