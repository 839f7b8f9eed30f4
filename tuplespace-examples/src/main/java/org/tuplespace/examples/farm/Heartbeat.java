package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;

/**
 * Says again and again that somebody is alive, by a tuple with a time to live: who dies falls
 * silent, and some seconds later the tuple is gone.
 */
final class Heartbeat implements AutoCloseable {

  static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  private Heartbeat() {}

  /** Puts {@code sign} before it returns, and from then on renews it until closed. */
  static Heartbeat start(TupleSpace space, Tuple sign, Duration silence) {
    OutOptions options = OutOptions.timeToLive(silence);
    space.out(sign, options);
    Heartbeat heartbeat = new Heartbeat();
    Future<?> unused =
        heartbeat.timer.scheduleWithFixedDelay(
            () -> beat(space, sign, options),
            INTERVAL.toMillis(),
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
    return heartbeat;
  }

  private static void beat(TupleSpace space, Tuple sign, OutOptions options) {
    try {
      space.out(sign, options);
    } catch (TupleSpaceException e) {
      // A server that is away is the business of the thread that works with it; the next beat
      // tries again.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
