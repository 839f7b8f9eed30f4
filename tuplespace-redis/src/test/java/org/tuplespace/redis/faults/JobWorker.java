package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.OrderedResults;
import org.tuplespace.jobs.Worker;
import org.tuplespace.redis.TupleSpaces;

/** A worker of a job queue, as a program: squares numbers, and puts each square as a frame too. */
final class JobWorker {

  static final String QUEUE = "squares";
  static final String FRAMES = "frames";

  private JobWorker() {}

  static JobQueue queue(TupleSpace space, Duration lease) {
    return JobQueue.on(space, QUEUE).withLease(lease);
  }

  static OrderedResults<Long> frames(TupleSpace space) {
    return OrderedResults.on(space, QUEUE, FRAMES);
  }

  private static long square(OrderedResults<Long> frames, int number, JobContext context)
      throws InterruptedException {
    long square = (long) number * number;
    frames.put(context.tuples(), number, square);
    TimeUnit.MILLISECONDS.sleep(number % 20); // time to be killed in
    return square;
  }

  /** Works until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    ClientProgram.Options options = ClientProgram.Options.of(arguments);
    Duration lease = options.duration("lease", Duration.ofSeconds(30));
    TupleSpace space =
        TupleSpaces.builder()
            .url(options.text("url"))
            .name(options.text("space"))
            .lease(lease)
            .connect();
    OrderedResults<Long> frames = frames(space);
    Worker worker =
        Worker.on(queue(space, lease))
            .concurrency(2)
            .handler(Integer.class, (number, context) -> square(frames, number, context))
            .closesOnShutdown()
            .start();
    ClientProgram.say(ClientProgram.READY + System.nanoTime());
    worker.awaitEnd();
  }
}
