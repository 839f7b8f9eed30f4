package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.TupleCodecException;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.Cancellation;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.QueueCounts;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.jobs.TakenJob;
import org.tuplespace.jobs.Worker;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Jobs of a class that not every worker has. */
@Timeout(120)
class JobClassesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JobOptions NAMED = JobOptions.DEFAULT.forWhoHasItsClass();

  private final String name = TestSpaces.name("job-classes");
  private TupleSpace space;
  private TupleSpace strictSpace;
  private JobQueue queue;
  private JobQueue strict;

  @BeforeEach
  void connect() {
    space = builder().allow(Square.class).connect();
    queue = JobQueue.on(space, "work");
    strictSpace = builder().connect();
    strict = JobQueue.on(strictSpace, "work");
  }

  @AfterEach
  void drop() {
    strictSpace.close();
    space.drop();
  }

  private TupleSpaceBuilder builder() {
    return TupleSpaces.builder().url(RedisForTests.url()).name(name);
  }

  /** A job of a class that not everybody may read. */
  static final class Square implements Job<Integer> {
    private static final long serialVersionUID = 1L;
    private final int number;

    Square(int number) {
      this.number = number;
    }

    @Override
    public Integer run(JobContext context) {
      return context.attempt() == 1 ? number * number : -1;
    }
  }

  @Test
  void job_thatAWorkerMayNotRead_isLeftToOneThatMay() throws Exception {
    try (Worker worker =
        Worker.on(strict).concurrency(2).handler(String.class, (text, context) -> text).start()) {
      String one = queue.enqueue(new Square(3), NAMED);
      String other = queue.enqueue(new Square(4), NAMED);
      String plain = queue.enqueue("plain", NAMED);
      assertThat(queue.results().take(plain, PATIENCE).orElseThrow().value()).isEqualTo("plain");
      assertThat(queue.counts()).isEqualTo(new QueueCounts(2, 0, 0, 0, 0));
      TakenJob taken = queue.dequeue(PATIENCE).orElseThrow();
      assertThat(taken.crashes()).isZero();
      taken.release();
      try (Worker able = Worker.on(queue).concurrency(1).start()) {
        assertThat(queue.results().take(one, PATIENCE).orElseThrow().value()).isEqualTo(9);
        assertThat(queue.results().take(other, PATIENCE).orElseThrow().value()).isEqualTo(16);
      }
      assertThat(worker.info().done()).isEqualTo(1);
    }
  }

  @Test
  void job_whoseClassIsNamed_isTriedAgain_andCancelled() throws Exception {
    RetryPolicy atOnce = RetryPolicy.DEFAULT.withDelays(Duration.ZERO, Duration.ZERO);
    String id = queue.enqueue(new Square(3), NAMED.withRetries(atOnce));
    queue.dequeue(PATIENCE).orElseThrow().fail(new IllegalStateException());
    assertThat(strict.dequeue(Duration.ZERO)).isEmpty();
    TakenJob again = queue.dequeue(PATIENCE).orElseThrow();
    assertThat(again.attempt()).isEqualTo(2);
    again.release();
    assertThat(queue.cancel(id)).isEqualTo(Cancellation.WAITING);
    assertThat(queue.counts().waiting()).isZero();
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
  }

  @Test
  void job_thatCannotBeRead_isNoCrash() throws Exception {
    queue.enqueue(new Square(3));
    for (int i = 0; i < 7; i++) {
      assertThatThrownBy(() -> strict.dequeue(PATIENCE)).isInstanceOf(TupleCodecException.class);
    }
    TakenJob taken = queue.dequeue(PATIENCE).orElseThrow();
    assertThat(taken.crashes()).isZero();
    taken.complete(9);
  }
}
