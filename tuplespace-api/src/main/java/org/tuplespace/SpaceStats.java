package org.tuplespace;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A look at a space at one moment; on a server, who waits is looked at a moment later.
 *
 * @param name the space's name
 * @param tuples how many tuples can be seen
 * @param delayed how many wait for their delay to end
 * @param claimed how many were taken, but not yet acknowledged by their taker's client
 * @param held how many are held by transactions that have taken them
 * @param outs how many have been put since the space began, those with a delay and those of commits
 *     included
 * @param taken how many of these are gone: taken, replaced, or at the end of their time to live;
 *     one that is claimed counts, and no more once it is put back
 * @param bytes about how many bytes the server keeps for the space. Tables and indexes are as Redis
 *     sees them, from samples of their elements; sets of tuples with the same key, and fields out
 *     of line, are estimated from a few, so that it is far off where these differ much. Empty for a
 *     space in the JVM
 * @param blockedIns how many takers are blocked
 * @param blockedRds how many readers are blocked; readers of one client with the same template may
 *     count as one
 * @param sessions how many clients have a session
 * @param transactions how many transactions hold tuples, which nobody else sees, or wait for some
 * @param shapes the indexes in use
 * @param waiting on what the blocked calls wait, the longest waiting first: at most {@value
 *     #MOST_WAITING} groups of the same template, and of more than {@value #MOST_LOOKED_AT} calls
 *     only so many
 */
public record SpaceStats(
    String name,
    long tuples,
    long delayed,
    long claimed,
    long held,
    long outs,
    long taken,
    OptionalLong bytes,
    long blockedIns,
    long blockedRds,
    long sessions,
    long transactions,
    List<Shape> shapes,
    List<Waiting> waiting) {

  /** How many groups {@link #waiting} has at most. */
  public static final int MOST_WAITING = 100;

  /** How many blocked calls are looked at for {@link #waiting}. */
  public static final int MOST_LOOKED_AT = 1_000;

  /** Copies the lists. */
  public SpaceStats {
    shapes = List.copyOf(shapes);
    waiting = List.copyOf(waiting);
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

  /**
   * Blocked calls that wait for the same.
   *
   * @param takes whether they take it; else they read
   * @param template the template as {@link Template#toString} has it, for people; of several
   *     alternatives with "or" between
   * @param count how many calls there are
   * @param since when the first of them began to wait, by the server's clock; null if that is not
   *     known
   */
  public record Waiting(boolean takes, String template, long count, @Nullable Instant since) {}
}
