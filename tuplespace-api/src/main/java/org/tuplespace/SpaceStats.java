package org.tuplespace;

import java.util.List;

/**
 * A look at a space at one moment.
 *
 * @param name the space's name
 * @param tuples how many tuples can be seen
 * @param delayed how many wait for their delay to end
 * @param claimed how many were taken, but not yet acknowledged by their taker's client
 * @param blockedIns how many takers are blocked
 * @param blockedRds how many readers are blocked; readers of one client with the same template may
 *     count as one
 * @param sessions how many clients have a session
 * @param transactions how many transactions hold tuples, which nobody else sees, or wait for some
 * @param shapes the indexes in use
 */
public record SpaceStats(
    String name,
    long tuples,
    long delayed,
    long claimed,
    long blockedIns,
    long blockedRds,
    long sessions,
    long transactions,
    List<Shape> shapes) {

  /** Copies the list. */
  public SpaceStats {
    shapes = List.copyOf(shapes);
  }

  /**
   * One index: the templates of an arity that fix the same fields.
   *
   * @param arity the number of fields
   * @param pattern a letter a field: {@code V} its value is fixed, {@code T} its type, {@code *}
   *     nothing
   * @param ready whether lookups use it; else it is being built or dropped
   */
  public record Shape(int arity, String pattern, boolean ready) {}
}
