package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.impatient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tuplespace.TupleSpace;
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

/** A worker asks for its next job while the end of the last is on its way. */
@Timeout(120)
class NextJobIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private static final OwnServer redis = new OwnServer();

  private FaultyProxy proxy;
  private TupleSpace space;
  private TupleSpace otherSpace;
  private JobQueue queue;
  private JobQueue other;
  private final List<Integer> run = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void connect() {
    String name = TestSpaces.name("next-job");
    proxy = FaultyProxy.to(redis.port());
    space = impatient(proxy.url(), name).connect();
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
              return number;
            })
        .start();
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
    hold.happened().get(60, TimeUnit.SECONDS);
    Thread closing = new Thread(() -> worker.close(PATIENCE));
    closing.start();
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING); // for the job under way
    hold.release();
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
    closing.join();
    assertThat(run).containsExactly(0);
    TakenJob next = other.dequeue(PATIENCE).orElseThrow();
    assertThat(next.payload()).isEqualTo(1);
    assertThat(next.crashes()).isZero();
    next.release();
  }

  /** On a full server a result can't be put, and the worker tries again and again. */
  @Test
  void endThatIsRefused_leavesTheNextJobToOthers() throws Exception {
    enqueue(2);
    Hold hold = proxy.holdNext(Point.BEFORE_REQUEST, NextJobIT::isEndAndTake);
    try (Worker worker = startWorker()) {
      hold.happened().get(60, TimeUnit.SECONDS);
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
}
