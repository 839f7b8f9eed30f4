package org.tuplespace.examples.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.JobService;
import org.tuplespace.examples.bench.system.Store;

/**
 * W8: jobs are queued, some one by one and the others in bulk, then a worker does them all, and
 * their results are taken.
 */
final class Jobs implements Workload {

  private static final Metric ENQUEUED =
      Metric.rate("W8.enqueue", "W8 jobs queued one by one", "jobs/s");
  private static final Metric IN_BULK =
      Metric.rate("W8.bulk", "W8 jobs queued " + JobLoad.BULK + " at a time", "jobs/s");

  private final JobLoad load;
  private final Metric done;

  Jobs(JobLoad load) {
    this.load = load;
    done =
        Metric.rate(
            "W8.done." + load.atOnce(),
            "W8 jobs done and results taken, " + load.atOnce() + " at once",
            "jobs/s");
  }

  @Override
  public String group() {
    return "W8";
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(List.of(ENQUEUED, done));
    if (load.inBulk() > 0) {
      metrics.add(1, IN_BULK);
    }
    return metrics;
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
        enqueue(jobs, figures);
        long start = System.nanoTime();
        jobs.startWorker(load.atOnce());
        long sum = jobs.awaitResults(load.jobs());
        figures.add(done, Rate.of(load.jobs(), start));
        jobs.stopWorker();
        long n = load.jobs();
        WrongResultException.check("the sum of the squares", (n - 1) * n * (2 * n - 1) / 6, sum);
      }

      @Override
      public void close() throws Exception {
        jobs.close();
      }
    };
  }

  private void enqueue(JobService jobs, Figures figures) throws Exception {
    long start = System.nanoTime();
    int number = 0;
    while (number < load.oneByOne()) {
      jobs.enqueue(number++);
    }
    figures.add(ENQUEUED, Rate.of(load.oneByOne(), start));
    if (load.inBulk() == 0) {
      return;
    }
    start = System.nanoTime();
    while (number < load.jobs()) {
      int end = Math.min(number + JobLoad.BULK, load.jobs());
      jobs.enqueueAll(IntStream.range(number, end).boxed().toList());
      number = end;
    }
    figures.add(IN_BULK, Rate.of(load.inBulk(), start));
  }
}
