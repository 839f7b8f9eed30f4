package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.Cancellation;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobFailedException;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.JobResult;
import org.tuplespace.jobs.ResultQueue;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.jobs.TakenJob;
import org.tuplespace.jobs.Worker;
import org.tuplespace.jobs.WorkerInfo;

/** A worker runs the jobs of a queue, and leaves none half done. */
public abstract class WorkerContract extends SpaceFixture {

  private static final RetryPolicy AT_ONCE =
      RetryPolicy.DEFAULT.withDelays(Duration.ZERO, Duration.ZERO);

  private final List<Worker> workers = new ArrayList<>();
  private JobQueue queue;

  @BeforeEach
  void openQueue() {
    queue = JobQueue.on(space, "work");
  }

  @AfterEach
  void closeWorkers() {
    workers.forEach(worker -> worker.close(Duration.ZERO));
  }

  private Worker start(Worker.Builder builder) {
    Worker worker = builder.start();
    workers.add(worker);
    return worker;
  }

  /** Returns once so many slots wait for a job; each worker waits for orders beside that. */
  private void awaitSlots(int count) {
    awaitBlockedIns(count + workers.size());
  }

  /** A job that squares a number. */
  static final class Square implements Job<Long> {
    private static final long serialVersionUID = 1L;
    private final long number;

    Square(long number) {
      this.number = number;
    }

    @Override
    public Long run(JobContext context) {
      return number * number;
    }
  }

  /** What the jobs of a test share with it, by the job's id. */
  private static final Map<String, Meeting> MEETINGS = new ConcurrentHashMap<>();

  /** Two latches: the job has begun; it may end. */
  private static final class Meeting {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
  }

  private static Meeting meeting(String id) {
    return MEETINGS.computeIfAbsent(id, key -> new Meeting());
  }

