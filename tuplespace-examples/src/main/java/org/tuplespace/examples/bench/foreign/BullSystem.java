package org.tuplespace.examples.bench.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.workload.JobLoad;
import org.tuplespace.examples.bench.workload.Scale;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;

/** BullMQ, the job queue for Node on the same Redis server. */
public final class BullSystem implements ForeignSystem {

  private final Path directory;
  private final String url;
  private final List<JobLoad> loads;

  /**
   * On this server.
   *
   * @param directory where npm has installed it
   */
  public BullSystem(Scale scale, String url, Path directory) {
    this.directory = directory;
    this.url = url;
    loads = scale.jobs();
  }

  @Override
  public String id() {
    return "bullmq";
  }

  @Override
  public String title() {
    return "BullMQ (Node)";
  }

  @Override
  public boolean knows(Metric first) {
    return first.id().startsWith("W8.");
  }

  @Override
  public Trial prepare(Workload workload) throws Exception {
    if (!Files.isDirectory(directory.resolve("node_modules/bullmq"))) {
      throw new NotStartedException("no bullmq in " + directory.resolve("node_modules"));
    }
    Program program = Program.of("node", "bullmq.mjs", directory, arguments(workload.metrics()));
    return new Trial() {
      @Override
      public void run(Figures figures) throws Exception {
        program.run(workload, figures);
      }

      @Override
      public void close() throws Exception {
        program.delete();
      }
    };
  }

  /** What its script is told to fill these rows. */
  List<String> arguments(List<Metric> rows) {
    List<String> ids = rows.stream().map(Metric::id).toList();
    JobLoad load =
        loads.stream()
            .filter(some -> ids.contains("W8.done." + some.atOnce()))
            .findFirst()
            .orElseThrow();
    return List.of(
        "url=" + url,
        "atOnce=" + load.atOnce(),
        "oneByOne=" + load.oneByOne(),
        "inBulk=" + load.inBulk(),
        "bulk=" + JobLoad.BULK);
  }
}
