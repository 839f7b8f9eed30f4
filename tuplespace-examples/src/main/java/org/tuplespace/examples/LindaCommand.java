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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command of one of the canonical Linda programs: connects it to a space of its own. */
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
    add(parent, "eval-primes", new ResultParallelism(), "Primes by result parallelism (eval)");
    add(parent, "matrix", new MatrixProduct(), "Matrix multiplication by an agenda and workers");
    add(parent, "philosophers", new DiningPhilosophers(), "Dining philosophers");
    add(parent, "readers", new ReadersWriters(), "Readers and writers");
    add(parent, "barrier", new Barrier(), "Processes that go on together");
    add(parent, "semaphore", new Semaphore(), "Processes of which only a few go on at once");
    add(parent, "search", new DatabaseSearch(), "Database search with tasks handed out just ahead");
  }

  private static void add(CommandLine parent, String name, LindaProgram program, String what) {
    CommandLine command = new CommandLine(new LindaCommand(name, program));
    command.getCommandSpec().usageMessage().description("Linda: " + what + ".");
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
