package org.tuplespace.examples;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.tuplespace.examples.linda.Barrier;
import org.tuplespace.examples.linda.DatabaseSearch;
import org.tuplespace.examples.linda.DiningPhilosophers;
import org.tuplespace.examples.linda.LindaProgram;
import org.tuplespace.examples.linda.MatrixProduct;
import org.tuplespace.examples.linda.ReadersWriters;
import org.tuplespace.examples.linda.ResultParallelism;
import org.tuplespace.examples.linda.Semaphore;
import org.tuplespace.examples.linuxtuples.Broadcast;
import org.tuplespace.examples.linuxtuples.Counting;
import org.tuplespace.examples.linuxtuples.Fft;
import org.tuplespace.examples.linuxtuples.JobControl;
import org.tuplespace.examples.linuxtuples.PingPong;
import org.tuplespace.examples.linuxtuples.PublicInformation;
import org.tuplespace.examples.linuxtuples.ScatterGather;
import org.tuplespace.examples.linuxtuples.SquareRoots;
import org.tuplespace.examples.linuxtuples.Synchronize;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The command of one of the canonical Linda programs, or of those of LinuxTuples: connects it to a
 * space of its own.
 */
@Command
final class LindaCommand implements Callable<Integer> {

  @Mixin private ServerOptions options = new ServerOptions();

  private final String name;
  private final LindaProgram program;

  private LindaCommand(String name, LindaProgram program) {
    this.name = name;
    this.program = program;
  }

  /** Adds all of them. */
  static void addTo(CommandLine parent) {
    addLinda(parent);
    addLinuxTuples(parent);
  }

  private static void addLinda(CommandLine parent) {
    add(parent, "eval-primes", new ResultParallelism(), "Primes by result parallelism (eval)");
    add(parent, "matrix", new MatrixProduct(), "Matrix multiplication by an agenda and workers");
    add(parent, "philosophers", new DiningPhilosophers(), "Dining philosophers");
    add(parent, "readers", new ReadersWriters(), "Readers and writers");
    add(parent, "barrier", new Barrier(), "Processes that go on together");
    add(parent, "semaphore", new Semaphore(), "Processes of which only a few go on at once");
    add(parent, "search", new DatabaseSearch(), "Database search with tasks handed out just ahead");
  }

  private static void addLinuxTuples(CommandLine parent) {
    add(parent, "square-roots", new SquareRoots(), "A worker that takes square roots");
    add(parent, "ping-pong", new PingPong(), "How long a round trip takes");
    add(parent, "fft", new Fft(), "Fourier transforms with four requests in flight");
    add(parent, "synchronize", new Synchronize(), "A barrier that is counted down");
    add(parent, "broadcast", new Broadcast(), "One tuple that everyone reads");
    add(parent, "public-information", new PublicInformation(), "A tuple that many change");
    add(parent, "scatter-gather", new ScatterGather(), "Pieces that come back by number");
    add(parent, "job-control", new JobControl(), "Programs that are seen and stopped by tuples");
    add(parent, "counting", new Counting(), "Tuples that match one of several templates");
  }

  private static void add(CommandLine parent, String name, LindaProgram program, String what) {
    CommandLine command = new CommandLine(new LindaCommand(name, program));
    String origin =
        program.getClass().getPackage() == LindaProgram.class.getPackage()
            ? "Linda"
            : "LinuxTuples";
    command.getCommandSpec().usageMessage().description(origin + ": " + what + ".");
    parent.addSubcommand(name, command);
  }

  @Override
  public Integer call() throws Exception {
    String space = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    try (ConnectedSpace connected = ConnectedSpace.open(options.url(), space)) {
      try {
        program.run(connected.space());
      } finally {
        connected.space().drop();
      }
    }
    return ExitStatus.OK;
  }
}
