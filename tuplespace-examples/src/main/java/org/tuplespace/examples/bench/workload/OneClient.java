package org.tuplespace.examples.bench.workload;

import java.util.List;
import java.util.function.IntFunction;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** W1: one client puts for a while, and then takes all that it has put. */
final class OneClient implements Workload {

  private final Scale scale;
  private final String keys;
  private final IntFunction<String> key;
  private final Metric out;
  private final Metric in;

  private OneClient(Scale scale, String keys, String title, IntFunction<String> key) {
    this.scale = scale;
    this.keys = keys;
    this.key = key;
    out = Metric.rate("W1.out." + keys, "W1 out, one client, " + title, "1/s");
    in = Metric.rate("W1.in." + keys, "W1 in by key, one client, " + title, "1/s");
  }

  /** All under one key, as in a queue. */
  static OneClient oneKey(Scale scale) {
    return new OneClient(scale, "one", "all of one key", i -> "key");
  }

  /** Each under a key of its own. */
  static OneClient ownKeys(Scale scale) {
    return new OneClient(scale, "own", "each of its own key", i -> "key " + i);
  }

  @Override
  public String group() {
    return "W1";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(out, in);
  }

  @Override
  public boolean suits(BenchSystem system) {
    return true;
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    return figures -> {
      long start = System.nanoTime();
      long end = start + scale.slice().toNanos();
      int count = 0;
      long expected = 0;
      while (count < scale.most() && System.nanoTime() < end) {
        expected += count;
        client.put(key.apply(count), Payload.of(count));
        count++;
      }
      figures.add(out, Rate.of(count, start));
      start = System.nanoTime();
      long sum = 0;
      for (int i = 0; i < count; i++) {
        byte[] taken = client.take(key.apply(i));
        sum += taken.length == 0 ? i : Payload.number(taken);
      }
      figures.add(in, Rate.of(count, start));
      WrongResultException.check("the sum of what was taken, keys: " + keys, expected, sum);
    };
  }
}
