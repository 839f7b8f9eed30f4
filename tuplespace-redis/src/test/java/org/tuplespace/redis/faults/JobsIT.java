package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.JobResult;
import org.tuplespace.jobs.OrderedCursor;
import org.tuplespace.jobs.OrderedResult;
import org.tuplespace.jobs.OrderedResults;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Job queues whose workers are processes that are killed, stopped and told to end. */
@Timeout(180)
class JobsIT {

  private static final int JOBS = 400;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final JobOptions OPTIONS =
      JobOptions.DEFAULT.withRetries(RetryPolicy.DEFAULT.withCrashes(100));

  @TempDir private Path directory;
  private final String name = TestSpaces.name("jobs");
  private final List<ClientProcess> workers = new ArrayList<>();
  private TupleSpace space;
  private JobQueue queue;
  private OrderedResults<Long> frames;
  private int started;

  @BeforeEach
  void connect() {
    space = TupleSpaces.builder().url(RedisForTests.url()).name(name).lease(LEASE).connect();
    queue = JobWorker.queue(space, LEASE);
    frames = JobWorker.frames(space);
  }

  @AfterEach
  void drop() {
    workers.forEach(ClientProcess::close);
    space.drop();
  }

  private ClientProcess startWorker() {
    ClientProcess worker =
        ClientProcess.start(
            JobWorker.class,
            "worker-" + ++started,
            directory,
            List.of("url=" + RedisForTests.url(), "space=" + name, "lease=" + LEASE));
    workers.add(worker);
    worker.awaitReady();
    return worker;
  }

  private void awaitResults(long count) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> queue.results().count() >= count);
  }

  /** Takes all results, and checks that there is exactly one for each job. */
  private void assertEachSquaredOnce() throws InterruptedException {
    Map<String, Object> results = new HashMap<>();
    for (JobResult<Object> result : queue.results().takeSome(JOBS + 1)) {
      assertThat(results.put(result.id(), result.value())).as("second result").isNull();
    }
    assertThat(results).hasSize(JOBS);
    IntStream.range(0, JOBS)
        .forEach(i -> assertThat(results).containsEntry("job-" + i, (long) i * i));
    assertThat(queue.results().count()).isZero();
    assertThat(frames.missing(0, JOBS)).isEmpty();
    assertThat(space.count(JobWorker.QUEUE, "item", any(), any(), any(), any())).isEqualTo(JOBS);
    try (OrderedCursor<Long> cursor = frames.consume()) {
      for (long i = 0; i < JOBS; i++) {
        assertThat(cursor.next()).contains(new OrderedResult<>(i, i * i));
      }
      assertThat(cursor.next()).isEmpty();
    }
    assertThat(queue.deadLetters().count()).isZero();
    assertThat(space.count(Template.of(JobWorker.QUEUE, "job", any(), any(), any(), any(), any())))
        .isZero();
  }

  private void enqueueJobs() {
    frames.end(JOBS);
    for (int i = 0; i < JOBS; i++) {
      queue.enqueue(i, OPTIONS.withId("job-" + i));
    }
  }

  @Test
  void workersKilled_eachJobHasOneResult() throws InterruptedException {
    Random random = new Random(20261124);
    for (int i = 0; i < 4; i++) {
      startWorker();
    }
    enqueueJobs();
    for (int kills = 0; kills < 6; kills++) {
      awaitResults((kills + 1) * 40L);
      workers.remove(random.nextInt(workers.size())).kill();
      startWorker();
    }
    awaitResults(JOBS);
    assertEachSquaredOnce();
  }

  @Test
  void workerStoppedBeyondItsLease_isRefused() throws InterruptedException {
    ClientProcess stopped = startWorker();
    enqueueJobs();
    awaitResults(20);
    stopped.stop();
    startWorker();
    awaitResults(JOBS);
    stopped.resume();
    String another = queue.enqueue(1_000, OPTIONS.withId("after"));
    assertThat(queue.results().take(another).value()).isEqualTo(1_000_000L);
    assertThat(space.inp(JobWorker.QUEUE, "item", JobWorker.FRAMES, any(), 1_000L, any()))
        .isPresent();
    assertEachSquaredOnce();
  }

  @Test
  void workersToldToEnd_giveBackAtOnce() throws InterruptedException {
    ClientProcess leaving = startWorker();
    enqueueJobs();
    awaitResults(20);
    leaving.terminate();
    assertThat(queue.results().count()).isLessThan(JOBS);
    assertThat(queue.workers()).isEmpty();
    startWorker();
    awaitResults(JOBS);
    assertEachSquaredOnce();
  }
}
