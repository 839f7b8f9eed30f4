package org.tuplespace.examples.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/**
 * W5: one thread puts and takes while others of the same client wait for what doesn't come, each
 * for something else.
 */
final class Blocked implements Workload {

  private final Scale scale;
  private final int waiting;
  private final Metric pairs;

  Blocked(Scale scale, int waiting) {
    this.scale = scale;
    this.waiting = waiting;
    pairs =
        Metric.rate(
            "W5." + waiting,
            String.format(Locale.ROOT, "W5 out and in among %,d that are blocked", waiting),
            "pairs/s");
  }

  @Override
  public String group() {
    return "W5";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(pairs);
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    client.put("active", Payload.of(0)); // the server and this client are ready
    client.take("active");
    List<CompletableFuture<byte[]>> waits = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      waits.add(client.takeLater("never " + i).toCompletableFuture());
    }
    return new Trial() {
      @Override
      public void run(Figures figures) throws Exception {
        long start = System.nanoTime();
        long end = start + scale.slice().toNanos();
        int count = 0;
        do {
          client.put("active", Payload.of(count));
          long back = Payload.number(client.take("active"));
          WrongResultException.check("what was taken", (long) count, back);
          count++;
        } while (System.nanoTime() < end);
        figures.add(pairs, Rate.of(count, start));
        for (CompletableFuture<byte[]> wait : waits) {
          if (wait.isDone()) {
            wait.get(); // tells why it doesn't wait
            throw new WrongResultException("one that waits was served what is not for it");
          }
        }
      }

      @Override
      public void close() {
        waits.forEach(wait -> wait.cancel(true));
      }
    };
  }
}
