package org.tuplespace.examples.bench.workload;

import java.util.List;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** W4: a master puts tasks, workers take them and put results, the master takes those. */
final class BagOfTasks implements Workload {

  private static final long LAST = -1;

  private final Scale scale;
  private final int workers;
  private final Metric tasks;

  BagOfTasks(Scale scale, int workers) {
    this.scale = scale;
    this.workers = workers;
    tasks =
        Metric.rate(
            "W4." + workers,
            "W4 bag of tasks, " + workers + (workers == 1 ? " worker" : " workers"),
            "tasks/s");
  }

  @Override
  public String group() {
    return "W4";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(tasks);
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    Client master = store.connect();
    Client theirs = store.connect();
    return figures -> {
      try (Crew crew = new Crew()) {
        for (int i = 0; i < workers; i++) {
          crew.start(() -> work(theirs));
        }
        long start = System.nanoTime();
        for (int i = 0; i < scale.tasks(); i++) {
          master.put("task", Payload.of(i));
        }
        long sum = 0;
        for (int i = 0; i < scale.tasks(); i++) {
          sum += Payload.number(master.take("result"));
        }
        figures.add(tasks, Rate.of(scale.tasks(), start));
        for (int i = 0; i < workers; i++) {
          master.put("task", Payload.of(LAST));
        }
        crew.join();
        long n = scale.tasks();
        WrongResultException.check("the sum of the results", n * (n - 1), sum);
      }
    };
  }

  /** Each task is to double a number. */
  private static boolean work(Client client) throws Exception {
    long number = Payload.number(client.take("task"));
    while (number != LAST) {
      client.put("result", Payload.of(2 * number));
      number = Payload.number(client.take("task"));
    }
    return true;
  }
}
