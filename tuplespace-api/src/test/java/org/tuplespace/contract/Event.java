package org.tuplespace.contract;

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
 * @param tuple what was put, or what was answered, if anything was
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
    COUNT
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

  /** This event, but never answered. */
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

  private Optional<Tuple> oldest(List<Tuple> tuples) {
    return tuples.stream().filter(template::matches).findFirst();
  }

  private static List<Tuple> with(List<Tuple> tuples, Tuple added) {
    List<Tuple> result = new java.util.ArrayList<>(tuples);
    result.add(added);
    return List.copyOf(result);
  }

  private static List<Tuple> without(List<Tuple> tuples, Tuple removed) {
    List<Tuple> result = new java.util.ArrayList<>(tuples);
    result.remove(removed);
    return List.copyOf(result);
  }
}
