package org.tuplespace.examples.bench.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      Map<Long, Long> before = allocated();
      for (int i = 0; i < scale.counted(); i++) {
        client.put("key " + i, Payload.of(i));
      }
      figures.add(OUT, (double) since(before) / scale.counted());
      before = allocated();
      for (int i = 0; i < scale.counted(); i++) {
        client.take("key " + i);
      }
      figures.add(IN, (double) since(before) / scale.counted());
    };
  }

  /** What all threads have allocated; those that have ended meanwhile are left out. */
  private long since(Map<Long, Long> before) {
    long sum = 0;
    for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
      sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return sum;
  }

  /** By the threads that are alive. */
  private Map<Long, Long> allocated() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> allocated = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) { // else it has just ended
        allocated.put(ids[i], bytes[i]);
      }
    }
    return allocated;
  }
}
