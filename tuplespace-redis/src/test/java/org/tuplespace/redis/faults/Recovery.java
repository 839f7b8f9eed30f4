package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tuplespace.redis.faults.Ledgers.Mark;
import org.tuplespace.redis.faults.Operation.Outcome;

/** How long it took to go on after faults. */
final class Recovery {

  private final List<Long> nanos = new ArrayList<>();

  private Recovery() {}

  /**
   * Of processes killed or stopped: for each tuple that such a one held, from the fault until
   * somebody else had got it.
   */
  static Recovery ofHeldTuples(Ledgers ledgers) {
    List<Operation> takes =
        ledgers.operations().stream().filter(op -> op.verb() == Verb.TAKE).toList();
    Map<String, List<Operation>> byTuple = new HashMap<>();
    for (Operation take : takes) {
      take.tuple().ifPresent(t -> byTuple.computeIfAbsent(t, k -> new ArrayList<>()).add(take));
    }
    byTuple.values().removeIf(alike -> alike.size() < 2);
    Recovery recovery = new Recovery();
    for (Mark mark : ledgers.marks()) {
      String text = mark.text();
      if (text.startsWith(Interruptions.KILLED) || text.startsWith(Interruptions.STOPPED)) {
        String process = text.substring(text.indexOf(' ') + 1);
        byTuple.values().forEach(alike -> recovery.addNextTake(alike, process, mark.nanos()));
      }
    }
    return recovery;
  }

  private void addNextTake(List<Operation> takesOfTuple, String process, long since) {
    boolean held =
        takesOfTuple.stream().anyMatch(op -> op.process().equals(process) && op.begin() <= since);
    if (held) {
      takesOfTuple.stream()
          .filter(op -> !op.process().equals(process) && op.end() > since)
          .mapToLong(op -> op.end() - since)
          .min()
          .ifPresent(nanos::add);
    }
  }

  /**
   * Of faults that met everybody: for each process, from the end of the fault until its next
   * answer.
   */
  static Recovery ofClients(Ledgers ledgers) {
    Recovery recovery = new Recovery();
    List<String> processes =
        ledgers.operations().stream().map(Operation::process).distinct().toList();
    for (Mark mark : ledgers.marks()) {
      if (mark.text().equals(Interruptions.RESUMED + Interruptions.ALL)
          || mark.text().equals(Interruptions.MENDED + Interruptions.ALL)) {
        for (String process : processes) {
          ledgers.operations().stream()
              .filter(op -> op.process().equals(process) && op.outcome() == Outcome.DONE)
              .filter(op -> op.end() > mark.nanos())
              .mapToLong(op -> op.end() - mark.nanos())
              .min()
              .ifPresent(recovery.nanos::add);
        }
      }
    }
    return recovery;
  }

  /** Adds one that was measured otherwise. */
  static Recovery of(List<Duration> measured) {
    Recovery recovery = new Recovery();
    measured.forEach(each -> recovery.nanos.add(each.toNanos()));
    return recovery;
  }

  /** The time that {@code percent} of a hundred did not exceed; empty if nothing recovered. */
  Optional<Duration> percentile(int percent) {
    if (nanos.isEmpty()) {
      return Optional.empty();
    }
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return Optional.of(Duration.ofNanos(sorted.get(Math.max(rank, 1) - 1)));
  }
}
