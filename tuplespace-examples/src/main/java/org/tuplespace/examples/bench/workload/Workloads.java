package org.tuplespace.examples.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.tuplespace.examples.bench.system.RedisProbe;

/** All workloads, in the order of the rows. */
public final class Workloads {

  private Workloads() {}

  /** Of this size. */
  public static List<Workload> of(Scale scale, RedisProbe probe) {
    List<Workload> all = new ArrayList<>();
    all.add(OneClient.oneKey(scale));
    all.add(OneClient.ownKeys(scale));
    all.add(new PingPong(scale));
    scale.unrelated().forEach(others -> all.add(Unrelated.byFirst(scale, others)));
    scale.unrelated().forEach(others -> all.add(Unrelated.bySecond(scale, others)));
    scale.workers().forEach(workers -> all.add(new BagOfTasks(scale, workers)));
    scale.blocked().forEach(waiting -> all.add(new Blocked(scale, waiting)));
    scale.megabytes().forEach(size -> all.add(new LargeFields(scale, size)));
    all.add(new Batches(scale));
    scale.jobs().forEach(load -> all.add(new Jobs(load)));
    scale.threads().forEach(threads -> all.add(new Threads(scale, threads)));
    all.add(new ServerCost(scale, probe));
    all.add(new Resident(scale, probe));
    all.add(new Allocation(scale));
    return all;
  }
}
