package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tuplespace.redis.faults.Ledgers.Mark;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * What of all that clients were told survived a server that was struck: of {@link Producer}s'
 * items, which {@link Consumer}s took and {@link Worker}s turned into results. The space must have
 * been drained by the suite.
 *
 * @param outs of which producers were told that they were done
 * @param outsLost of these, whose item nobody has got, nor a result of it
 * @param takes plain ones that were answered
 * @param takesUndone of these, whose item came back
 * @param commits of which workers were told that they were done
 * @param commitsUndone of these, whose result is not there
 * @param twice items with two results in the end
 * @param torn lost outs of which a later one survived; a log that was cut at one point has none
 * @param notReplicated outs and commits of which was told that they were not replicated in time
 * @param outages for each client and strike, from the strike until its next answer after it
 */
record Survival(
    int outs,
    int outsLost,
    int takes,
    int takesUndone,
    int commits,
    int commitsUndone,
    int twice,
    int torn,
    int notReplicated,
    Recovery outages) {

  static Survival of(Ledgers ledgers) {
    return new Census(ledgers).count();
  }

  /** From the moment before the server was struck until it was there again. */
  private record Strike(long begin, long end) {}

  private static final class Census {
    private final Ledgers ledgers;
    private final Map<String, Integer> plainTakes = new HashMap<>();
    private final Map<String, Integer> results = new HashMap<>();
    private final Set<String> resultsThere = new HashSet<>();

    /** When the last call began that got an item; for ever if its result was there in the end. */
    private final Map<String, Long> lastGot = new HashMap<>();

    private int takes;

    Census(Ledgers ledgers) {
      this.ledgers = ledgers;
    }

    Survival count() {
      for (Operation op : ledgers.operations()) {
        if (op.is(Verb.TAKE, Outcome.DONE) && op.isPlain() && op.tuple().isPresent()) {
          taken(op);
        }
      }
      List<Operation> outs =
          ledgers.operations().stream()
              .filter(op -> op.is(Verb.OUT, Outcome.DONE) && op.isPlain())
              .toList();
      List<Operation> lost = outs.stream().filter(out -> ends(out.operand()) == 0).toList();
      int undone = plainTakes.keySet().stream().mapToInt(item -> Math.max(ends(item) - 1, 0)).sum();
      List<Operation> commits =
          ledgers.operations().stream().filter(op -> op.is(Verb.COMMIT, Outcome.DONE)).toList();
      return new Survival(
          outs.size(),
          lost.size(),
          takes,
          undone,
          commits.size(),
          commits.size() - committedAndThere(commits),
          (int) results.values().stream().filter(n -> n > 1).count(),
          torn(outs, lost),
          (int)
              ledgers.operations().stream()
                  .filter(op -> op.answer().contains("NotReplicatedException"))
                  .count(),
          outages());
    }

    private void taken(Operation take) {
      String tuple = take.answer();
      if (tuple.startsWith("'result,")) {
        resultsThere.add(tuple);
        String item = "'item," + tuple.substring("'result,".length(), tuple.lastIndexOf(','));
        results.merge(item, 1, Integer::sum);
        lastGot.put(item, Long.MAX_VALUE);
      } else {
        takes++;
        plainTakes.merge(tuple, 1, Integer::sum);
        lastGot.merge(tuple, take.begin(), Math::max);
      }
    }

    /** How often an item was disposed of. */
    private int ends(String item) {
      return plainTakes.getOrDefault(item, 0) + results.getOrDefault(item, 0);
    }

    private int committedAndThere(List<Operation> commits) {
      Set<String> told = new HashSet<>();
      commits.forEach(commit -> told.add(commit.transaction()));
      return (int)
          ledgers.operations().stream()
              .filter(op -> op.verb() == Verb.OUT && told.contains(op.transaction()))
              .filter(out -> resultsThere.contains(out.operand()))
              .count();
    }

    /**
     * Of the outs that were told of before a strike, those that are lost must be the last: one that
     * was put later, and was got after the strike, shows how far the log went.
     */
    private int torn(List<Operation> outs, List<Operation> lost) {
      int torn = 0;
      long from = Long.MIN_VALUE;
      for (Strike strike : strikes()) {
        long begin = from;
        long youngest =
            outs.stream()
                .filter(out -> out.begin() > begin && out.end() < strike.begin())
                .filter(out -> lastGot.getOrDefault(out.operand(), 0L) > strike.end())
                .mapToLong(Operation::begin)
                .max()
                .orElse(Long.MIN_VALUE);
        torn +=
            (int)
                lost.stream()
                    .filter(out -> out.begin() > begin && out.end() < strike.begin())
                    .filter(out -> out.end() < youngest)
                    .count();
        from = strike.end();
      }
      long last = from;
      return torn + (int) lost.stream().filter(out -> out.begin() > last).count();
    }

    private List<Strike> strikes() {
      List<Strike> strikes = new ArrayList<>();
      long begin = 0;
      for (Mark mark : ledgers.marks()) {
        if (mark.text().startsWith(Interruptions.CUT)) {
          begin = mark.nanos();
        } else if (mark.text().startsWith(Interruptions.MENDED)) {
          strikes.add(new Strike(begin, mark.nanos()));
        }
      }
      return strikes;
    }

    private Recovery outages() {
      Map<String, List<Long>> answers = new HashMap<>();
      for (Operation op : ledgers.operations()) {
        if (op.outcome() == Outcome.DONE) {
          answers.computeIfAbsent(op.process(), key -> new ArrayList<>()).add(op.end());
        }
      }
      answers.values().forEach(Collections::sort);
      List<Duration> outages = new ArrayList<>();
      for (Strike strike : strikes()) {
        for (List<Long> ends : answers.values()) {
          int next = -Collections.binarySearch(ends, strike.end()) - 1;
          if (next > 0 && next < ends.size()) {
            outages.add(Duration.ofNanos(ends.get(next) - strike.begin()));
          }
        }
      }
      return Recovery.of(outages);
    }
  }
}
