package org.tuplespace.examples.bench.foreign;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.tuplespace.examples.bench.report.Figures;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.workload.Scale;
import org.tuplespace.examples.bench.workload.Trial;
import org.tuplespace.examples.bench.workload.Workload;

/** Ruby's Rinda: a server in a process of its own, called by DRb over TCP on loopback. */
public final class RindaSystem implements ForeignSystem {

  /** More tuples than these would take a client of it longer to put than the run lasts. */
  private static final Pattern KNOWN =
      Pattern.compile("W1[.]out[.](one|own)|W2[.]p50|W3[.](first|second)[.]\\d{1,5}|W[49][.]\\d+");

  private final List<String> arguments;

  /** Of that size. */
  public RindaSystem(Scale scale) {
    arguments =
        List.of(
            "slice=" + scale.slice().toMillis() / 1e3,
            "most=" + scale.most(),
            "tasks=" + scale.tasks());
  }

  @Override
  public String id() {
    return "rinda";
  }

  @Override
  public String title() {
    return "Rinda (Ruby)";
  }

  @Override
  public boolean knows(Metric first) {
    return KNOWN.matcher(first.id()).matches();
  }

  @Override
  public Trial prepare(Workload workload) throws Exception {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    Program program = Program.of("ruby", "rinda.rb", directory, arguments);
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
}
