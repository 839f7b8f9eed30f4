package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.impatient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuplespace.SpaceStats;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.Cancellation;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.JobResult;
import org.tuplespace.jobs.TakenJob;
import org.tuplespace.jobs.Worker;
import org.tuplespace.redis.testing.Command;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.FaultyProxy.Hold;
import org.tuplespace.redis.testing.FaultyProxy.Point;
import org.tuplespace.redis.testing.OwnServer;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/** A worker asks for its next job while the end of the last is on its way. */
@Timeout(120)
class NextJobIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** After half a minute a worker that has not answered is asked anew. */
  private static final Duration ONE_QUESTION = Duration.ofSeconds(25);

  /** A job that goes on until it is interrupted. */
  private static final int ENDLESS = -1;

  @RegisterExtension private static final OwnServer redis = new OwnServer();

  private FaultyProxy proxy;
  private TupleSpace space;
  private TupleSpace otherSpace;
  private JobQueue queue;
  private JobQueue other;
  private final List<Integer> run = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void loadScript() {
    redis.admin().run("SCRIPT", "LOAD", Script.SEVERAL.text());
  }

  @BeforeEach
  void connect() {
    String name = TestSpaces.name("next-job");
    proxy = FaultyProxy.to(redis.port());
    // What is held is not sent again meanwhile.
    space = impatient(proxy.url(), name).responseTimeout(PATIENCE).connect();
    otherSpace = impatient(redis.url(), name).connect();
    queue = JobQueue.on(space, "work");
    other = JobQueue.on(otherSpace, "work");
  }

  @AfterEach
  void drop() {
    redis.makeRoom();
    space.close();
    proxy.close();
    otherSpace.drop();
  }

  private Worker startWorker() {
    return Worker.on(queue)
        .concurrency(1)
        .handler(
            Integer.class,
            (number, context) -> {
              run.add(number);
              if (number == ENDLESS) {
                new CountDownLatch(1).await();
              }
              assertThat(Thread.currentThread().isInterrupted()).as("interrupted").isFalse();
              return number;
            })
        .start();
  }

  /** It has asked for its next job together with the end of its first, and there is none. */
  private Worker startWorkerThatAsks() throws Exception {
    enqueue(1);
    proxy.keep(NextJobIT::isEndAndTake);
    Worker worker = startWorker();
    assertThat(takeResult()).isEqualTo(0);
    assertThat(proxy.kept()).hasSize(1);
    await().until(() -> otherSpace.stats().transactions() == 1);
    return worker;
  }

  private static Thread startClosing(Worker worker) {
    Thread closing = new Thread(() -> worker.close(PATIENCE.multipliedBy(2)));
    closing.start();
    await() // until it waits for the job under way
        .until(() -> closing.getState() == Thread.State.TIMED_WAITING || !closing.isAlive());
    return closing;
  }

  /** Whether calls are blocked, all at one moment, on tuples with these words. */
  private boolean isWaitedFor(String... words) {
    List<SpaceStats.Waiting> waiting = otherSpace.stats().waiting();
    return Arrays.stream(words)
        .allMatch(
            word ->
                waiting.stream().anyMatch(each -> each.template().contains("\"" + word + "\"")));
  }

  /** Whether it was told something, and waits to know what its thread has in hand. */
  private static boolean awaitsItsThread(Worker worker) {
    String name = "tuplespace-" + worker.name() + "-orders-";
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith(name))
        .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals("org.tuplespace.jobs.Slot"));
  }

  /** As whoever cancelled it does, who found it neither waiting nor in anybody's hands. */
  private void flagAsCancelled(String id) {
    otherSpace.out("work", "cancel", id);
  }

  private static void awaitHeld(Hold hold) throws Exception {
    hold.happened().get(60, TimeUnit.SECONDS);
  }

  private Object takeResult() throws Exception {
    return other.results().take(PATIENCE).orElseThrow().value();
  }

  private void enqueue(int jobs) {
    for (int i = 0; i < jobs; i++) {
      other.enqueue(i);
    }
  }

  /** What else a client begins with may be several operations too. */
  private static boolean isEnd(Command command) {
    return ScriptCalls.runs(command, "commit")
        || ScriptCalls.runs(command, "several") && hasOperation(command, "C");
  }

  private static boolean isEndAndTake(Command command) {
    return ScriptCalls.runs(command, "several")
        && hasOperation(command, "C")
        && hasOperation(command, "i");
  }

  private static boolean hasOperation(Command several, String letter) {
    return several.words().stream().anyMatch(word -> new String(word, UTF_8).equals(letter));
  }

  @Test
  void endOfAJob_andTheTakeOfTheNext_areOneCall() throws Exception {
    enqueue(20);
    proxy.keep(NextJobIT::isEnd);
    try (Worker worker = startWorker()) {
      for (int i = 0; i < 20; i++) {
        assertThat(other.results().take(PATIENCE)).isPresent();
      }
      await().until(() -> worker.info().done() == 20);
    }
    List<Command> ends = new ArrayList<>(); // the first was perhaps sent again, with its script
    for (Command command : proxy.kept()) {
      assertThat(isEndAndTake(command)).as("ends and takes").isTrue();
      if (ends.stream().noneMatch(command::isCopyOf)) {
        ends.add(command);
      }
    }
    assertThat(ends.size()).isEqualTo(20);
  }

  @Test
  void whoseReplyIsLost_isDoneOnce() throws Exception {
    enqueue(10);
    CompletableFuture<?> cut = proxy.cutNext(Point.AFTER_REQUEST, NextJobIT::isEndAndTake);
    List<Object> results = new ArrayList<>();
    try (Worker worker = startWorker()) {
      for (int i = 0; i < 10; i++) {
        results.add(other.results().take(PATIENCE).map(JobResult::value).orElseThrow());
      }
      assertThat(other.results().take(Duration.ofMillis(100))).isEmpty();
    }
    assertThat(cut).isDone();
    assertThat(results).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(run).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void closedMeanwhile_givesTheNextJobBack() throws Exception {
    enqueue(2);
    Hold hold = proxy.holdNext(Point.AFTER_REQUEST, NextJobIT::isEndAndTake);
    Worker worker = startWorker();
    awaitHeld(hold);
    Thread closing = startClosing(worker);
    hold.release();
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
    closing.join();
    assertThat(run).containsExactly(0);
    TakenJob next = other.dequeue(PATIENCE).orElseThrow();
    assertThat(next.payload()).isEqualTo(1);
    assertThat(next.crashes()).isZero();
    next.release();
  }

  @Test
  void pausedMeanwhile_givesTheNextJobBack() throws Exception {
    enqueue(2);
    Hold hold = proxy.holdNext(Point.AFTER_REQUEST, NextJobIT::isEndAndTake);
    try (Worker worker = startWorker()) {
      awaitHeld(hold);
      other.pause();
      await().until(() -> isWaitedFor("open")); // by the worker, which knows that it is paused
      hold.release();
      assertThat(takeResult()).isEqualTo(0);
      TakenJob next = other.dequeue(PATIENCE).orElseThrow();
      assertThat(next.payload()).isEqualTo(1);
      assertThat(next.crashes()).isZero();
      next.release();
      assertThat(run).containsExactly(0);
      other.resume();
      assertThat(takeResult()).isEqualTo(1);
    }
    assertThat(run).containsExactly(0, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_REQUEST", "AFTER_REQUEST"})
  void drainedMeanwhile_doesTheNextJob_andEnds(Point point) throws Exception {
    enqueue(2);
    Hold hold = proxy.holdNext(point, NextJobIT::isEndAndTake);
    try (Worker worker = startWorker()) {
      awaitHeld(hold);
      worker.drain();
      hold.release();
      assertThat(worker.awaitEnd(PATIENCE)).isTrue();
    }
    assertThat(run).containsExactly(0, 1);
    assertThat(takeResult()).isEqualTo(0);
    assertThat(takeResult()).isEqualTo(1);
  }

  @Test
  void drainOfTheQueueMeanwhile_waitsForTheNextJob() throws Exception {
    enqueue(2);
    Hold hold = proxy.holdNext(Point.AFTER_REQUEST, NextJobIT::isEndAndTake);
    try (Worker worker = startWorker()) {
      awaitHeld(hold);
      await().until(() -> !other.workers().isEmpty());
      Running<Boolean> draining = TestSpaces.start(() -> other.drain(ONE_QUESTION));
      // The worker has heard the question, and listens again, but has not answered it.
      await().until(() -> isWaitedFor("answer", "order") || draining.result().isDone());
      assertThat(draining.result()).isNotDone();
      hold.release();
      assertThat(draining.result().get(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run).containsExactly(0, 1);
      assertThat(other.results().count()).isEqualTo(2);
    }
  }

  @Test
  void cancelOfTheNextJobMeanwhile_findsIt() throws Exception {
    String first = other.enqueue(0);
    String next = other.enqueue(ENDLESS);
    Hold hold = proxy.holdNext(Point.AFTER_REQUEST, NextJobIT::isEndAndTake);
    try (Worker worker = startWorker()) {
      awaitHeld(hold);
      await().until(() -> !other.workers().isEmpty());
      Running<Cancellation> cancelling = TestSpaces.start(() -> other.cancel(next));
      await().until(() -> awaitsItsThread(worker));
      hold.release();
      assertThat(cancelling.result().get(60, TimeUnit.SECONDS))
          .isNotEqualTo(Cancellation.NOT_FOUND);
      assertThat(other.results().take(next, PATIENCE).orElseThrow().isCancelled()).isTrue();
      assertThat(other.results().take(first, PATIENCE).orElseThrow().value()).isEqualTo(0);
      other.enqueue(1);
      assertThat(takeResult()).isEqualTo(1);
    }
  }

  @Test
  void closedMeanwhile_endsTheNextJobIfItIsCancelled() throws Exception {
    other.enqueue(0);
    String next = other.enqueue(1);
    Hold hold = proxy.holdNext(Point.AFTER_REQUEST, NextJobIT::isEndAndTake);
    Worker worker = startWorker();
    awaitHeld(hold);
    flagAsCancelled(next);
    Thread closing = startClosing(worker);
    hold.release();
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
    closing.join();
    assertThat(other.results().take(next, PATIENCE).orElseThrow().isCancelled()).isTrue();
    assertThat(run).containsExactly(0);
  }

  // ---- it was asked for, and there is none

  @Test
  void pausedWhileNoneComes_asksNoMore() throws Exception {
    try (Worker worker = startWorkerThatAsks()) {
      other.pause();
      await().until(() -> otherSpace.stats().transactions() == 0);
      other.enqueue(1);
      TakenJob next = other.dequeue(PATIENCE).orElseThrow();
      assertThat(next.crashes()).isZero();
      next.release();
      other.resume();
      assertThat(takeResult()).isEqualTo(1);
    }
    assertThat(run).containsExactly(0, 1);
  }

  @Test
  void drainedWhileNoneComes_ends() throws Exception {
    try (Worker worker = startWorkerThatAsks()) {
      worker.drain();
      assertThat(worker.awaitEnd(PATIENCE)).isTrue();
    }
    assertThat(otherSpace.stats().transactions()).isZero();
  }

  @Test
  void closedWhileNoneComes_ends() throws Exception {
    Worker worker = startWorkerThatAsks();
    Thread closing = startClosing(worker);
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
    closing.join();
    assertThat(otherSpace.stats().transactions()).isZero();
  }

  @Test
  void drainOfTheQueueWhileNoneComes_isAnswered() throws Exception {
    try (Worker worker = startWorkerThatAsks()) {
      await().until(() -> !other.workers().isEmpty());
      assertThat(other.drain(ONE_QUESTION)).isTrue();
      other.enqueue(1);
      assertThat(takeResult()).isEqualTo(1);
    }
  }

  // ---- the end is refused

  /** On a full server a result can't be put, and the worker tries again and again. */
  @Test
  void endThatIsRefused_leavesTheNextJobToOthers() throws Exception {
    enqueue(2);
    Hold hold = proxy.holdNext(Point.BEFORE_REQUEST, NextJobIT::isEndAndTake);
    try (Worker worker = startWorker()) {
      awaitHeld(hold);
      redis.fill();
      hold.release();
      TakenJob next = other.dequeue(PATIENCE).orElseThrow();
      assertThat(next.payload()).isEqualTo(1);
      redis.makeRoom();
      assertThat(other.results().take(PATIENCE).orElseThrow().value()).isEqualTo(0);
      next.complete("done elsewhere");
      assertThat(other.results().take(PATIENCE).orElseThrow().value()).isEqualTo("done elsewhere");
    }
    assertThat(run).containsExactly(0);
  }

  @Test
  void endThatIsRefused_endsTheNextJobIfItIsCancelled() throws Exception {
    other.enqueue(0);
    String next = other.enqueue(1, JobOptions.DEFAULT.withoutResult());
    Hold hold = proxy.holdNext(Point.BEFORE_REQUEST, NextJobIT::isEndAndTake);
    try (Worker worker = startWorker()) {
      awaitHeld(hold);
      flagAsCancelled(next);
      redis.fill();
      hold.release();
      await().until(() -> otherSpace.count("work", "cancel", next) == 0);
      redis.makeRoom();
      assertThat(takeResult()).isEqualTo(0);
    }
    assertThat(run).containsExactly(0);
    assertThat(other.counts().waiting()).isZero();
  }

  /** Nor is there room to tell that the next job was cancelled. */
  @Test
  void endThatIsRefused_isTriedAgain_whateverBecomesOfTheNextJob() throws Exception {
    String first = other.enqueue(0);
    String next = other.enqueue(1);
    Hold hold = proxy.holdNext(Point.BEFORE_REQUEST, NextJobIT::isEndAndTake);
    proxy.keep(NextJobIT::isEnd);
    try (Worker worker = startWorker()) {
      awaitHeld(hold);
      flagAsCancelled(next);
      redis.fill();
      hold.release();
      await().until(() -> proxy.kept().size() >= 3);
      redis.makeRoom();
      assertThat(other.results().take(first, PATIENCE).orElseThrow().value()).isEqualTo(0);
      assertThat(other.results().take(next, PATIENCE).orElseThrow().isCancelled()).isTrue();
    }
    assertThat(run).containsExactly(0);
  }
}
