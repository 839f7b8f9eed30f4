package org.tuplespace.examples.bench.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** How much a client allocates for one operation, in all threads of the JVM. */
final class Allocation implements Workload {

  private static final Metric OUT =
      Metric.cost("allocation.out", "client allocates for an out", "bytes");
  private static final Metric IN =
      Metric.cost("allocation.in", "client allocates for an in by key", "bytes");

  private final Scale scale;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  Allocation(Scale scale) {
    this.scale = scale;
  }

  @Override
  public String group() {
    return "allocation";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(OUT, IN);
  }

  @Override
  public boolean suits(BenchSystem system) {
    return true;
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client client = store.connect();
    return figures -> {
      long before = allocated();
      for (int i = 0; i < scale.counted(); i++) {
        client.put("key " + i, Payload.of(i));
      }
      long between = allocated();
      for (int i = 0; i < scale.counted(); i++) {
        client.take("key " + i);
      }
      long after = allocated();
      figures.add(OUT, (double) (between - before) / scale.counted());
      figures.add(IN, (double) (after - between) / scale.counted());
    };
  }

  /** By the threads that are alive; clients keep theirs. */
  private long allocated() {
    long sum = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
