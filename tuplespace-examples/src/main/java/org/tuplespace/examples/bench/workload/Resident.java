package org.tuplespace.examples.bench.workload;

import java.util.List;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.RedisProbe;
import org.tuplespace.examples.bench.system.Store;

/** How much memory of the server a small tuple takes that lies there. */
final class Resident implements Workload {

  private static final Metric OWN =
      Metric.cost("memory.own", "server's memory for a tuple of 120 bytes, own key", "bytes");
  private static final Metric ONE =
      Metric.cost("memory.one", "server's memory for a tuple of 120 bytes, one key", "bytes");
  private static final int BATCH = 500;

  private final Scale scale;
  private final RedisProbe probe;

  Resident(Scale scale, RedisProbe probe) {
    this.scale = scale;
    this.probe = probe;
  }

  @Override
  public String group() {
    return "memory";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(OWN, ONE);
  }

  @Override
  public boolean suits(BenchSystem system) {
    return system.isOnRedis() && system.keeps();
  }

  @Override
  public int warmUps() {
    return 0;
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    client.put("first", Payload.of(0)); // makes what is there once
    client.take("first");
    return figures -> {
      int count = scale.resident();
      long before = probe.memory();
      for (int i = 0; i < count; i += BATCH) {
        client.putEach("key ", i, Payload.several(i, Math.min(BATCH, count - i)));
      }
      figures.add(OWN, (double) (probe.memory() - before) / count);
      for (int i = 0; i < count; i++) {
        client.take("key " + i);
      }
      before = probe.memory();
      for (int i = 0; i < count; i += BATCH) {
        client.putAll("one key", Payload.several(i, Math.min(BATCH, count - i)));
      }
      figures.add(ONE, (double) (probe.memory() - before) / count);
      for (int taken = 0; taken < count; ) {
        taken += client.takeSome("one key", Math.min(BATCH, count - taken)).size();
      }
    };
  }
}
