package org.tuplespace.examples.bench.workload;

import java.util.List;
import java.util.Set;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.RedisProbe;
import org.tuplespace.examples.bench.system.Store;

/** How long the server works for one operation, by its own count of its commands. */
final class ServerCost implements Workload {

  private static final Metric OUT = Metric.cost("cost.out", "server's time for an out", "µs");
  private static final Metric IN = Metric.cost("cost.in", "server's time for an in by key", "µs");

  private final Scale scale;
  private final RedisProbe probe;

  ServerCost(Scale scale, RedisProbe probe) {
    this.scale = scale;
    this.probe = probe;
  }

  @Override
  public String group() {
    return "cost";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(OUT, IN);
  }

  @Override
  public boolean suits(BenchSystem system) {
    return system.isOnRedis();
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    Set<String> commands = store.commands();
    return figures -> {
      long before = probe.microseconds(commands);
      for (int i = 0; i < scale.counted(); i++) {
        client.put("key " + i, Payload.of(i));
      }
      long between = probe.microseconds(commands);
      for (int i = 0; i < scale.counted(); i++) {
        client.take("key " + i);
      }
      long after = probe.microseconds(commands);
      figures.add(OUT, (double) (between - before) / scale.counted());
      figures.add(IN, (double) (after - between) / scale.counted());
    };
  }
}
