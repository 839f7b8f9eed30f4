package org.tuplespace.redis.faults;

import static org.tuplespace.Match.any;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tuplespace.TupleSpaceException;

/**
 * A process that takes what {@link Producer}s or {@link Worker}s put, by a plain {@code in} that
 * blocks, until it is ended.
 *
 * <p>Options: {@code of}, {@code item}s unless given, or {@code result}s; {@code threads}, each of
 * which takes one after the other, 1 unless given.
 */
final class Consumer {

  /** What it says, with the kind of the error, of a call that failed. */
  static final String REFUSED = "REFUSED ";

  private Consumer() {}

  public static void main(String[] arguments) throws Exception {
    ClientProgram.run(arguments, Consumer::start);
  }

  private static ClientProgram.Driver start(RecordedSpace space, ClientProgram.Options options) {
    Object[] template =
        options.text("of", "item").equals("item")
            ? new Object[] {"item", any(), Integer.class}
            : new Object[] {"result", any(), Integer.class, any()};
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.number("threads", 1); i++) {
      threads.add(
          ClientProgram.thread(
              () -> {
                while (!ended.get()) {
                  try {
                    space.in(template);
                  } catch (InterruptedException e) {
                    return;
                  } catch (TupleSpaceException e) {
                    ClientProgram.say(REFUSED + e.getClass().getSimpleName());
                    ClientProgram.pauseAfterFailure();
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
