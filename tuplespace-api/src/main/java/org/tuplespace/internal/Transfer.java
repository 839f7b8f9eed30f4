package org.tuplespace.internal;

import java.util.List;
import java.util.function.IntFunction;
import org.tuplespace.LimitExceededException;
import org.tuplespace.NotReplicatedException;
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
      Putting putting = new Putting(batch.tuples(), target);
      try {
        putting.all();
      } finally {
        batch.settle(putting.put);
      }
      moved += putting.put;
    }
    return moved;
  }

  /** Puts all of {@code tuples} into {@code target}, and says how many that were. */
  public static long copy(List<Tuple> tuples, TupleSpace target) {
    Putting putting = new Putting(tuples, target);
    putting.all();
    return putting.put;
  }

  private static final class Putting {
    private final List<Tuple> tuples;
    private final TupleSpace target;

    /** So many, from the first, are in the target. */
    private int put;

    Putting(List<Tuple> tuples, TupleSpace target) {
      this.tuples = tuples;
      this.target = target;
    }

    void all() {
      while (put < tuples.size()) {
        some();
      }
    }

    /** Puts the next ones in one step; fewer where the target says that is too much. */
    private void some() {
      int count = Math.min(BATCH, tuples.size() - put);
      while (true) {
        try {
          step(count);
          put += count;
          return;
        } catch (NotReplicatedException e) {
          put += count; // in the target all the same
          throw e;
        } catch (LimitExceededException e) {
          if (count == 1) {
            throw e;
          }
          count = (count + 1) / 2;
        }
      }
    }

    private void step(int count) {
      if (count == 1) {
        target.out(tuples.get(put));
      } else {
        target.outAll(tuples.subList(put, put + count));
      }
    }
  }
}
