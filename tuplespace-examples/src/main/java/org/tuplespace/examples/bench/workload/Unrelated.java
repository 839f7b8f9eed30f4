package org.tuplespace.examples.bench.workload;

import java.util.List;
import java.util.Locale;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.system.TupleClient;

/** W3: pairs of out and in while many other tuples are there, found by one field or the other. */
final class Unrelated implements Workload {

  private static final int BATCH = 500;

  private final Scale scale;
  private final int others;
  private final boolean byFirst;
  private final Metric pairs;

  private Unrelated(Scale scale, int others, boolean byFirst) {
    this.scale = scale;
    this.others = others;
    this.byFirst = byFirst;
    String field = byFirst ? "first" : "second";
    pairs =
        Metric.rate(
            "W3." + field + "." + others,
            String.format(
                Locale.ROOT, "W3 out and in by the %s field, %,d others there", field, others),
            "pairs/s");
  }

  static Unrelated byFirst(Scale scale, int others) {
    return new Unrelated(scale, others, true);
  }

  static Unrelated bySecond(Scale scale, int others) {
    return new Unrelated(scale, others, false);
  }

  @Override
  public String group() {
    return "W3";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(pairs);
  }

  @Override
  public boolean suits(BenchSystem system) {
    return system.keeps() && (byFirst || system.hasTuples());
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    for (int i = 0; i < others; i += BATCH) {
      client.putEach("other ", i, Payload.several(i, Math.min(BATCH, others - i)));
    }
    return figures -> {
      long start = System.nanoTime();
      long end = start + scale.slice().toNanos();
      int count = 0;
      do {
        String key = "mine " + count % 16;
        byte[] payload = Payload.of(others + count); // as none of the others has
        long back;
        if (byFirst) {
          client.put(key, payload);
          back = Payload.number(client.take(key));
        } else {
          TupleClient tuples = (TupleClient) client;
          tuples.out(key, payload);
          back = Payload.number((byte[]) tuples.in(String.class, payload)[1]);
        }
        WrongResultException.check("what was taken", (long) others + count, back);
        count++;
      } while (System.nanoTime() < end);
      figures.add(pairs, Rate.of(count, start));
    };
  }
}
