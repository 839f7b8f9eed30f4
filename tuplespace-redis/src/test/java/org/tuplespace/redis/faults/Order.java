package org.tuplespace.redis.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * Whether the oldest tuple went first. Takes that overlap may be in any order, and so may puts that
 * do. A tuple that was given back was away for a time, and may be late; and so may any be while a
 * call was under way that was never answered, since what it took is given back without a mark.
 */
final class Order {

  private final Map<String, Put> puts;
  private final Map<String, Integer> timesTaken = new HashMap<>();
  private final Map<String, Long> firstUnanswered = new HashMap<>();

  /**
   * Of a run.
   *
   * @param puts by tuples in {@link Notation}
   */
  Order(Map<String, Put> puts, List<Operation> operations) {
    this.puts = puts;
    operations.stream()
        .filter(op -> op.verb() == Verb.TAKE)
        .filter(op -> op.outcome() != Outcome.DONE && !op.answer().contains("InterruptedException"))
        .forEach(op -> firstUnanswered.merge(op.operand(), op.begin(), Math::min));
  }

  /** The takes of a tuple after a younger one had been taken by the same template. */
  List<Operation> late(Collection<Operation> takes) {
    takes.forEach(take -> timesTaken.merge(take.answer(), 1, Integer::sum));
    Map<String, List<Operation>> byTemplate = new HashMap<>();
    for (Operation take : takes) {
      byTemplate.computeIfAbsent(take.operand(), key -> new ArrayList<>()).add(take);
    }
    return byTemplate.values().stream()
        .flatMap(alike -> lateOf(alike).stream())
        .sorted(Comparator.comparingLong(Operation::begin))
        .toList();
  }

  private List<Operation> lateOf(List<Operation> takes) {
    List<Operation> byBegin = new ArrayList<>(takes);
    byBegin.sort(Comparator.comparingLong(Operation::begin));
    List<Operation> byEnd = new ArrayList<>(takes);
    byEnd.sort(Comparator.comparingLong(Operation::end));
    List<Operation> late = new ArrayList<>();
    long youngest = Long.MIN_VALUE; // of the tuples taken before
    int ended = 0;
    for (Operation take : byBegin) {
      while (ended < byEnd.size() && byEnd.get(ended).end() < take.begin()) {
        youngest = Math.max(youngest, put(byEnd.get(ended++), Put::begin, Long.MIN_VALUE));
      }
      boolean mayBeLate =
          take.deliveries() > 0
              || timesTaken.getOrDefault(take.answer(), 0) > 1
              || take.end() > firstUnanswered.getOrDefault(take.operand(), Long.MAX_VALUE);
      if (!mayBeLate && put(take, Put::end, Long.MAX_VALUE) < youngest) {
        late.add(take);
      }
    }
    return late;
  }

  private long put(Operation take, ToLongFunction<Put> time, long unknown) {
    Put put = puts.get(take.answer());
    return put == null || put.outcome() != Outcome.DONE || put.isUnderSame(take)
        ? unknown
        : time.applyAsLong(put);
  }
}
