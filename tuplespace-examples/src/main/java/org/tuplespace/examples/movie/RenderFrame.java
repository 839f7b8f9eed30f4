package org.tuplespace.examples.movie;

import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.OrderedResults;

/** The job of drawing one frame; its picture appears among the frames when the job has ended. */
record RenderFrame(Zoom zoom, int index) implements Job<Integer> {

  /** The frames of the film whose jobs are in this queue. */
  static OrderedResults<Frame> frames(JobQueue queue) {
    return OrderedResults.on(queue, "frames");
  }

  @Override
  public Integer run(JobContext context) throws InterruptedException {
    Frame frame = Frame.of(context.worker(), zoom, zoom.render(index));
    frames(context.queue()).put(context.tuples(), index, frame);
    return index;
  }
}
