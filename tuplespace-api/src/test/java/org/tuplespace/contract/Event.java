package org.tuplespace.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * One operation of a recorded history: what was asked and answered, and when it began and ended on
 * a clock common to all threads.
 *
 * @param end {@link #NEVER} if no answer came: then the operation may have happened at any time
 *     after its begin, or not at all
 * @param tuple what was put, or what was answered, if anything was; for the end of a transaction a
 *     tuple of two tuples, of what it held and of what it put. No two tuples of a history with
 *     transactions are equal
 * @param count what was answered to {@link Kind#COUNT}
 */
public record Event(
    Kind kind, Template template, Optional<Tuple> tuple, long count, long begin, long end) {

  /** The end of an operation that was never answered. */
  public static final long NEVER = Long.MAX_VALUE;

  /** What an operation does. */
  public enum Kind {
    OUT,
    /** {@code in} or {@code inp}, which took a tuple or saw none. */
    TAKE,
    /** {@code rd} or {@code rdp}, which read a tuple or saw none. */
    READ,
    COUNT,
    /** As {@link #TAKE}, but under a transaction: what it took is held at its place. */
    HOLD,
    /** The end of a transaction that takes no effect: all that it held is back in its place. */
    GIVE_BACK,
    /** The end of one that does: all that it held is gone, and all that it put appears. */
    COMMIT
  }

  /** Numbers what happens, so that of two events each thread agrees which was first. */
  public interface Clock {
    long tick();
  }

  /** Puts {@code tuple} by {@code call}. */
  public static Event out(Clock clock, Tuple tuple, Runnable call) {
    long begin = clock.tick();
    call.run();
    return new Event(Kind.OUT, Template.exactly(tuple), Optional.of(tuple), 0, begin, clock.tick());
  }

  /** Takes or reads by {@code call}. */
  public static Event query(
      Clock clock, Kind kind, Template template, Supplier<Optional<Tuple>> call) {
    long begin = clock.tick();
    Optional<Tuple> answer = call.get();
    return new Event(kind, template, answer, 0, begin, clock.tick());
  }

  /** Counts by {@code call}. */
  public static Event count(Clock clock, Template template, Supplier<Long> call) {
    long begin = clock.tick();
    long answer = call.get();
    return new Event(Kind.COUNT, template, Optional.empty(), answer, begin, clock.tick());
  }

  /**
   * Ends a transaction by {@code call}.
   *
   * @param part an actual and nothing else, by which the history can be taken apart
   */
  public static Event end(
      Clock clock, Kind kind, Template part, List<Tuple> held, List<Tuple> put, Runnable call) {
    long begin = clock.tick();
    call.run();
    Tuple both = Tuple.of(Tuple.of(held.toArray()), Tuple.of(put.toArray()));
    return new Event(kind, part, Optional.of(both), 0, begin, clock.tick());
  }

  /** This event, but never answered; not for transactions. */
  public Event unanswered() {
    return new Event(kind, template, kind == Kind.OUT ? tuple : Optional.empty(), 0, begin, NEVER);
  }

  boolean isAnswered() {
    return end != NEVER;
  }

  /**
   * The states that {@code before}, the tuples in their order, can become by this operation; none
   * if its answer is impossible there.
   */
  List<List<Tuple>> apply(List<Tuple> before) {
    return switch (kind) {
      case OUT -> List.of(with(before, tuple.orElseThrow()));
      case TAKE -> take(before);
      case HOLD -> hold(before);
      case GIVE_BACK -> List.of(giveBack(before));
      case COMMIT -> List.of(commit(before));
      case READ -> !isAnswered() || oldest(before).equals(tuple) ? List.of(before) : List.of();
      case COUNT ->
          !isAnswered() || before.stream().filter(template::matches).count() == count
              ? List.of(before)
              : List.of();
    };
  }

  private List<List<Tuple>> take(List<Tuple> before) {
    Optional<Tuple> oldest = oldest(before);
    if (isAnswered() && !oldest.equals(tuple)) {
      return List.of();
    }
    return List.of(oldest.isEmpty() ? before : without(before, oldest.get()));
  }

  /** What is held stays in the list, in a wrapping that no template of two fields matches. */
  private static Tuple wrapped(Object tuple) {
    return Tuple.of(tuple);
  }

  private List<List<Tuple>> hold(List<Tuple> before) {
    Optional<Tuple> oldest = oldest(before);
    if (!oldest.equals(tuple)) {
      return List.of();
    }
    List<Tuple> result = new ArrayList<>(before);
    oldest.ifPresent(held -> result.set(result.indexOf(held), wrapped(held)));
    return List.of(List.copyOf(result));
  }

  private List<Tuple> giveBack(List<Tuple> before) {
    List<Tuple> result = new ArrayList<>(before);
    for (Object held : ofTransaction(0)) {
      result.set(result.indexOf(wrapped(held)), (Tuple) held);
    }
    return List.copyOf(result);
  }

  private List<Tuple> commit(List<Tuple> before) {
    List<Tuple> result = new ArrayList<>(before);
    ofTransaction(0).forEach(held -> result.remove(wrapped(held)));
    ofTransaction(1).forEach(put -> result.add((Tuple) put));
    return List.copyOf(result);
  }

  private List<?> ofTransaction(int part) {
    return tuple.orElseThrow().getTuple(part).fields();
  }

  private Optional<Tuple> oldest(List<Tuple> tuples) {
    return tuples.stream().filter(template::matches).findFirst();
  }

  private static List<Tuple> with(List<Tuple> tuples, Tuple added) {
    List<Tuple> result = new ArrayList<>(tuples);
    result.add(added);
    return List.copyOf(result);
  }

  private static List<Tuple> without(List<Tuple> tuples, Tuple removed) {
    List<Tuple> result = new ArrayList<>(tuples);
    result.remove(removed);
    return List.copyOf(result);
  }
}
