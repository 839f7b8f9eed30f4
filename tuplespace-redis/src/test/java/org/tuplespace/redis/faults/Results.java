package org.tuplespace.redis.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * What became of the jobs that a {@link Producer} was told it had put: by their results alone,
 * whoever says to have committed what.
 *
 * @param without how many have no result
 * @param doubled how many have more than one
 */
record Results(int jobs, int without, int doubled) {

  static Results of(Ledgers ledgers) {
    Set<String> jobs = new HashSet<>();
    Map<String, Set<String>> results = new HashMap<>();
    for (Operation op : ledgers.operations()) {
      if (op.is(Verb.OUT, Outcome.DONE) && op.operand().startsWith("'item,")) {
        jobs.add(op.operand());
      } else if (op.is(Verb.TAKE, Outcome.DONE) && op.answer().startsWith("'result,")) {
        String job = op.answer().substring(0, op.answer().lastIndexOf(','));
        results
            .computeIfAbsent(job.replace("'result,", "'item,"), key -> new HashSet<>())
            .add(op.answer());
      }
    }
    int without = (int) jobs.stream().filter(job -> !results.containsKey(job)).count();
    int doubled = (int) results.values().stream().filter(some -> some.size() > 1).count();
    return new Results(jobs.size(), without, doubled);
  }
}
