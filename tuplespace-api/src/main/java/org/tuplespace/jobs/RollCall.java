package org.tuplespace.jobs;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** A question to all workers of a queue that are alive. For one thread. */
final class RollCall {

  /** What nobody took by then was for a worker that is gone. */
  private static final OutOptions ORDER = OutOptions.timeToLive(Duration.ofMinutes(1));

  /** How long at once is waited before it is looked who is still alive, more each time. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(500);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(4);

  private final JobQueue queue;
  private final TupleSpace space;
  private final ControlTuples tuples;
  private final String number = UUID.randomUUID().toString();
  private final Set<String> missing;
  private final Map<String, String> answers = new HashMap<>();

  /** Asks. */
  RollCall(JobQueue queue, String word, String subject) {
    this.queue = queue;
    this.space = queue.space();
    this.tuples = queue.tuples().control();
    this.missing = alive();
    missing.forEach(worker -> space.out(tuples.order(worker, word, subject, number), ORDER));
  }

  private Set<String> alive() {
    return queue.workers().stream()
        .map(WorkerInfo::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Waits until all that are alive have answered; empty if they haven't in time. */
  Optional<Map<String, String>> answers(Duration timeout) throws InterruptedException {
    boolean unused = isAnyAnswer(Optional.empty(), timeout);
    return isComplete() ? Optional.of(answers) : Optional.empty();
  }

  /** Waits for this answer, or until all that are alive have given another. */
  boolean isAnyAnswer(Object wanted, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    Duration look = FIRST_LOOK;
    while (!missing.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      Optional<Tuple> answer =
          space.in(tuples.answer(number), Duration.ofNanos(Math.min(left, look.toNanos())));
      if (answer.isEmpty()) {
        missing.retainAll(alive());
        look = look.compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : look;
      } else if (wanted.equals(answer.get().get(4))) {
        return true;
      } else {
        String worker = answer.get().getString(3);
        missing.remove(worker);
        answers.put(worker, String.valueOf(answer.get().get(4)));
      }
    }
    return false;
  }

  /** Whether all that are alive have answered. */
  boolean isComplete() {
    return missing.isEmpty();
  }
}
