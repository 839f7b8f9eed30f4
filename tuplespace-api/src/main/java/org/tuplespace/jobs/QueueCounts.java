package org.tuplespace.jobs;

/**
 * How many jobs of a queue are where; each number holds at a moment of its own.
 *
 * @param waiting may be taken now by a worker that suits them
 * @param delayed wait for their delay to end, also before another attempt
 * @param running were under way when their worker last told of itself
 * @param dead were given up, and are dead letters
 * @param results how many results nobody has taken yet
 */
public record QueueCounts(long waiting, long delayed, long running, long dead, long results) {

  static QueueCounts of(JobQueue queue) {
    JobTuples jobs = queue.tuples().jobs();
    long delayed = queue.space().count(jobs.delayed());
    long single = jobs.singles().stream().mapToLong(queue.space()::count).sum();
    long bodies = queue.space().count(jobs.bodies());
    return new QueueCounts(
        Math.max(single + bodies - delayed, 0),
        delayed,
        queue.workers().stream().mapToLong(worker -> worker.running().size()).sum(),
        queue.deadLetters().count(),
        queue.results().count());
  }
}
