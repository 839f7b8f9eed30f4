package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.Cancellation;
import org.tuplespace.jobs.DeadLetter;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.JobResult;
import org.tuplespace.jobs.OrderedCursor;
import org.tuplespace.jobs.OrderedResults;
import org.tuplespace.jobs.Priority;
import org.tuplespace.jobs.QueueCounts;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.jobs.Worker;
import org.tuplespace.jobs.WorkerInfo;

/** The code of docs/jobs.md; {@link DocumentsTest} holds both together. */
@Timeout(30)
class JobsGuideTest {

  private final TupleSpace space = new LocalTupleSpace("jobs");
  private final JobQueue queue = JobQueue.on(space, "squares");

  @AfterEach
  void close() {
    space.close();
  }

  record Square(int number) implements Job<Integer> {
    @Override
    public Integer run(JobContext context) {
      return number * number;
    }
  }

  @Test
  void aJob_aWorker_aResult() {
    JobQueue queue = JobQueue.on(space, "squares");
    CompletableFuture<Integer> square = queue.submit(new Square(7));

    Worker worker = Worker.on(queue).concurrency(4).start(); // in this process, or in any other
    int result = square.join();
    worker.close();

    assertThat(result).isEqualTo(49);
  }

  @Test
  void results_areTakenById() throws InterruptedException {
    try (Worker unused = Worker.on(queue).start()) {
      String id = queue.enqueue(new Square(8));
      JobResult<Integer> taken = queue.<Integer>results().take(id);
      int value = taken.value(); // or a JobFailedException, with the error and its stack trace

      assertThat(value).isEqualTo(64);
    }
  }

  @Test
  void plainData_isHandled() throws InterruptedException {
    queue.enqueue("to be or not to be");
    Worker counting =
        Worker.on(queue).handler(String.class, (text, context) -> text.split(" ").length).start();

    assertThat(queue.results().take().value()).isEqualTo(6);
    counting.close();
  }

  @Test
  void options_andDeadLetters() throws InterruptedException {
    JobOptions options =
        JobOptions.DEFAULT
            .withPriority(Priority.HIGH)
            .withDelay(Duration.ofMillis(10))
            .withTimeToLive(Duration.ofHours(1)) // not tried after that
            .withRetries(RetryPolicy.DEFAULT.withAttempts(10));
    queue.enqueue(new Square(9), options);
    queue.enqueue("nobody can do this", JobOptions.DEFAULT.withRetries(RetryPolicy.NONE));
    try (Worker unused = Worker.on(queue).start()) {
      assertThat(queue.results().takeSome(1)).hasSize(1);
      assertThat(queue.results().takeSome(1)).hasSize(1);
    }

    for (DeadLetter letter : queue.deadLetters().list()) {
      System.out.println(letter.id() + ": " + letter.error());
    }
    long again = queue.deadLetters().requeueAll();

    assertThat(again).isEqualTo(1);
  }

  @Test
  void places() throws InterruptedException {
    queue.enqueue(new Square(10), JobOptions.DEFAULT.requiring("gpu"));
    queue.enqueue(new Square(11), JobOptions.DEFAULT.preferring(Duration.ofSeconds(10), "host-a"));

    try (Worker unused = Worker.on(queue).labels("gpu", "host-a").start()) {
      assertThat(queue.results().take().value()).isEqualTo(100);
      assertThat(queue.results().take().value()).isEqualTo(121);
    }
  }

  @Test
  void resultsInOrder() throws InterruptedException {
    OrderedResults<String> frames =
        OrderedResults.<String>on(space, "squares", "frames").withWindow(100);
    frames.end(3); // how many there are, as soon as somebody knows
    frames.put(2, "c");
    frames.put(0, "a");
    frames.put(1, "b"); // in a job: frames.put(context.tuples(), 1, "b")

    StringBuilder film = new StringBuilder();
    try (OrderedCursor<String> cursor = frames.consume()) {
      for (var frame = cursor.next(); frame.isPresent(); frame = cursor.next()) {
        film.append(frame.get().value()); // waits for the next one, until the end
      }
    }

    assertThat(film).hasToString("abc");
  }

  @Test
  void keys_andCancel() throws InterruptedException {
    String first = queue.enqueue(new Square(12), JobOptions.DEFAULT.withKey("square of 12"));
    String second = queue.enqueue(new Square(12), JobOptions.DEFAULT.withKey("square of 12"));

    assertThat(second).isEqualTo(first);

    Cancellation found = queue.cancel(first); // WAITING: it will not be run

    assertThat(found).isEqualTo(Cancellation.WAITING);
    assertThat(queue.results().take(first).isCancelled()).isTrue();
  }

  @Test
  void watching() throws InterruptedException {
    QueueCounts counts = queue.counts(); // waiting, delayed, running, dead, results
    List<WorkerInfo> workers = queue.workers(); // who is alive, where, and what it runs
    queue.pause(); // jobs under way go on, no other is taken
    queue.resume();
    boolean isDone = queue.drain(Duration.ofSeconds(10)); // waits until no job is left

    assertThat(counts.waiting()).isZero();
    assertThat(workers).isEmpty();
    assertThat(isDone).isTrue();
  }
}
