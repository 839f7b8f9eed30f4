package org.tuplespace.examples.gromacs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.molecular.Trajectory;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.OrderedCursor;
import org.tuplespace.jobs.OrderedResult;
import org.tuplespace.jobs.OrderedResults;

/** A replica as its coordinator sees it: frames that are checked, and written in order. */
final class Replica implements AutoCloseable {

  /** Of the total energy; more would mean that the simulation is wrong. */
  static final double MAX_DRIFT = 1e-3;

  private final Plan plan;
  private final int number;
  private final Path file;
  private final Trajectory trajectory;
  private final OrderedCursor<Frame> cursor;
  private int frames;
  private double firstTotal;
  private double lastTotal;
  private double drift;
  private double temperatures;

  Replica(Plan plan, int number, JobQueue queue, Path file) {
    this.plan = plan;
    this.number = number;
    this.file = file;
    this.trajectory = new Trajectory(file);
    OrderedResults<Frame> results = SimulateSegment.frames(queue, number);
    results.end(plan.frames());
    this.cursor = results.consume();
  }

  /** Writes the next frame, if it comes in time. */
  Optional<Frame> next(Duration timeout) throws InterruptedException {
    Optional<OrderedResult<Frame>> next = cursor.next(timeout);
    if (next.isEmpty()) {
      return Optional.empty();
    }
    Frame frame = next.get().value();
    if (next.get().index() != frames || frame.step() != frames * plan.every()) {
      throw new FarmException(
          "replica "
              + (number + 1)
              + ": step "
              + frame.step()
              + " came as frame "
              + next.get().index()
              + ", where frame "
              + frames
              + " had to come");
    }
    trajectory.add(frame.xyz());
    if (frames == 0) {
      firstTotal = frame.total();
    } else {
      temperatures += frame.temperature();
    }
    lastTotal = frame.total();
    drift = Math.max(drift, Math.abs((lastTotal - firstTotal) / firstTotal));
    frames++;
    return Optional.of(frame);
  }

  boolean isComplete() {
    return cursor.isAtEnd();
  }

  /**
   * What came of it.
   *
   * @throws FarmException if frames are missing, or energy is not conserved
   */
  Replicas.Summary summary() {
    if (frames != plan.frames()) {
      throw new FarmException(
          "replica " + (number + 1) + " has " + frames + " frames, not " + plan.frames());
    }
    if (!(drift <= MAX_DRIFT)) {
      throw new FarmException(
          "replica "
              + (number + 1)
              + ": energy is not conserved: it drifted by "
              + 100 * drift
              + " %");
    }
    return new Replicas.Summary(
        file, frames, temperatures / (frames - 1), lastTotal / plan.atoms(), drift);
  }

  @Override
  public void close() {
    cursor.close();
    trajectory.close();
  }
}
