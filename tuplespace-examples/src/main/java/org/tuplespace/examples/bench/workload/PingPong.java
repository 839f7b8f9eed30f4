package org.tuplespace.examples.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Summary;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** W2: two clients send a tuple to and fro, each waiting for the other. */
final class PingPong implements Workload {

  private static final Metric MEDIAN =
      Metric.cost("W2.p50", "W2 round trip between two clients, median", "µs");
  private static final Metric SLOW =
      Metric.cost("W2.p99", "W2 round trip between two clients, 99th percentile", "µs");
  private static final double MICRO = 1_000;
  private static final long LAST = -1;

  private final Scale scale;

  PingPong(Scale scale) {
    this.scale = scale;
  }

  @Override
  public String group() {
    return "W2";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(MEDIAN, SLOW);
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client one = store.connect();
    Client other = store.connect();
    return figures -> {
      try (Crew crew = new Crew()) {
        crew.start(() -> answer(other));
        ask(one, figures);
        crew.join();
      }
    };
  }

  private static boolean answer(Client client) throws Exception {
    byte[] ball = client.take("ping");
    while (Payload.number(ball) != LAST) {
      client.put("pong", ball);
      ball = client.take("ping");
    }
    return true;
  }

  private void ask(Client client, Figures figures) throws Exception {
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + scale.slice().toNanos();
    for (long i = 0; System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      client.put("ping", Payload.of(i));
      long back = Payload.number(client.take("pong"));
      times.add((System.nanoTime() - start) / MICRO);
      WrongResultException.check("what came back", i, back);
    }
    client.put("ping", Payload.of(LAST));
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    figures.add(MEDIAN, Summary.percentile(sorted, 50));
    figures.add(SLOW, Summary.percentile(sorted, 99));
  }
}
