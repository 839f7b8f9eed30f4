package org.tuplespace.redis.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * What became of every tuple of a run, which must have ended with a space that was drained: each
 * tuple that was put for certain must have been taken for good exactly once.
 *
 * <p>No two {@code out}s of a run put the same tuple. Under a transaction a tuple is put when the
 * transaction committed, and taken for good if it did. Where nobody was told whether it committed,
 * its tuples tell: it did if anybody has seen one of them.
 *
 * @param puts how many tuples were put for certain
 * @param lost the {@code out}s whose tuple nobody got
 * @param doubled what somebody got though another had it, or though its {@code out} was refused, or
 *     nobody put it
 * @param reordered the takes that were late: a younger tuple had been taken before they began
 * @param cameBack what was got again after its taker by a plain {@code in} died, was stopped or was
 *     cut off right then
 * @param inHand the {@code out}s whose tuple nobody got, but that a process may have held which was
 *     killed in a plain {@code in}, between the answer and its line in the ledger
 */
record Account(
    int puts,
    List<Operation> lost,
    List<Operation> doubled,
    List<Operation> reordered,
    List<Operation> cameBack,
    List<Operation> inHand) {

  static Account of(Ledgers ledgers) {
    return new Auditor(ledgers).audit();
  }

  /** What is wrong, at some length; empty if nothing is. */
  String complaint() {
    StringBuilder text = new StringBuilder();
    complain(text, "lost", lost);
    complain(text, "doubled", doubled);
    complain(text, "reordered", reordered);
    return text.toString();
  }

  private static void complain(StringBuilder text, String what, List<Operation> operations) {
    if (!operations.isEmpty()) {
      text.append(operations.size()).append(' ').append(what).append(":\n");
      operations.stream().limit(20).forEach(op -> text.append("  ").append(op).append('\n'));
    }
  }

  private static final class Auditor {
    private final List<Operation> operations;
    private final Interruptions interruptions;
    private final Fates fates;
    private final Map<String, Put> puts = new LinkedHashMap<>();
    private final Map<String, List<Operation>> takes = new LinkedHashMap<>();

    private final List<Operation> lost = new ArrayList<>();
    private final List<Operation> doubled = new ArrayList<>();
    private final List<Operation> cameBack = new ArrayList<>();
    private final List<Operation> inHand = new ArrayList<>();

    Auditor(Ledgers ledgers) {
      operations = ledgers.operations();
      interruptions = new Interruptions(ledgers.marks());
      fates = new Fates(operations);
    }

    Account audit() {
      operations.stream().filter(op -> op.verb() == Verb.OUT).forEach(this::readPut);
      List<Operation> taken =
          operations.stream()
              .filter(op -> op.verb() == Verb.TAKE && op.tuple().isPresent())
              .sorted(Comparator.comparingLong(Operation::end))
              .toList();
      taken.forEach(op -> takes.computeIfAbsent(op.answer(), tuple -> new ArrayList<>()).add(op));
      puts.forEach((tuple, put) -> settle(put, takes.getOrDefault(tuple, List.of())));
      taken.stream().filter(op -> !puts.containsKey(op.answer())).forEach(doubled::add);
      excuseTheDead();
      int certain = (int) puts.values().stream().filter(p -> p.outcome() == Outcome.DONE).count();
      return new Account(certain, lost, doubled, new Order(puts).late(taken), cameBack, inHand);
    }

    private void readPut(Operation out) {
      Operation by = fates.putBy(out);
      Put put = new Put(out, by.begin(), by.end(), fates.of(out));
      if (puts.put(out.operand(), put) != null) {
        throw new IllegalArgumentException("put twice, which can't be accounted for: " + out);
      }
    }

    private void settle(Put put, List<Operation> taken) {
      if (put.outcome() == Outcome.NOT) {
        taken.stream().filter(take -> !put.isUnderSame(take)).forEach(doubled::add);
        return;
      }
      List<Operation> good = taken.stream().filter(op -> fates.of(op) == Outcome.DONE).toList();
      boolean perhaps = taken.stream().anyMatch(op -> fates.of(op) == Outcome.MAYBE);
      if (good.isEmpty() && !perhaps && put.outcome() == Outcome.DONE) {
        lost.add(put.out());
      }
      // A process that was stopped may hear of a delivery after the next one.
      List<Operation> inTurn = new ArrayList<>(good);
      inTurn.sort(Comparator.comparingInt(Operation::deliveries));
      for (int i = 1; i < inTurn.size(); i++) {
        Operation before = inTurn.get(i - 1);
        Operation again = inTurn.get(i);
        boolean excused =
            before.isPlain()
                && before.deliveries() < again.deliveries()
                && interruptions.mayHaveMet(before);
        (excused ? cameBack : doubled).add(again);
      }
    }

    /** Each of the dead may have held one tuple for each plain take that it had not heard of. */
    private void excuseTheDead() {
      List<Operation> open = new ArrayList<>();
      for (Operation op : operations) {
        if (op.is(Verb.TAKE, Outcome.OPEN) && op.isPlain() && interruptions.isDead(op.process())) {
          open.add(op);
        }
      }
      for (Operation out : List.copyOf(lost)) {
        for (Operation take : open) {
          if (Notation.template(take.operand()).matches(Notation.tuple(out.operand()))) {
            open.remove(take);
            lost.remove(out);
            inHand.add(out);
            break;
          }
        }
      }
    }
  }
}
