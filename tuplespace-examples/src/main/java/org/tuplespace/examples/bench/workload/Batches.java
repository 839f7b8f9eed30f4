package org.tuplespace.examples.bench.workload;

import java.util.List;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** W7: many at a time, put for a while, and then all taken. */
final class Batches implements Workload {

  private static final int SIZE = 500;
  private static final Metric OUT =
      Metric.rate("W7.out", "W7 out, " + SIZE + " at a time", "tuples/s");
  private static final Metric IN =
      Metric.rate("W7.in", "W7 in, " + SIZE + " at a time", "tuples/s");

  private final Scale scale;

  Batches(Scale scale) {
    this.scale = scale;
  }

  @Override
  public String group() {
    return "W7";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(OUT, IN);
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    return figures -> {
      long start = System.nanoTime();
      long end = start + scale.slice().toNanos();
      int count = 0;
      while (count < scale.most() && System.nanoTime() < end) {
        client.putAll("batch", Payload.several(count, SIZE));
        count += SIZE;
      }
      figures.add(OUT, Rate.of(count, start));
      start = System.nanoTime();
      long sum = 0;
      for (int taken = 0; taken < count; ) {
        List<byte[]> some = client.takeSome("batch", SIZE);
        WrongResultException.check("that a batch is empty", false, some.isEmpty());
        sum += some.stream().mapToLong(Payload::number).sum();
        taken += some.size();
      }
      figures.add(IN, Rate.of(count, start));
      WrongResultException.check("the sum of all", count * (count - 1L) / 2, sum);
    };
  }
}
