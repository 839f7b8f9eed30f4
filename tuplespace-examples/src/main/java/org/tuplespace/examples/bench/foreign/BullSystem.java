package org.tuplespace.examples.bench.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.workload.Scale;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;

/** BullMQ, the job queue for Node on the same Redis server. */
public final class BullSystem implements ForeignSystem {

  private final Path directory;
  private final List<String> arguments;

  /**
   * On this server.
   *
   * @param directory where npm has installed it
   */
  public BullSystem(Scale scale, String url, Path directory) {
    this.directory = directory;
    arguments = List.of("jobs=" + scale.jobs(), "url=" + url);
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
    Program program = Program.of("node", "bullmq.mjs", directory, arguments);
    return new Trial() {
      @Override
      public void run(Figures figures) throws Exception {
        Metric done = workload.metrics().get(1);
        program.run(workload, figures, "atOnce=" + done.id().substring("W8.done.".length()));
      }

      @Override
      public void close() throws Exception {
        program.delete();
      }
    };
  }
}
