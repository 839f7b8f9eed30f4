package org.tuplespace.examples.bench.workload;

import java.util.List;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.JobService;
import org.tuplespace.examples.bench.system.Store;

/** W8: jobs are queued one by one, then a worker does them all, and their results are taken. */
final class Jobs implements Workload {

  private final Scale scale;
  private final int atOnce;
  private final Metric enqueued;
  private final Metric done;

  Jobs(Scale scale, int atOnce) {
    this.scale = scale;
    this.atOnce = atOnce;
    enqueued = Metric.rate("W8.enqueue", "W8 jobs queued one by one", "jobs/s");
    done =
        Metric.rate(
            "W8.done." + atOnce,
            "W8 jobs done and results taken, " + atOnce + " at once",
            "jobs/s");
  }

  @Override
  public String group() {
    return "W8";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(enqueued, done);
  }

  @Override
  public boolean suits(BenchSystem system) {
    return system.hasJobs();
  }

  @Override
  public Trial prepare(Store store) throws Exception {
    JobService jobs = store.jobs().orElseThrow();
    return new Trial() {
      @Override
      public void run(Figures figures) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < scale.jobs(); i++) {
          jobs.enqueue(i);
        }
        figures.add(enqueued, Rate.of(scale.jobs(), start));
        start = System.nanoTime();
        jobs.startWorker(atOnce);
        long sum = jobs.awaitResults(scale.jobs());
        figures.add(done, Rate.of(scale.jobs(), start));
        jobs.stopWorker();
        long n = scale.jobs();
        WrongResultException.check("the sum of the squares", (n - 1) * n * (2 * n - 1) / 6, sum);
      }

      @Override
      public void close() throws Exception {
        jobs.close();
      }
    };
  }
}
