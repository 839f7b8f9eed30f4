package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.jobs.Cancellation;
import org.tuplespace.jobs.DeadLetter;
import org.tuplespace.jobs.JobFailedException;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.JobResult;
import org.tuplespace.jobs.Priority;
import org.tuplespace.jobs.QueueCounts;
import org.tuplespace.jobs.ResultQueue;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.jobs.TakenJob;

/** Jobs are taken in their order, and each ends once: by a result or as a dead letter. */
public abstract class JobQueueContract extends SpaceFixture {

  /** Retries at once. */
  private static final RetryPolicy AT_ONCE =
      RetryPolicy.DEFAULT.withAttempts(3).withDelays(Duration.ZERO, Duration.ZERO);

  private JobQueue queue;

  @BeforeEach
  void openQueue() {
    queue = JobQueue.on(space, "render");
  }

  private static JobOptions with(Priority priority) {
    return JobOptions.DEFAULT.withPriority(priority);
  }

  private TakenJob next() throws Exception {
    return queue.dequeue(PATIENCE).orElseThrow(() -> new AssertionError("there is no job"));
  }

  private List<Object> takeAll() throws Exception {
    List<Object> payloads = new ArrayList<>();
    Optional<TakenJob> job = queue.dequeue(Duration.ZERO);
    while (job.isPresent()) {
      payloads.add(job.get().payload());
      job.get().complete(null);
      job = queue.dequeue(Duration.ZERO);
    }
    return payloads;
  }

  // ---- in and out