  /** A job that says when it begins, and ends when it is told to. */
  static final class Meet implements Job<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String run(JobContext context) throws InterruptedException {
      Meeting meeting = meeting(context.id());
      meeting.begun.countDown();
      try {
        meeting.mayEnd.await();
      } finally {
        meeting.cancelled.complete(context.isCancelled());
      }
      return "met";
    }
  }

  @Test
  void jobs_areRun_eachOnce() throws Exception {
    start(Worker.on(queue).concurrency(3));
    start(Worker.on(JobQueue.on(anotherClient(), "work")).concurrency(2));
    List<Square> jobs = IntStream.range(0, 300).mapToObj(Square::new).toList();
    List<String> ids = queue.enqueueAll(jobs, JobOptions.DEFAULT);
    ResultQueue<Long> results = queue.results();
    Map<String, Long> byId = new ConcurrentHashMap<>();
    for (int i = 0; i < 300; i++) {
      JobResult<Long> result = results.take(PATIENCE).orElseThrow();
      assertThat(byId.put(result.id(), result.value())).isNull();
    }
    for (int i = 0; i < 300; i++) {
      assertThat(byId.get(ids.get(i))).isEqualTo((long) i * i);
    }
    assertThat(results.count()).isZero();
  }

  @Test
  void submit_isAFuture() throws Exception {
    start(Worker.on(queue).concurrency(1));
    assertThat(get(queue.submit(new Square(7)))).isEqualTo(49L);
  }

  @Test
  void handlers_areChosenByType() throws Exception {
    start(
        Worker.on(queue)
            .concurrency(1)
            .handler(Integer.class, (number, context) -> number + 1)
            .handler(String.class, (text, context) -> text + " by " + context.worker())
            .name("w1"));
    assertThat(get(queue.submit(41, Integer.class, JobOptions.DEFAULT))).isEqualTo(42);
    assertThat(get(queue.submit("done", String.class, JobOptions.DEFAULT))).isEqualTo("done by w1");
  }

  @Test
  void handler_thatIsMissing_failsTheJob() throws Exception {
    start(Worker.on(queue).concurrency(1));
    JobOptions once = JobOptions.DEFAULT.withRetries(RetryPolicy.NONE);
    assertThatThrownBy(() -> get(queue.submit(41, Integer.class, once)))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("no handler for a java.lang.Integer");
  }

  @Test
  void failure_isTriedAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    start(
        Worker.on(queue)
            .concurrency(1)
            .handler(
                String.class,
                (text, context) -> {
                  if (calls.incrementAndGet() < 3) {
                    throw new StackOverflowError("attempt " + context.attempt());
                  }
                  return context.attempt();
                }));
    JobOptions options = JobOptions.DEFAULT.withRetries(AT_ONCE);
    assertThat(get(queue.submit("x", Integer.class, options))).isEqualTo(3);
  }

  @Test
  void result_thatCannotBeInATuple_isAFailure() throws Exception {
    start(Worker.on(queue).concurrency(1).handler(String.class, (text, context) -> new Object()));
    JobOptions once = JobOptions.DEFAULT.withRetries(RetryPolicy.NONE);
    assertThatThrownBy(() -> get(queue.submit("x", Object.class, once)))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("Serializable");
  }

  @Test
  void job_queuesOthers_thatAppearWithItsResult() throws Exception {
    start(
        Worker.on(queue)
            .concurrency(2)
            .handler(
                Integer.class,
                (number, context) -> {
                  for (int i = 0; i < number; i++) {
                    context.queue().enqueue(context.tuples(), number - 1, JobOptions.DEFAULT);
                  }
                  return number;
                }));
    queue.enqueue(3); // 3, three times 2, six times 1, six times 0
    ResultQueue<Integer> results = queue.results();
    int sum = 0;
    for (int i = 0; i < 16; i++) {
      sum += results.take(PATIENCE).orElseThrow().value();
    }
    assertThat(sum).isEqualTo(3 + 3 * 2 + 6);
  }

  // ---- the end

  @Test
  void close_waitsForTheJobUnderWay() throws Exception {
    Worker worker = start(Worker.on(queue).concurrency(1));
    String id = queue.enqueue(new Meet());
    meeting(id).begun.await();
    queue.enqueue(new Square(2));
    Caller<Object> closing =
        call(
            () -> {
              worker.close(LONG);
              return "closed";
            });
    assertThat(worker.awaitEnd(Duration.ofMillis(30))).isFalse();
    assertThat(closing.isDone()).isFalse();
    meeting(id).mayEnd.countDown();
    assertThat(closing.result()).isEqualTo("closed");
    assertThat(queue.<String>results().take(id).value()).isEqualTo("met");
    assertThat(queue.dequeue(Duration.ZERO)).isPresent();
  }

  @Test
  void close_whenTheGraceIsOver_givesTheJobBack() throws Exception {
    Worker worker = start(Worker.on(queue).concurrency(1));
    String id = queue.enqueue(new Meet());
    meeting(id).begun.await();
    worker.close(Duration.ofMillis(10));
    assertThat(get(meeting(id).cancelled)).isTrue();
    TakenJob again = queue.dequeue(PATIENCE).orElseThrow();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.crashes()).isZero();
    assertThat(queue.results().count()).isZero();
  }

  @Test
  void close_whileWaiting_isQuick() throws Exception {
    Worker worker = start(Worker.on(queue).concurrency(3));
    awaitSlots(3);
    worker.close(LONG);
    assertThat(worker.awaitEnd(Duration.ZERO)).isTrue();
    await(() -> space.stats().transactions() == 0);
    worker.close();
  }

  @Test
  void drain_endsWhenNothingIsLeft() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    Worker worker =
        start(
            Worker.on(queue)
                .concurrency(2)
                .handler(
                    String.class,
                    (text, context) -> {
                      if (text.equals("bad") && failures.incrementAndGet() < 3) {
                        throw new IllegalStateException();
                      }
                      return text;
                    }));
    awaitSlots(2);
    RetryPolicy soon = AT_ONCE.withDelays(Duration.ofMillis(50), Duration.ofMillis(50));
    queue.enqueue("bad", JobOptions.DEFAULT.withRetries(soon));
    queue.enqueue("late", JobOptions.DEFAULT.withDelay(Duration.ofMillis(100)));
    queue.enqueueAll(List.of("a", "b", "c"), JobOptions.DEFAULT);
    worker.drain();
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
    assertThat(queue.results().count()).isEqualTo(5);
    assertThat(queue.deadLetters().count()).isZero();
    assertThat(queue.workers()).isEmpty();
  }

  @Test
  void space_thatIsClosed_endsTheWorker() throws Exception {
    TupleSpace own = anotherSpace();
    Worker worker = start(Worker.on(JobQueue.on(own, "work")).concurrency(2));
    own.drop();
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
  }

  // ---- cancel

  @Test
  void cancel_tellsTheJob_andTheWorkerGoesOn() throws Exception {
    start(Worker.on(JobQueue.on(anotherClient(), "work")).concurrency(2));
    start(Worker.on(queue).concurrency(1).labels("special"));
    String id = queue.enqueue(new Meet(), JobOptions.DEFAULT.requiring("special"));
    meeting(id).begun.await();
    assertThat(queue.cancel(id)).isEqualTo(Cancellation.RUNNING);
    assertThat(get(meeting(id).cancelled)).isTrue();
    assertThat(queue.results().take(id, PATIENCE).orElseThrow().isCancelled()).isTrue();
    assertThat(queue.cancel(id)).isEqualTo(Cancellation.NOT_FOUND);
    JobOptions special = JobOptions.DEFAULT.requiring("special");
    assertThat(get(queue.submit(new Square(5), special))).isEqualTo(25L);
    assertThat(queue.results().count()).isZero();
    assertThat(queue.counts().waiting()).isZero();
  }

  @Test
  void cancel_undoesWhatTheJobDidUnderItsTransaction() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    start(
        Worker.on(queue)
            .concurrency(1)
            .handler(
                String.class,
                (text, context) -> {
                  context.tuples().out("work", "part", 1);
                  begun.countDown();
                  new CountDownLatch(1).await();
                  return text;
                }));
    String id = queue.enqueue("x");
    begun.await();
    assertThat(queue.cancel(id)).isEqualTo(Cancellation.RUNNING);
    assertThat(queue.results().take(id).isCancelled()).isTrue();
    assertThat(space.rdp("work", "part", 1)).isEmpty();
  }

  @Test
  void cancel_whileTheJobIsTakenRunsOrEnds_givesOneResult() throws Exception {
    start(Worker.on(queue).concurrency(2));
    start(Worker.on(JobQueue.on(anotherClient(), "work")).concurrency(2));
    for (int i = 0; i < 90; i++) {
      String id = queue.enqueue(new Square(i));
      if (i % 3 == 2) {
        Thread.yield();
      } else if (i % 3 == 1) {
        await(() -> queue.counts().waiting() == 0);
      }
      Cancellation found = queue.cancel(id);
      JobResult<Long> result = queue.<Long>results().take(id, PATIENCE).orElseThrow();
      assertThat(found).as("job %d: %s", i, result).isNotEqualTo(Cancellation.PENDING);
      assertThat(result.isCancelled())
          .as("job %d: %s", i, found)
          .isEqualTo(found != Cancellation.NOT_FOUND);
      assertThat(queue.results().count()).isZero();
    }
  }

  @Test
  void cancel_ofAJobThatFailsAgainAndAgain_holds() throws Exception {
    start(
        Worker.on(queue)
            .concurrency(2)
            .handler(
                String.class,
                (text, context) -> {
                  throw new IllegalStateException(text);
                }));
    start(Worker.on(JobQueue.on(anotherClient(), "work")).concurrency(2));
    RetryPolicy endless = AT_ONCE.withAttempts(Integer.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      String id = queue.enqueue("bad", JobOptions.DEFAULT.withRetries(endless));
      assertThat(queue.cancel(id)).isIn(Cancellation.WAITING, Cancellation.RUNNING);
      assertThat(queue.results().take(id, PATIENCE).orElseThrow().isCancelled()).isTrue();
    }
    assertThat(queue.counts().waiting()).isZero();
    assertThat(queue.results().count()).isZero();
  }

  // ---- pause

  @Test
  void pause_holdsTheWorkersBack_alsoThoseThatWait() throws Exception {
    start(Worker.on(queue).concurrency(2));
    awaitSlots(2);
    queue.pause();
    assertThat(queue.isPaused()).isTrue();
    awaitSlots(0);
    String id = queue.enqueue(new Square(3));
    Worker late = start(Worker.on(JobQueue.on(anotherClient(), "work")).concurrency(1));
    assertThat(queue.results().take(id, Duration.ofMillis(50))).isEmpty();
    TakenJob byHand = queue.dequeue(Duration.ZERO).orElseThrow();
    byHand.release();
    assertThat(queue.counts().waiting()).isEqualTo(1);
    JobQueue.on(anotherClient(), "work").resume();
    assertThat(queue.isPaused()).isFalse();
    assertThat(queue.<Long>results().take(id, PATIENCE).orElseThrow().value()).isEqualTo(9);
    assertThat(get(queue.submit(new Square(4)))).isEqualTo(16);
    awaitSlots(3);
    late.close();
  }

  @Test
  void pause_letsTheJobUnderWayEnd() throws Exception {
    start(Worker.on(queue).concurrency(1));
    String id = queue.enqueue(new Meet());
    meeting(id).begun.await();
    queue.pause();
    String next = queue.enqueue(new Square(2));
    meeting(id).mayEnd.countDown();
    assertThat(queue.results().take(id, PATIENCE)).isPresent();
    queue.pause();
    queue.resume();
    queue.pause();
    queue.resume();
    assertThat(queue.results().take(next, PATIENCE)).isPresent();
  }

  @Test
  void pause_delays_theDrain_butNotTheClose() throws Exception {
    Worker draining = start(Worker.on(queue).concurrency(2));
    Worker closing = start(Worker.on(queue).concurrency(2));
    awaitSlots(4);
    queue.pause();
    awaitSlots(0);
    String id = queue.enqueue(new Square(2));
    draining.drain();
    assertThat(draining.awaitEnd(Duration.ofMillis(30))).isFalse();
    closing.close(LONG);
    queue.resume();
    assertThat(draining.awaitEnd(PATIENCE)).isTrue();
    assertThat(queue.results().take(id, Duration.ZERO)).isPresent();
  }

  // ---- drain of the queue

  @Test
  void drain_ofTheQueue_waitsForTheJobUnderWay() throws Exception {
    start(Worker.on(queue).concurrency(2));
    start(Worker.on(JobQueue.on(anotherClient(), "work")).concurrency(1));
    String id = queue.enqueue(new Meet());
    meeting(id).begun.await();
    assertThat(queue.drain(Duration.ofMillis(100))).isFalse();
    Caller<Boolean> draining = call(() -> queue.drain(LONG));
    assertThat(queue.results().take(id, Duration.ofMillis(50))).isEmpty();
    assertThat(draining.isDone()).isFalse();
    meeting(id).mayEnd.countDown();
    assertThat(draining.result()).isTrue();
    assertThat(queue.results().take(id, Duration.ZERO)).isPresent();
  }

  @Test
  void drain_ofTheQueue_seesJobsThatQueueOthers_fail_andAreDelayed() throws Exception {
    for (int i = 0; i < 2; i++) {
      start(
          Worker.on(i == 0 ? queue : JobQueue.on(anotherClient(), "work"))
              .concurrency(2)
              .handler(
                  Integer.class,
                  (number, context) -> {
                    if (context.attempt() == 1 && number == 1) {
                      throw new IllegalStateException();
                    }
                    for (int child = 0; child < number; child++) {
                      JobOptions delayed =
                          JobOptions.DEFAULT
                              .withDelay(Duration.ofMillis(child))
                              .withRetries(AT_ONCE);
                      context.queue().enqueue(context.tuples(), number - 1, delayed);
                    }
                    return number;
                  }));
    }
    for (int round = 1; round <= 8; round++) {
      queue.enqueue(3); // and three times 2, six times 1, six times 0
      assertThat(queue.drain(PATIENCE)).isTrue();
      assertThat(queue.results().count()).isEqualTo(16L * round);
    }
    assertThat(queue.counts().waiting() + queue.counts().delayed()).isZero();
  }

  @Test
  void drain_ofAPausedQueue_endsWhenNothingWaits() throws Exception {
    start(Worker.on(queue).concurrency(2));
    queue.pause();
    awaitSlots(0);
    assertThat(queue.drain(PATIENCE)).isTrue();
    String id = queue.enqueue(new Square(2));
    assertThat(queue.drain(Duration.ofMillis(50))).isFalse();
    queue.resume();
    assertThat(queue.drain(PATIENCE)).isTrue();
    assertThat(queue.results().take(id, Duration.ZERO)).isPresent();
  }

  // ---- progress

  @Test
  void progress_isToldByTheJob() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    start(
        Worker.on(queue)
            .concurrency(1)
            .handler(
                String.class,
                (text, context) -> {
                  context.progress(text + " at 50 %");
                  mayEnd.await();
                  return text;
                }));
    String id = queue.enqueue("x");
    assertThat(space.rd("work", "progress", id, org.tuplespace.Match.any()).get(3))
        .isEqualTo("x at 50 %");
    assertThat(queue.progress(id)).contains("x at 50 %");
    mayEnd.countDown();
    assertThat(queue.results().take(id, PATIENCE)).isPresent();
    assertThat(queue.progress(id)).isEmpty();
  }

  // ---- presence

  @Test
  void workers_areListed_whileTheyLive() throws Exception {
    Worker worker =
        start(
            Worker.on(queue.withLease(Duration.ofMillis(500)))
                .concurrency(2)
                .name("w1")
                .host("h1")
                .labels("gpu", "h1"));
    String id = queue.enqueue(new Meet());
    meeting(id).begun.await();
    await(() -> queue.workers().stream().anyMatch(listed -> listed.running().equals(List.of(id))));
    WorkerInfo info = queue.workers().get(0);
    assertThat(queue.workers()).hasSize(1);
    assertThat(info.name()).isEqualTo("w1");
    assertThat(info.host()).isEqualTo("h1");
    assertThat(info.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(info.labels()).containsExactlyInAnyOrder("gpu", "h1");
    assertThat(info.concurrency()).isEqualTo(2);
    meeting(id).mayEnd.countDown();
    await(() -> queue.workers().get(0).done() == 1);
    worker.close();
    assertThat(queue.workers()).isEmpty();
  }
}
