package org.tuplespace.internal;

import java.util.List;
import java.util.function.IntFunction;
import org.tuplespace.LimitExceededException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** Moves and copies many tuples into another space, whatever either is made of, batch by batch. */
public final class Transfer {

  /** A batch is at most so many tuples. */
  public static final int BATCH = 500;

  /** Tuples that were taken from the source, oldest first, and may go back there. */
  public interface Batch {

    /** Possibly fewer than were asked for; none if the source has no more. */
    List<Tuple> tuples();

    /** The first {@code moved} tuples are in the target; the rest go back to their places. */
    void settle(int moved);
  }

  private Transfer() {}

  /**
   * Moves up to {@code limit} tuples; a limit keeps a move from going on for ever while others put.
   * If the target refuses a batch, what it did not get is back in the source before the exception
   * is thrown.
   *
   * @param source takes a batch of at most the size given
   * @return how many were moved
   */
  public static long move(long limit, IntFunction<Batch> source, TupleSpace target) {
    long moved = 0;
    while (moved < limit) {
      Batch batch = source.apply((int) Math.min(BATCH, limit - moved));
      if (batch.tuples().isEmpty()) {
        break;
      }
      int put = 0;
      try {
        for (; put < batch.tuples().size(); ) {
          put += putSome(batch.tuples(), put, target);
        }
      } finally {
        batch.settle(put);
      }
      moved += put;
    }
    return moved;
  }

  /** Puts all of {@code tuples} into {@code target}, and says how many that were. */
  public static long copy(List<Tuple> tuples, TupleSpace target) {
    int put = 0;
    while (put < tuples.size()) {
      put += putSome(tuples, put, target);
    }
    return put;
  }

  /**
   * Puts the tuples from {@code start} in one step; fewer where the target says that is too much.
   */
  private static int putSome(List<Tuple> tuples, int start, TupleSpace target) {
    int count = Math.min(BATCH, tuples.size() - start);
    while (true) {
      try {
        if (count == 1) {
          target.out(tuples.get(start));
        } else {
          target.outAll(tuples.subList(start, start + count));
        }
        return count;
      } catch (LimitExceededException e) {
        if (count == 1) {
          throw e;
        }
        count = (count + 1) / 2;
      }
    }
  }
}
