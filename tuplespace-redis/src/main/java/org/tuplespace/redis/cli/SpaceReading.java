package org.tuplespace.redis.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceStats;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.QueueCounts;

/**
 * What a space told of itself at some time.
 *
 * @param nanos the time, as {@link System#nanoTime} has it
 * @param outsPerSecond how many tuples were put a second since the reading before; null if there is
 *     none
 * @param takenPerSecond as well, how many went
 */
record SpaceReading(
    Instant time,
    long nanos,
    SpaceStats stats,
    List<Queue> queues,
    @Nullable Double outsPerSecond,
    @Nullable Double takenPerSecond) {

  /** A job queue. */
  record Queue(String name, QueueCounts counts, int workers, boolean isPaused) {

    static Queue of(TupleSpace space, String name) {
      JobQueue queue = JobQueue.on(space, name);
      return new Queue(name, queue.counts(), queue.workers().size(), queue.isPaused());
    }
  }

  static SpaceReading of(TupleSpace space, List<String> queues, @Nullable SpaceReading before) {
    List<Queue> looked = queues.stream().map(name -> Queue.of(space, name)).toList();
    SpaceStats stats = space.stats();
    long nanos = System.nanoTime();
    return new SpaceReading(
        Instant.now(),
        nanos,
        stats,
        looked,
        before == null ? null : rate(stats.outs() - before.stats().outs(), nanos - before.nanos()),
        before == null
            ? null
            : rate(stats.taken() - before.stats().taken(), nanos - before.nanos()));
  }

  /** Put-backs may make fewer of what was gone; that is no rate. */
  private static double rate(long count, long nanos) {
    return Math.max(0, count) * 1e9 / Math.max(1, nanos);
  }
}
