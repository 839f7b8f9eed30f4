package org.tuplespace.examples.bench.workload;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** W9: threads of one client put and take, each by a key of its own. */
final class Threads implements Workload {

  private final Scale scale;
  private final int threads;
  private final Metric pairs;

  Threads(Scale scale, int threads) {
    this.scale = scale;
    this.threads = threads;
    pairs =
        Metric.rate("W9." + threads, "W9 out and in by " + threads + " threads at once", "pairs/s");
  }

  @Override
  public String group() {
    return "W9";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(pairs);
  }

  @Override
  public boolean suits(BenchSystem system) {
    return true;
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    return figures -> {
      LongAdder count = new LongAdder();
      long start = System.nanoTime();
      long end = start + scale.slice().toNanos();
      try (Crew crew = new Crew()) {
        for (int i = 0; i < threads; i++) {
          String key = "thread " + i;
          crew.start(
              () -> {
                count.add(putAndTake(client, key, end));
                return true;
              });
        }
        crew.join();
      }
      figures.add(pairs, Rate.of(count.sum(), start));
    };
  }

  private static long putAndTake(Client client, String key, long end) throws Exception {
    long count = 0;
    while (System.nanoTime() < end) {
      client.put(key, Payload.of(count));
      byte[] taken = client.take(key);
      if (taken.length > 0) {
        WrongResultException.check("what was taken", count, Payload.number(taken));
      }
      count++;
    }
    return count;
  }
}
