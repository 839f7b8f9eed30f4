package org.tuplespace.redis.faults;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tuplespace.TupleSpaceException;

/**
 * A process that puts {@code ("item", name, 0)}, {@code ("item", name, 1)}, ..., one after the
 * other, until it is ended. What it was refused it does not put again.
 *
 * <p>Options: {@code every}, the time between two in milliseconds, 0 unless given.
 */
final class Producer {

  private Producer() {}

  public static void main(String[] arguments) throws Exception {
    ClientProgram.run(arguments, Producer::start);
  }

  private static ClientProgram.Driver start(RecordedSpace space, ClientProgram.Options options) {
    String name = options.text("name");
    long pause = options.number("every", 0);
    CountDownLatch ended = new CountDownLatch(1);
    Thread thread =
        ClientProgram.thread(
            () -> {
              int number = 0;
              do {
                try {
                  space.out("item", name, number++);
                } catch (TupleSpaceException e) {
                  // The ledger has it.
                }
              } while (!ended.await(pause, TimeUnit.MILLISECONDS));
            });
    return () -> {
      ended.countDown();
      thread.join();
    };
  }
}
