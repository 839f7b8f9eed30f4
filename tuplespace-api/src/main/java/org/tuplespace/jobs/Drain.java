package org.tuplespace.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.Backoff;

/**
 * Waits until no job of a queue is left. A job that runs is under its worker's transaction and
 * can't be seen, so that it takes the workers to tell.
 *
 * <p>Each is asked how many jobs it has begun, and answers once each of its threads has had nothing
 * in hand and found nothing to do. If they are asked twice and answer the same, no thread has taken
 * a job in between; if there was also none that waits, none is left. This is the double counting of
 * Mattern, "Algorithms for distributed termination detection" (1987).
 */
final class Drain {

  /** Then they are asked anew, since an answer may be lost with a connection. */
  private static final Duration CENSUS = Duration.ofSeconds(30);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

  private final JobQueue queue;
  private final TupleSpace space;
  private final JobTuples tuples;
  private final long end;

  Drain(JobQueue queue, Duration timeout) {
    this.queue = queue;
    this.space = queue.space();
    this.tuples = queue.tuples().jobs();
    this.end = System.nanoTime() + timeout.toNanos();
  }

  /** False if there is still some when the time is over. */
  boolean await() throws InterruptedException {
    Backoff pauses = new Backoff();
    do {
      Optional<Map<String, String>> before = census();
      if (before.isPresent()) {
        boolean isEmpty = isNothingWaiting();
        if (isEmpty && census().equals(before)) {
          return true;
        }
        if (!isEmpty) { // and no worker may take it now
          pause(pauses.next());
        }
      }
    } while (left().compareTo(Duration.ZERO) > 0);
    return false;
  }

  /** How many jobs each worker has begun; empty if not all have answered in time. */
  private Optional<Map<String, String>> census() throws InterruptedException {
    RollCall call = new RollCall(queue, ControlTuples.IDLE, "");
    Duration left = left();
    return call.answers(left.compareTo(CENSUS) < 0 ? left : CENSUS);
  }

  private boolean isNothingWaiting() {
    if (space.count(tuples.bodies()) > 0) {
      return false;
    }
    long all = space.count(tuples.jobsAndTokens());
    // What is left of tokens that nobody met is no job.
    return all == 0 || tuples.singles().stream().allMatch(kind -> space.count(kind) == 0);
  }

  private void pause(Duration longest) throws InterruptedException {
    Optional<Tuple> delayed = space.rdp(tuples.delayed());
    Duration pause = longest;
    if (delayed.isPresent()) {
      Duration due = Duration.between(Instant.now(), delayed.get().get(3, Instant.class));
      pause = due.compareTo(longest) < 0 ? due : longest;
    }
    pause = pause.compareTo(left()) < 0 ? pause : left();
    pause = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
  }

  private Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }
}