  @Test
  void complete_putsTheResult_andTheJobIsGone() throws Exception {
    String id = queue.enqueue("frame 7");
    TakenJob job = queue.dequeue();
    assertThat(job.id()).isEqualTo(id);
    assertThat(job.payload()).isEqualTo("frame 7");
    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.crashes()).isZero();
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
    job.complete(42);
    assertThat(space.rdAll("render", "result", any(), any(), any()))
        .containsExactly(Tuple.of("render", "result", id, "ok", 42));
    assertThat(space.stats().tuples()).isEqualTo(1);
    assertThat(queue.<Integer>results().take(id).value()).isEqualTo(42);
    assertThat(queue.results().count()).isZero();
  }

  @Test
  void job_ofAStranger_isTaken() throws Exception {
    space.out("render", "job", "normal", "*", "7", List.of(1, 2), null);
    TakenJob job = next();
    assertThat(job.id()).isEqualTo("7");
    assertThat(job.payload()).isEqualTo(List.of(1, 2));
    job.complete("done");
    assertThat(space.in("render", "result", "7", any(), any()).get(4)).isEqualTo("done");
  }

  @Test
  void attributes_ofAStranger_count() throws Exception {
    Tuple attributes = Tuple.of("retries", Tuple.of(1L, 0, 0, 0), "colour", "blue");
    space.out("render", "job", "normal", "*", "7", "payload", attributes);
    next().fail(new IllegalStateException("no"));
    Tuple dead = space.in("render", "dead", "7", any(), any(), any(), any(), any());
    assertThat(dead.getTuple(5).fields()).contains("colour", "blue", "attempts", 1);
  }

  @Test
  void attributes_thatAreMalformed_makeADeadLetter() throws Exception {
    space.out("render", "job", "normal", "*", "odd", 1, Tuple.of("retries"));
    space.out("render", "job", "normal", "*", "type", 2, Tuple.of("retries", "many"));
    space.out("render", "job", "normal", "*", "number", 3, 7);
    space.out("render", "job", "normal", "*", "good", 4, Tuple.of());
    assertThat(takeAll()).containsExactly(4);
    assertThat(queue.deadLetters().list())
        .extracting(DeadLetter::id)
        .containsExactly("odd", "type", "number");
  }

  @Test
  void dequeue_waits() throws Exception {
    Caller<TakenJob> caller = callBlockedIn(queue::dequeue);
    JobQueue.on(anotherClient(), "render").enqueue("late");
    TakenJob job = caller.result();
    assertThat(job.payload()).isEqualTo("late");
    job.complete(null);
  }

  @Test
  void dequeue_timesOut() throws Exception {
    assertThat(queue.dequeue(Duration.ofMillis(20))).isEmpty();
    assertThatThrownBy(() -> queue.dequeue(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    await(() -> space.stats().transactions() == 0);
  }

  @Test
  void dequeue_isInterrupted() throws Exception {
    Caller<TakenJob> caller = callBlockedIn(queue::dequeue);
    caller.interrupt();
    assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
    queue.enqueue("a");
    assertThat(next().payload()).isEqualTo("a");
  }

  @Test
  void queues_ofOneSpace_areApart() throws Exception {
    JobQueue.on(space, "other").enqueue("a");
    queue.enqueue("b");
    assertThat(takeAll()).containsExactly("b");
  }

  // ---- order

  @Test
  void jobs_areTakenByPriority_andThenInTheirOrder() throws Exception {
    queue.enqueue("low 1", with(Priority.LOW));
    queue.enqueue("normal 1");
    queue.enqueue("high 1", with(Priority.HIGH));
    queue.enqueue("normal 2");
    queue.enqueue("high 2", with(Priority.HIGH));
    queue.enqueue("low 2", with(Priority.LOW));
    assertThat(takeAll())
        .containsExactly("high 1", "high 2", "normal 1", "normal 2", "low 1", "low 2");
  }

  @Test
  void enqueueAll_keepsTheOrder() throws Exception {
    List<Integer> payloads = IntStream.range(0, 600).boxed().toList();
    List<String> ids = queue.enqueueAll(payloads, JobOptions.DEFAULT);
    assertThat(ids).hasSize(600).doesNotHaveDuplicates();
    assertThat(takeAll()).isEqualTo(payloads);
  }

  @Test
  void enqueue_underATransaction_isSeenAtItsCommit() throws Exception {
    try (Transaction transaction = space.begin(LONG)) {
      queue.enqueue(transaction, "a", JobOptions.DEFAULT);
      queue.enqueue(transaction, "b", JobOptions.DEFAULT.withDelay(Duration.ofMillis(1)));
      assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
      transaction.commit();
    }
    assertThat(next().payload()).isEqualTo("a");
    assertThat(next().payload()).isEqualTo("b");
  }

  // ---- time

  @Test
  void delay_keepsAJobBack() throws Exception {
    long start = System.nanoTime();
    queue.enqueue("late", JobOptions.DEFAULT.withDelay(Duration.ofMillis(150)));
    queue.enqueue("now");
    assertThat(next().payload()).isEqualTo("now");
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
    assertThat(next().payload()).isEqualTo("late");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(149));
  }

  @Test
  void timeToLive_endsAJobThatNobodyTakes() throws Exception {
    JobOptions shortly = JobOptions.DEFAULT.withTimeToLive(Duration.ofMillis(30));
    queue.enqueue("now", shortly);
    queue.enqueue("late", shortly.withDelay(Duration.ofMillis(30)));
    await(() -> space.stats().tuples() == 0 && space.stats().delayed() == 0);
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
  }

  @Test
  void timeToLive_leavesTimeToTakeTheJob() throws Exception {
    JobOptions longer = JobOptions.DEFAULT.withTimeToLive(LONG);
    queue.enqueue("now", longer);
    queue.enqueue("late", longer.withDelay(Duration.ofMillis(30)));
    assertThat(next().payload()).isEqualTo("now");
    assertThat(next().payload()).isEqualTo("late");
  }

  @Test
  void lease_isRenewedWhileTheTakerLives() throws Exception {
    JobQueue brief = queue.withLease(Duration.ofMillis(300));
    Caller<TakenJob> caller = callBlockedIn(brief::dequeue);
    space.out(Tuple.of("time", "passed"), OutOptions.delay(Duration.ofMillis(900)));
    space.in("time", "passed");
    queue.enqueue("a");
    TakenJob job = caller.result();
    space.out(Tuple.of("time", "passed"), OutOptions.delay(Duration.ofMillis(900)));
    space.in("time", "passed");
    assertThat(job.isLost()).isFalse();
    job.complete(1);
    assertThat(queue.results().count()).isEqualTo(1);
  }

  // ---- failures

  @Test
  void fail_isTriedAgain_upToTheLimit() throws Exception {
    String id = queue.enqueue("bad", JobOptions.DEFAULT.withRetries(AT_ONCE));
    for (int attempt = 1; attempt <= 3; attempt++) {
      TakenJob job = next();
      assertThat(job.attempt()).isEqualTo(attempt);
      assertThat(job.payload()).isEqualTo("bad");
      job.fail(new IllegalStateException("attempt " + attempt));
    }
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
    DeadLetter dead = queue.deadLetters().find(id).orElseThrow();
    assertThat(dead.payload()).isEqualTo("bad");
    assertThat(dead.attempts()).isEqualTo(3);
    assertThat(dead.error().className()).isEqualTo("java.lang.IllegalStateException");
    assertThat(dead.error().message()).isEqualTo("attempt 3");
    assertThat(dead.error().stackTrace()).contains("JobQueueContract");
    JobResult<Object> result = queue.results().take(id);
    assertThat(result.isFailed()).isTrue();
    assertThatThrownBy(result::value)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("attempt 3");
  }

  @Test
  void fail_waitsBeforeTheNextAttempt() throws Exception {
    Duration delay = Duration.ofMillis(200);
    RetryPolicy policy = RetryPolicy.DEFAULT.withDelays(delay, delay);
    queue.enqueue("bad", JobOptions.DEFAULT.withRetries(policy));
    long start = System.nanoTime();
    next().fail(new IllegalStateException());
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
    next().complete(null);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(delay.dividedBy(2));
  }

  @Test
  void fail_whenTimeIsOver_isFinal() throws Exception {
    RetryPolicy slow = RetryPolicy.DEFAULT.withDelays(LONG, LONG);
    JobOptions options =
        JobOptions.DEFAULT.withTimeToLive(Duration.ofSeconds(30)).withRetries(slow);
    String id = queue.enqueue("bad", options);
    next().fail(new IllegalStateException());
    assertThat(queue.deadLetters().find(id)).isPresent();
  }

  @Test
  void crash_givesTheJobBack_toItsPlace() throws Exception {
    queue.enqueue("a");
    queue.enqueue("b");
    next().close();
    TakenJob again = next();
    assertThat(again.payload()).isEqualTo("a");
    assertThat(again.crashes()).isEqualTo(1);
    assertThat(again.attempt()).isEqualTo(1);
  }

  @Test
  void crashes_beyondTheLimit_makeADeadLetter() throws Exception {
    RetryPolicy policy = RetryPolicy.DEFAULT.withCrashes(2);
    String id = queue.enqueue("poison", JobOptions.DEFAULT.withRetries(policy));
    for (int i = 0; i < 3; i++) {
      next().close();
    }
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
    DeadLetter dead = queue.deadLetters().find(id).orElseThrow();
    assertThat(dead.error().className()).isEqualTo("crashed");
    assertThat(dead.attempts()).isZero();
    assertThat(queue.results().take(id).isFailed()).isTrue();
  }

  @Test
  void release_isNoCrash() throws Exception {
    queue.enqueue("a");
    queue.enqueue("b");
    next().release();
    TakenJob again = next();
    assertThat(again.payload()).isEqualTo("a");
    assertThat(again.crashes()).isZero();
  }

  @Test
  void result_thatCannotBeInATuple_leavesTheJobToFail() throws Exception {
    String id = queue.enqueue("a", JobOptions.DEFAULT.withRetries(RetryPolicy.NONE));
    TakenJob job = next();
    IllegalArgumentException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalArgumentException.class, () -> job.complete(new Object()));
    job.fail(e);
    assertThat(queue.deadLetters().find(id)).isPresent();
  }

  // ---- together with the job

  @Test
  void tuples_appearWithTheResult() throws Exception {
    queue.enqueue("a");
    TakenJob job = next();
    job.tuples().out("render", "part", 1);
    assertThat(space.rdp("render", "part", 1)).isEmpty();
    job.complete(null);
    assertThat(space.rdp("render", "part", 1)).isPresent();
  }

  @Test
  void tuples_ofAFailedAttempt_areUndone() throws Exception {
    space.out("render", "input", 1);
    queue.enqueue("a", JobOptions.DEFAULT.withRetries(AT_ONCE));
    TakenJob job = next();
    job.tuples().in("render", "input", any());
    job.tuples().out("render", "part", 1);
    job.fail(new IllegalStateException());
    assertThat(space.rdp("render", "part", 1)).isEmpty();
    assertThat(space.rdp("render", "input", 1)).isPresent();
    TakenJob again = next();
    assertThat(again.attempt()).isEqualTo(2);
    again.tuples().out("render", "part", 2);
    again.fail(new IllegalStateException());
    assertThat(next().attempt()).isEqualTo(3);
    assertThat(space.count("render", "part", any())).isZero();
  }

  // ---- results

  @Test
  void results_areTakenAsTheyCome_orByJob() throws Exception {
    String a = queue.enqueue("a");
    String b = queue.enqueue("b");
    String c = queue.enqueue("c");
    TakenJob first = next();
    next().complete("B");
    next().complete("C");
    first.complete("A");
    ResultQueue<String> results = queue.results();
    assertThat(results.count()).isEqualTo(3);
    assertThat(results.take(c).value()).isEqualTo("C");
    assertThat(results.take().id()).isEqualTo(b);
    assertThat(results.takeSome(10)).extracting(JobResult::id).containsExactly(a);
    assertThat(results.take(Duration.ZERO)).isEmpty();
    assertThat(results.take(a, Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void result_canBeLeftOut_orLiveForATime() throws Exception {
    queue.enqueue("a", JobOptions.DEFAULT.withoutResult());
    queue.enqueue("b", JobOptions.DEFAULT.withResultTimeToLive(Duration.ofMillis(20)));
    takeAll();
    await(() -> space.stats().tuples() == 0);
  }

  @Test
  void submit_completesWithTheResult() throws Exception {
    CompletableFuture<String> good = queue.submit("good", String.class, JobOptions.DEFAULT);
    JobOptions once = JobOptions.DEFAULT.withRetries(RetryPolicy.NONE);
    CompletableFuture<String> bad = queue.submit("bad", String.class, once);
    next().complete("yes");
    next().fail(new IllegalStateException("no"));
    assertThat(get(good)).isEqualTo("yes");
    assertThatThrownBy(() -> get(bad))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("no");
    assertThatThrownBy(() -> queue.submit("x", String.class, once.withoutResult()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void submit_cancelled_leavesTheResult() throws Exception {
    CompletableFuture<String> future =
        blockedIn(() -> queue.submit("a", String.class, JobOptions.DEFAULT));
    future.cancel(false);
    awaitBlockedIns(0);
    next().complete("yes");
    assertThat(queue.results().count()).isEqualTo(1);
  }

  // ---- keys

  private static final JobOptions KEYED = JobOptions.DEFAULT.withKey("k");

  @Test
  void key_admitsOneJobAtATime() throws Exception {
    String first = queue.enqueue("first", KEYED);
    assertThat(queue.enqueue("second", KEYED)).isEqualTo(first);
    String other = queue.enqueue("other", KEYED.withKey("l"));
    assertThat(other).isNotEqualTo(first);
    TakenJob running = next();
    assertThat(running.payload()).isEqualTo("first");
    assertThat(queue.enqueue("third", KEYED)).isEqualTo(first);
    running.complete(null);
    String fourth = JobQueue.on(anotherClient(), "render").enqueue("fourth", KEYED);
    assertThat(fourth).isNotEqualTo(first);
    assertThat(queue.enqueue("fifth", KEYED)).isEqualTo(fourth);
    assertThat(takeAll()).containsExactly("other", "fourth");
  }

  @Test
  void key_isLetGo_howeverTheJobEnds() throws Exception {
    JobOptions once = KEYED.withRetries(RetryPolicy.NONE.withCrashes(0));
    for (int end = 0; end < 5; end++) {
      String id = queue.enqueue(end, once.withDelay(Duration.ofMillis(end == 2 ? 1 : 0)));
      assertThat(queue.enqueue("again", KEYED)).isEqualTo(id);
      switch (end) {
        case 0 -> next().complete(null);
        case 1 -> next().fail(new IllegalStateException());
        case 2 -> assertThat(queue.cancel(id)).isEqualTo(Cancellation.WAITING);
        case 3 -> {
          next().close();
          assertThat(queue.dequeue(Duration.ZERO)).isEmpty(); // a dead letter
        }
        default -> {
          next().close();
          Cancellation unused = queue.cancel(id);
        }
      }
      assertThat(queue.results().take(id, Duration.ZERO)).isPresent();
    }
    assertThat(queue.deadLetters().count()).isEqualTo(2);
    queue.deadLetters().requeueAll();
    String next = queue.enqueue("next", KEYED);
    assertThat(takeAll()).containsExactly(1, 3, "next");
    assertThat(queue.enqueue("last", KEYED)).isNotEqualTo(next);
  }

  @Test
  void key_isKept_untilTheLastAttempt() throws Exception {
    String id = queue.enqueue("a", KEYED.withRetries(AT_ONCE));
    next().fail(new IllegalStateException());
    assertThat(queue.enqueue("again", KEYED)).isEqualTo(id);
    next().close();
    assertThat(queue.enqueue("again", KEYED)).isEqualTo(id);
    next().release();
    assertThat(queue.enqueue("again", KEYED)).isEqualTo(id);
    next().complete(null);
    assertThat(queue.enqueue("again", KEYED)).isNotEqualTo(id);
  }

  @Test
  void key_isLetGo_whenTheTimeToLiveIsOver_butNotWhileTheJobRuns() throws Exception {
    JobOptions brief = KEYED.withTimeToLive(Duration.ofMillis(1));
    String unseen = queue.enqueue("unseen", brief);
    await(() -> !queue.enqueue("b", brief.withTimeToLive(LONG)).equals(unseen));
    assertThat(takeAll()).containsExactly("b");
    String late = queue.enqueue("late", brief);
    Instant end = Instant.now().plusMillis(2);
    await(() -> Instant.now().isAfter(end));
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
    JobOptions second = KEYED.withTimeToLive(Duration.ofSeconds(1));
    String running = queue.enqueue("running", second);
    assertThat(running).isNotEqualTo(late);
    TakenJob job = next();
    Instant over = Instant.now().plusMillis(1001);
    await(() -> Instant.now().isAfter(over));
    assertThat(queue.enqueue("again", KEYED)).isEqualTo(running);
    job.complete(null);
    assertThat(queue.enqueue("again", KEYED)).isNotEqualTo(running);
  }

  @Test
  void key_ofManyClientsAtOnce_isThatOfOneJob() throws Exception {
    for (int round = 0; round < 10; round++) {
      List<Caller<String>> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        JobQueue client = JobQueue.on(i % 2 == 0 ? space : anotherClientOf(space.name()), "render");
        JobOptions late = i % 3 == 0 ? KEYED : KEYED.withDelay(Duration.ofMillis(1));
        callers.add(call(() -> client.enqueue("a", late)));
      }
      String id = callers.get(0).result();
      for (Caller<String> caller : callers) {
        assertThat(caller.result()).isEqualTo(id);
      }
      TakenJob job = next();
      assertThat(job.id()).isEqualTo(id);
      job.complete(null);
      assertThat(queue.counts().waiting() + queue.counts().delayed()).isZero();
    }
  }

  @Test
  void key_survivesTheDeathOfWhoPutsIt() throws Exception {
    queue.enqueue("first", KEYED);
    next().complete(null);
    Transaction dying = space.begin(LONG);
    dying.in("render", "lock", any());
    Caller<String> caller = callBlockedIn(() -> queue.enqueue("second", KEYED));
    dying.abort(); // as its lease does
    String id = caller.result();
    assertThat(queue.enqueue("third", KEYED)).isEqualTo(id);
  }

  @Test
  void keys_leaveLittle() throws Exception {
    for (int i = 0; i < 30; i++) {
      queue.enqueue(i, KEYED.withKey("k" + i).withoutResult());
      next().complete(null);
    }
    assertThat(space.count("render", "key", any(), any(), any())).isLessThanOrEqualTo(1);
    assertThat(space.count("render", "unkey", any(), any())).isLessThanOrEqualTo(1);
  }

  @Test
  void key_isRefused_whereItCannotHold() {
    assertThatThrownBy(() -> KEYED.withKey("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.enqueueAll(List.of("a", "b"), KEYED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key");
    assertThatThrownBy(() -> queue.submit("a", String.class, KEYED))
        .isInstanceOf(IllegalArgumentException.class);
    try (Transaction transaction = space.begin(LONG)) {
      assertThatThrownBy(() -> queue.enqueue(transaction, "a", KEYED))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  // ---- cancel

  @Test
  void cancel_takesAwayWhatWaits_andTells() throws Exception {
    JobOptions options = JobOptions.DEFAULT;
    space.out("render", "job", "normal", "*", "of a stranger", 1, null);
    List<String> ids =
        List.of(
            "of a stranger",
            queue.enqueue("plain"),
            queue.enqueue("late", options.withDelay(LONG)),
            queue.enqueue("preferring", options.preferring(LONG, "h1", "h2")),
            queue.enqueue("requiring one", options.requiring("h1")),
            queue.enqueue("requiring two", options.requiring("h1", "h2")));
    String other = queue.enqueue("other", with(Priority.LOW));
    for (String id : ids) {
      assertThat(queue.cancel(id)).isEqualTo(Cancellation.WAITING);
      assertThat(queue.cancel(id)).isEqualTo(Cancellation.NOT_FOUND);
      JobResult<Object> result = queue.results().take(id);
      assertThat(result.isCancelled()).isTrue();
      assertThat(result.isFailed()).isTrue();
      assertThatThrownBy(result::value)
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining("cancelled");
    }
    assertThat(queue.counts()).isEqualTo(new QueueCounts(1, 0, 0, 0, 0));
    JobQueue everywhere = queue.withLabels(List.of("h1", "h2"));
    assertThat(everywhere.dequeue(Duration.ZERO).orElseThrow().id()).isEqualTo(other);
    assertThat(everywhere.dequeue(Duration.ZERO)).isEmpty();
  }

  @Test
  void cancel_completesTheFuture_andLeavesNoResultThatIsNotWanted() throws Exception {
    JobOptions named = JobOptions.DEFAULT.withId("7");
    CompletableFuture<String> future = blockedIn(() -> queue.submit("a", String.class, named));
    assertThat(queue.cancel("7")).isEqualTo(Cancellation.WAITING);
    assertThatThrownBy(() -> get(future)).isInstanceOf(JobFailedException.class);
    String silent = queue.enqueue("b", JobOptions.DEFAULT.withoutResult());
    assertThat(queue.cancel(silent)).isEqualTo(Cancellation.WAITING);
    assertThat(queue.results().count()).isZero();
  }

  @Test
  void cancel_ofAJobThatHasEnded_findsNothing() throws Exception {
    String id = queue.enqueue("a");
    next().complete(1);
    assertThat(queue.cancel(id)).isEqualTo(Cancellation.NOT_FOUND);
    assertThat(queue.results().take(id).isCancelled()).isFalse();
    assertThat(queue.results().take(id, Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void cancel_ofAJobThatWasTaken_countsWhenItIsGivenBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      String id = queue.enqueue("a", JobOptions.DEFAULT.withRetries(AT_ONCE));
      TakenJob job = next();
      assertThat(queue.cancel(id)).isEqualTo(Cancellation.NOT_FOUND);
      switch (i) {
        case 0 -> job.close();
        case 1 -> job.release();
        default -> job.fail(new IllegalStateException());
      }
      assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
      assertThat(queue.results().take(id).isCancelled()).isTrue();
      assertThat(queue.results().count()).isZero();
    }
  }

  @Test
  void cancel_whenAWorkerDoesNotAnswer_isPending() throws Exception {
    Tuple silent =
        Tuple.of("render", "worker", "w1", Instant.now(), "h1", 1L, List.of(), 1, List.of(), 0L);
    space.out(silent, OutOptions.timeToLive(LONG));
    String id = queue.enqueue("a");
    TakenJob job = next();
    assertThat(queue.cancel(id)).isEqualTo(Cancellation.PENDING);
    job.close(); // as if it had died
    assertThat(queue.dequeue(Duration.ZERO)).isEmpty();
    assertThat(queue.results().take(id).isCancelled()).isTrue();
  }

  // ---- drain

  @Test
  void drain_withoutWorkers_tellsWhetherAnythingWaits() throws Exception {
    assertThat(queue.drain(PATIENCE)).isTrue();
    String id = queue.enqueue("a");
    assertThat(queue.drain(Duration.ofMillis(20))).isFalse();
    next().complete(null);
    assertThat(queue.drain(PATIENCE)).isTrue();
    JobOptions later = JobOptions.DEFAULT.preferring(LONG, "h1", "h2").withDelay(LONG);
    String late = queue.enqueue("b", later);
    assertThat(queue.drain(Duration.ofMillis(20))).isFalse();
    assertThat(queue.cancel(late)).isEqualTo(Cancellation.WAITING);
    assertThat(queue.drain(PATIENCE)).isTrue();
    assertThat(queue.results().take(id, Duration.ZERO)).isPresent();
    assertThatThrownBy(() -> queue.drain(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- progress, counts

  @Test
  void progress_isReadByAnyone_untilTheAttemptEnds() throws Exception {
    String id = queue.enqueue("a", JobOptions.DEFAULT.withRetries(AT_ONCE));
    assertThat(queue.progress(id)).isEmpty();
    TakenJob job = next();
    job.progress(10);
    job.progress("half");
    assertThat(JobQueue.on(anotherClient(), "render").progress(id)).contains("half");
    job.fail(new IllegalStateException());
    assertThat(queue.progress(id)).isEmpty();
    TakenJob again = next();
    assertThatThrownBy(() -> again.progress(null)).isInstanceOf(IllegalArgumentException.class);
    again.progress(1);
    again.complete(null);
    again.progress(2);
    assertThat(queue.progress(id)).isEmpty();
    assertThat(space.count("render", "progress", any(), any())).isZero();
  }

  @Test
  void progress_goesWithTheJobThatIsGivenBack() throws Exception {
    String id = queue.enqueue("a");
    for (int i = 0; i < 2; i++) {
      TakenJob job = next();
      job.progress(i);
      if (i == 0) {
        job.release();
      } else {
        job.close();
      }
      job.progress(7);
      assertThat(queue.progress(id)).isEmpty();
    }
  }

  @Test
  void progress_ofARunThatDied_goesWithTheNextRun() throws Exception {
    String id = queue.enqueue("a");
    space.out("render", "progress", id, "of the dead");
    next().close();
    assertThat(queue.progress(id)).isPresent();
    next().complete(null);
    assertThat(queue.progress(id)).isEmpty();
  }

  @Test
  void counts_tellWhereTheJobsAre() throws Exception {
    assertThat(queue.counts()).isEqualTo(new QueueCounts(0, 0, 0, 0, 0));
    JobOptions once = JobOptions.DEFAULT.withRetries(RetryPolicy.NONE);
    queue.enqueueAll(List.of("a", "b", "c", "d"), once);
    queue.enqueue("preferring", once.preferring(LONG, "h1", "h2"));
    queue.enqueue("late", once.withDelay(LONG));
    assertThat(queue.counts()).isEqualTo(new QueueCounts(5, 1, 0, 0, 0));
    next().complete(null);
    next().fail(new IllegalStateException());
    assertThat(queue.counts()).isEqualTo(new QueueCounts(3, 1, 0, 1, 2));
    TakenJob taken = next();
    assertThat(queue.counts().waiting()).isEqualTo(2);
    taken.release();
    assertThat(queue.counts().waiting()).isEqualTo(3);
  }

  // ---- dead letters

  @Test
  void deadLetters_areRequeuedAndDropped() throws Exception {
    JobOptions once = JobOptions.DEFAULT.withRetries(RetryPolicy.NONE).withoutResult();
    List<String> ids = queue.enqueueAll(List.of("a", "b", "c", "d"), once);
    for (int i = 0; i < 4; i++) {
      next().fail(new IllegalStateException());
    }
    assertThat(queue.deadLetters().count()).isEqualTo(4);
    assertThat(queue.deadLetters().list()).extracting(DeadLetter::id).isEqualTo(ids);
    assertThat(queue.deadLetters().requeue(ids.get(1))).isTrue();
    assertThat(queue.deadLetters().requeue(ids.get(1))).isFalse();
    TakenJob again = next();
    assertThat(again.payload()).isEqualTo("b");
    assertThat(again.attempt()).isEqualTo(1);
    again.complete(null);
    assertThat(queue.deadLetters().drop(ids.get(0))).isTrue();
    assertThat(queue.deadLetters().drop(ids.get(0))).isFalse();
    assertThat(queue.deadLetters().requeueAll()).isEqualTo(2);
    assertThat(takeAll()).containsExactly("c", "d");
    assertThat(queue.deadLetters().dropAll()).isZero();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void deadLetters_dropAll() throws Exception {
    JobOptions once = JobOptions.DEFAULT.withRetries(RetryPolicy.NONE).withoutResult();
    queue.enqueueAll(List.of("a", "b"), once);
    next().fail(new IllegalStateException());
    next().fail(new IllegalStateException());
    assertThat(queue.deadLetters().dropAll()).isEqualTo(2);
    assertThat(space.count(Template.of("render", "dead", any(), any(), any(), any(), any(), any())))
        .isZero();
  }
}
