package org.tuplespace.redis.faults;

import java.io.IOException;
import java.time.Duration;
import org.tuplespace.LiveField;
import org.tuplespace.TupleSpace;
import org.tuplespace.eval.EvalWorker;
import org.tuplespace.redis.TupleSpaces;

/** A process that computes live tuples until its input ends. */
final class EvalWorkerProcess {

  static final Duration LEASE = Duration.ofSeconds(2);

  private EvalWorkerProcess() {}

  /** Says by a tuple where it is computed, and ends when it is told to. */
  static final class Computation implements LiveField<Integer> {
    private static final long serialVersionUID = 1L;
    private final int number;

    Computation(int number) {
      this.number = number;
    }

    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      space.out("begun", number, ProcessHandle.current().pid());
      space.rd("go");
      return number * number;
    }
  }

  /** Takes the server's url, the name of the space and the concurrency. */
  public static void main(String[] arguments) throws IOException {
    try (TupleSpace space =
            TupleSpaces.builder()
                .url(arguments[0])
                .name(arguments[1])
                .connectTimeout(Duration.ofSeconds(20))
                .allow(Computation.class)
                .connect();
        EvalWorker worker =
            EvalWorker.on(space)
                .concurrency(Integer.parseInt(arguments[2]))
                .lease(LEASE)
                .grace(Duration.ZERO)
                .start()) {
      ClientProgram.say(ClientProgram.READY + System.nanoTime());
      while (System.in.read() >= 0) {
        // Only the end counts.
      }
    }
  }
}
