package org.tuplespace.redis.faults;

import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceException;

/**
 * A process that takes what a {@link Producer} put, computes, and puts {@code ("result", producer,
 * number, attempt)}, where no two attempts are equal. Told {@code close POINT}, each of its threads
 * waits when it comes there; told {@code open}, they go on.
 *
 * <p>Options: {@code threads}, 1 unless given; {@code transaction}, the lease of one, or {@code -}
 * for none, 2 s unless given; {@code limit}, under a transaction, after how many deliveries a job
 * is set aside, as {@code ("aside", producer, number, attempt)}.
 */
final class Worker {

  /** In place of a producer's name: what ends every process that takes it. */
  static final String POISON = "poison";

  static final String ASIDE = "aside";

  static final String CLOSE = "close ";
  static final String OPEN = "open";

  private final RecordedSpace space;
  private final String name;
  private final String lease;
  private final int limit;
  private final Gate gate = new Gate();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean ended;

  private Worker(RecordedSpace space, ClientProgram.Options options) {
    this.space = space;
    this.name = options.text("name");
    this.lease = options.text("transaction", "PT2S");
    this.limit = options.number("limit", Integer.MAX_VALUE);
  }

  public static void main(String[] arguments) throws Exception {
    ClientProgram.run(arguments, (space, options) -> new Worker(space, options).start(options));
  }

  private ClientProgram.Driver start(ClientProgram.Options options) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.number("threads", 1); i++) {
      threads.add(ClientProgram.thread(this::work));
    }
    return new ClientProgram.Driver() {
      @Override
      public void told(String line) {
        if (line.equals(OPEN)) {
          gate.open();
        } else {
          gate.close(Point.valueOf(line.substring(CLOSE.length())));
        }
      }

      @Override
      public void end() throws InterruptedException {
        ended = true;
        gate.open();
        ClientProgram.interruptAndJoin(threads);
      }
    };
  }

  private void work() throws Exception {
    while (!ended) {
      String attempt = name + "/" + attempts.incrementAndGet();
      try {
        if (lease.equals(Ledger.PLAIN)) {
          workPlainly(attempt);
        } else {
          workUnderTransaction(attempt);
        }
      } catch (InterruptedException e) {
        return;
      } catch (TupleSpaceException e) {
        // The ledger has it, and the job is back in the space.
        ClientProgram.pauseAfterFailure();
      }
    }
  }

  private void workUnderTransaction(String attempt) throws Exception {
    try (RecordedTransaction transaction = space.begin(Duration.parse(lease), attempt)) {
      gate.pass(Point.BEFORE_TAKE);
      Tuple job = transaction.in("item", any(), Integer.class);
      gate.pass(Point.AFTER_TAKE);
      if (job.deliveries() >= limit) {
        transaction.out(ASIDE, job.get(1), job.get(2), attempt);
        transaction.commit();
        return;
      }
      if (job.get(1).equals(POISON)) {
        Runtime.getRuntime().halt(1);
      }
      compute();
      transaction.out("result", job.get(1), job.get(2), attempt);
      gate.pass(Point.AFTER_RESULT);
      transaction.commit();
    }
    gate.pass(Point.AT_THE_END);
  }

  private void workPlainly(String attempt) throws InterruptedException {
    gate.pass(Point.BEFORE_TAKE);
    Tuple job = space.in("item", any(), Integer.class);
    gate.pass(Point.AFTER_TAKE);
    compute();
    space.out("result", job.get(1), job.get(2), attempt);
    gate.pass(Point.AFTER_RESULT);
    gate.pass(Point.AT_THE_END);
  }

  private void compute() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(3));
    gate.pass(Point.COMPUTING);
    TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(3));
  }
}
