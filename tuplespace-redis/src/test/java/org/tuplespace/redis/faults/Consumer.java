package org.tuplespace.redis.faults;

import static org.tuplespace.Match.any;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tuplespace.TupleSpaceException;

/**
 * A process that takes what {@link Producer}s put, by a plain {@code in} that blocks, until it is
 * ended.
 *
 * <p>Options: {@code threads}, each of which takes one after the other, 1 unless given.
 */
final class Consumer {

  private Consumer() {}

  public static void main(String[] arguments) throws Exception {
    ClientProgram.run(arguments, Consumer::start);
  }

  private static ClientProgram.Driver start(RecordedSpace space, ClientProgram.Options options) {
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.number("threads", 1); i++) {
      threads.add(
          ClientProgram.thread(
              () -> {
                while (!ended.get()) {
                  try {
                    space.in("item", any(), Integer.class);
                  } catch (InterruptedException e) {
                    return;
                  } catch (TupleSpaceException e) {
                    // The ledger has it.
                  }
                }
              }));
    }
    return () -> {
      ended.set(true);
      ClientProgram.interruptAndJoin(threads);
    };
  }
}
