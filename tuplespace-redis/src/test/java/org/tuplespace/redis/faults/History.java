package org.tuplespace.redis.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tuplespace.contract.Event;
import org.tuplespace.contract.Linearizability;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * The operations of a run as a history of one tuple space, which must be linearizable. The first
 * field of each template must be an actual.
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
    List<Event> events = new ArrayList<>();
    for (Operation op : ledgers.operations()) {
      boolean changes = op.verb() == Verb.OUT || op.verb() == Verb.TAKE;
      if (op.outcome() == Outcome.DONE || (op.outcome() != Outcome.NOT && changes)) {
        Event event = event(op);
        events.add(op.outcome() == Outcome.DONE ? event : event.unanswered());
      }
    }
    return events;
  }

  private static Event event(Operation op) {
    Event.Kind kind =
        switch (op.verb()) {
          case OUT -> Event.Kind.OUT;
          case TAKE -> Event.Kind.TAKE;
          case READ -> Event.Kind.READ;
          case COUNT -> Event.Kind.COUNT;
          case COMMIT -> throw new IllegalArgumentException("no event of a tuple space: " + op);
        };
    return new Event(
        kind,
        Notation.template(op.operand()),
        op.tuple().map(Notation::tuple),
        op.is(Verb.COUNT, Outcome.DONE) ? Long.parseLong(op.answer()) : 0,
        op.begin(),
        op.end());
  }
}
