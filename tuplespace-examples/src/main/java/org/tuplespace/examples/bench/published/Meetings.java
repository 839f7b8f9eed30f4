package org.tuplespace.examples.bench.published;

import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Crew;
import org.tuplespace.examples.bench.workload.WrongResultException;

/** A cyclic barrier: a tuple counts who has arrived, and the last one lets all go on. */
final class Meetings extends CaseStudy {

  private final int threads;
  private final int meetings;

  Meetings(Sizes sizes) {
    super(
        "P6.barrier",
        "P6 cyclic barrier, " + sizes.barrier() + " threads, " + sizes.meetings() + " times");
    threads = sizes.barrier();
    meetings = sizes.meetings();
  }

  @Override
  double run(TupleClient master, TupleClient clients) throws Exception {
    try (Crew crew = new Crew()) {
      long start = System.nanoTime();
      master.out("barrier", 0, 0);
      for (int i = 0; i < threads; i++) {
        crew.start(() -> meet(clients));
      }
      crew.join();
      double time = millis(start);
      Object[] last = master.in("barrier", meetings, Integer.class);
      WrongResultException.check("how many wait after the last time", 0, last[2]);
      for (int i = 0; i < meetings; i++) {
        master.in("open", i);
      }
      return time;
    }
  }

  private boolean meet(TupleClient client) throws Exception {
    for (int i = 0; i < meetings; i++) {
      int arrived = 1 + (Integer) client.in("barrier", i, Integer.class)[2];
      if (arrived == threads) {
        client.out("barrier", i + 1, 0);
        client.out("open", i);
      } else {
        client.out("barrier", i, arrived);
        client.rd("open", i);
      }
    }
    return true;
  }
}
