package org.tuplespace.redis.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * Whether operations took effect. Those under a transaction did if it committed. Where nobody was
 * told whether it did, its tuples tell: somebody else has seen one of them, or nobody ever will.
 */
final class Fates {

  private final Map<String, Operation> commits = new HashMap<>();
  private final Map<String, String> putUnder = new HashMap<>();
  private final Set<String> doubtfulThatPut = new HashSet<>();
  private final Set<String> committedAsSeen = new HashSet<>();

  Fates(List<Operation> operations) {
    for (Operation op : operations) {
      if (op.verb() == Verb.COMMIT) {
        commits.merge(op.transaction(), op, Fates::decisive);
      }
    }
    for (Operation op : operations) {
      if (op.verb() == Verb.OUT && !op.isPlain() && isDoubtful(op.transaction())) {
        putUnder.put(op.operand(), op.transaction());
        doubtfulThatPut.add(op.transaction());
      }
    }
    for (Operation op : operations) {
      if (op.verb() != Verb.OUT) {
        op.tuple().ifPresent(tuple -> see(tuple, op.transaction()));
      }
    }
  }

  /** A commit that failed, and changed nothing, may have been tried again. */
  private static Operation decisive(Operation one, Operation other) {
    return other.outcome() == Outcome.NOT ? one : other;
  }

  private boolean isDoubtful(String transaction) {
    Operation commit = commits.get(transaction);
    return commit != null
        && (commit.outcome() == Outcome.OPEN || commit.outcome() == Outcome.MAYBE);
  }

  private void see(String tuple, String seenUnder) {
    String transaction = putUnder.get(tuple);
    if (transaction != null && !transaction.equals(seenUnder)) {
      committedAsSeen.add(transaction);
    }
  }

  /** {@link Outcome#DONE}, {@link Outcome#NOT}, or in doubt. */
  Outcome of(Operation op) {
    if (op.isPlain() || op.outcome() == Outcome.NOT) {
      return op.outcome();
    }
    Operation commit = commits.get(op.transaction());
    if (commit == null) {
      return Outcome.NOT;
    }
    if (!isDoubtful(op.transaction())) {
      return commit.outcome();
    }
    if (!doubtfulThatPut.contains(op.transaction())) {
      return Outcome.MAYBE;
    }
    return committedAsSeen.contains(op.transaction()) ? Outcome.DONE : Outcome.NOT;
  }

  /** The call that put the tuple of an {@code out} into the space: itself, or a commit. */
  Operation putBy(Operation out) {
    return out.isPlain() ? out : commits.getOrDefault(out.transaction(), out);
  }
}
