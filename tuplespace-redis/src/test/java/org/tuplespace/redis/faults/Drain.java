package org.tuplespace.redis.faults;

import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.stream.IntStream;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;

/** The last client of a run, which takes all that is left. */
final class Drain {

  /** Longer than the leases of the dead, and the outages that the clock of a space ignores. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_FIELDS = 5;

  private Drain() {}

  /** Waits for what the dead held, takes everything, and drops the space. */
  static void run(String url, String name, Ledger ledger) {
    try (TupleSpace space = TupleSpaces.connect(url, name)) {
      await()
          .alias("the sessions of the dead end")
          .atMost(PATIENCE)
          .until(() -> space.stats().sessions() == 1);
      RecordedSpace recorded = new RecordedSpace(space, ledger);
      for (int arity = 1; arity <= MOST_FIELDS; arity++) {
        Object[] fields = IntStream.range(0, arity).mapToObj(i -> any()).toArray();
        while (recorded.inp(fields).isPresent()) {
          // until there is none
        }
      }
      if (space.stats().tuples() != 0) {
        throw new IllegalStateException("not drained: " + space.stats());
      }
      space.drop();
    }
  }
}
