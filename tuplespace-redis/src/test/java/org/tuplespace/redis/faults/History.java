package org.tuplespace.redis.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Event;
import org.tuplespace.contract.Event.Kind;
import org.tuplespace.contract.Linearizability;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * The operations of a run as a history of one tuple space, which must be linearizable. The first
 * field of each template must be an actual, and the same throughout a transaction.
 */
final class History {

  private History() {}

  /**
   * Fails if the operations can't be those of a tuple space.
   *
   * @param directory where the explanation goes, which is long
   * @return how many events were checked
   */
  static int check(Ledgers ledgers, Path directory) {
    List<Event> events = events(ledgers);
    Optional<String> violation = Linearizability.findViolationByFirstField(events);
    if (violation.isPresent()) {
      Path file = directory.resolve("violation");
      try {
        Files.writeString(file, violation.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String text = violation.get();
      throw new AssertionError(
          "-Dfaults.seed="
              + FaultSettings.SEED
              + ": "
              + text.substring(0, Math.min(3000, text.length()))
              + "\n... all of it is in "
              + file);
    }
    return events.size();
  }

  /** What didn't happen is no event; what may have is one without an end. */
  static List<Event> events(Ledgers ledgers) {
    Map<String, List<Operation>> transactions = new HashMap<>();
    List<Event> events = new ArrayList<>();
    for (Operation op : ledgers.operations()) {
      if (!op.isPlain()) {
        transactions.computeIfAbsent(op.transaction(), name -> new ArrayList<>()).add(op);
        continue;
      }
      boolean changes = op.verb() == Verb.OUT || op.verb() == Verb.TAKE;
      if (op.outcome() == Outcome.DONE) {
        events.add(event(op, kind(op)));
      } else if (op.outcome() != Outcome.NOT && changes) {
        events.add(event(op, kind(op)).unanswered());
      }
    }
    transactions.values().forEach(transaction -> addTransaction(transaction, events));
    return events;
  }

  private static Kind kind(Operation op) {
    return switch (op.verb()) {
      case OUT -> Kind.OUT;
      case TAKE -> Kind.TAKE;
      case READ -> Kind.READ;
      case COUNT -> Kind.COUNT;
      case COMMIT, ABORT -> throw new IllegalArgumentException("not plain: " + op);
    };
  }

  /** Its takes hold, and its end is one event with all that it held and put. */
  private static void addTransaction(List<Operation> transaction, List<Event> events) {
    List<Tuple> held = new ArrayList<>();
    List<Tuple> put = new ArrayList<>();
    for (Operation op : transaction) {
      if (op.outcome() != Outcome.DONE) {
        throw new IllegalArgumentException("a history of what is unknown: " + op);
      }
      switch (op.verb()) {
        case TAKE -> {
          events.add(event(op, Kind.HOLD));
          op.tuple().map(Notation::tuple).ifPresent(held::add);
        }
        case OUT -> put.add(Notation.tuple(op.operand()));
        case COMMIT -> events.add(end(op, Kind.COMMIT, held, put));
        case ABORT -> events.add(end(op, Kind.GIVE_BACK, held, put));
        default -> throw new IllegalArgumentException("not under a transaction: " + op);
      }
    }
  }

  private static Event end(Operation op, Kind kind, List<Tuple> held, List<Tuple> put) {
    Tuple both = Tuple.of(Tuple.of(held.toArray()), Tuple.of(put.toArray()));
    Object key =
        Stream.concat(held.stream(), put.stream()).findFirst().map(t -> t.get(0)).orElse("");
    return new Event(kind, Template.of(key), Optional.of(both), 0, op.begin(), op.end());
  }

  private static Event event(Operation op, Kind kind) {
    return new Event(
        kind,
        Notation.template(op.operand()),
        op.tuple().map(Notation::tuple),
        op.verb() == Verb.COUNT && op.outcome() == Outcome.DONE ? Long.parseLong(op.answer()) : 0,
        op.begin(),
        op.end());
  }
}
