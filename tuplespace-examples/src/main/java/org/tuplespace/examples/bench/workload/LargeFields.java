package org.tuplespace.examples.bench.workload;

import java.util.List;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** W6: a large field is put and taken. */
final class LargeFields implements Workload {

  private static final int MEGABYTE = 1 << 20;

  private final Scale scale;
  private final int size;
  private final Metric rate;

  LargeFields(Scale scale, int megabytes) {
    this.scale = scale;
    this.size = megabytes * MEGABYTE;
    rate = Metric.rate("W6." + megabytes, "W6 out and in of " + megabytes + " MiB", "MiB/s");
  }

  @Override
  public String group() {
    return "W6";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(rate);
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    byte[] payload = Payload.of(size, size);
    return figures -> {
      long start = System.nanoTime();
      long end = start + scale.slice().toNanos();
      long bytes = 0;
      do {
        client.put("large", payload);
        byte[] back = client.take("large");
        WrongResultException.check("the size of what came back", size, back.length);
        WrongResultException.check("what came back", (long) size, Payload.number(back));
        bytes += size;
      } while (System.nanoTime() < end);
      figures.add(rate, Rate.of((double) bytes / MEGABYTE, start));
    };
  }
}
