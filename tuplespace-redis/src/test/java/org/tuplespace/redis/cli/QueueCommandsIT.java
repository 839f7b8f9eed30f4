package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.redis.testing.TestSpaces.start;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.JobResult;
import org.tuplespace.jobs.QueueCounts;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.jobs.Worker;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/** The commands about job queues and their workers. */
@Timeout(120)
class QueueCommandsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JobOptions ONCE = JobOptions.DEFAULT.withRetries(RetryPolicy.NONE);

  private static final String USERS_JOB =
      """
      package users.jobs;

      public record Cube(int side) implements org.tuplespace.jobs.Job<Integer> {
        public Integer run(org.tuplespace.jobs.JobContext context) {
          return side * side * side;
        }
      }
      """;

  private static final String USERS_HANDLER =
      """
      package users.jobs;

      public class Shout implements org.tuplespace.jobs.JobHandler<String, String> {
        public String handle(String text, org.tuplespace.jobs.JobContext context) {
          return text.toUpperCase();
        }
      }
      """;

  @TempDir Path directory;

  private String name;
  private TupleSpace space;
  private JobQueue queue;

  @BeforeEach
  void connect() {
    name = TestSpaces.name("queue-commands");
    space = TupleSpaces.connect(RedisForTests.url(), name);
    queue = JobQueue.on(space, "sums");
  }

  @AfterEach
  void drop() {
    space.drop();
  }

  @Test
  void put_queuesAJob_whoseResultAProgramMakes() throws Exception {
    CommandRun put = run("queue", "put", "sums", "three short words");
    assertThat(put.status()).isZero();
    CommandRun worker =
        run("worker", "--queue", "sums", "--exec", "wc -w; echo $TUPLES_JOB", "--drain");
    assertThat(worker.status()).isZero();
    String id = put.out().strip();
    JobResult<String> result = queue.<String>results().take(id, PATIENCE).orElseThrow();
    assertThat(result.value().lines().map(String::strip)).containsExactly("3", id);
  }

  @Test
  void put_takesOptions() {
    run("queue", "put", "sums", "--priority", "high", "--require", "gpu", "--id", "one", "(1, 2)");
    assertThat(space.rdp("sums", "job", "high", "gpu", "one", Tuple.of(1, 2), any())).isPresent();
    run("queue", "put", "sums", "--delay", "1h", "x");
    assertThat(queue.counts()).isEqualTo(new QueueCounts(1, 1, 0, 0, 0));
    assertThat(run("queue", "put", "sums", "--require", "a", "--prefer", "b", "x").err())
        .contains("not both");
    assertThat(run("queue", "put", "sums", "?int").err()).contains("only a template");
  }

  @Test
  void failedProgram_leavesADeadLetter_thatIsShownRequeuedAndDropped() {
    queue.enqueue("x", ONCE.withId("a"));
    queue.enqueue("y", ONCE.withId("b"));
    run("worker", "--queue", "sums", "--exec", "echo broken >&2; exit 3", "--drain");
    assertThat(run("queue", "dead", "sums").lines()).hasSize(3);
    assertThat(run("queue", "dead", "sums").out()).contains("status 3: broken");
    assertThat(run("queue", "dead", "sums", "a").out()).contains("payload   \"x\"").contains("at ");
    assertThat(run("queue", "dead", "sums", "--json", "b").out())
        .startsWith("{\"job\":\"b\",")
        .contains("\"payload\":\"\\\"y\\\"\"");
    assertThat(run("queue", "dead", "sums", "none").status()).isEqualTo(1);

    assertThat(run("queue", "requeue", "sums").err()).contains("which jobs");
    CommandRun requeued = run("queue", "requeue", "sums", "a", "none");
    assertThat(requeued.status()).isEqualTo(1);
    assertThat(requeued.out()).isEqualTo("1\n");
    assertThat(requeued.err()).contains("no dead letter of job none");
    assertThat(queue.counts().waiting()).isOne();
    assertThat(run("queue", "drop", "sums", "--all").out()).isEqualTo("1\n");
    assertThat(queue.deadLetters().count()).isZero();
  }

  @Test
  void ls_findsTheQueues_byWhateverIsThere() {
    assertThat(run("queue", "ls").lines()).hasSize(1);
    queue.enqueue(1);
    JobQueue.on(space, "late").enqueue(1, JobOptions.DEFAULT.withDelay(Duration.ofHours(1)));
    JobQueue.on(space, "paused").pause();
    space.out("results", "result", "x", "ok", 1);
    space.out(42, "result", "x", "ok", 1); // by chance
    assertThat(JobQueue.names(space)).containsExactly("late", "paused", "results", "sums");
    CommandRun listed = run("queue", "ls", "--json");
    assertThat(listed.lines()).hasSize(4);
    assertThat(listed.lines().get(3))
        .isEqualTo(
            "{\"queue\":\"sums\",\"waiting\":1,\"delayed\":0,\"running\":0,\"dead\":0,"
                + "\"results\":0,\"workers\":0,\"paused\":false}");
  }

  @Test
  void pauseAndResume_holdTheWorkersBack() throws Exception {
    assertThat(run("queue", "pause", "sums").status()).isZero();
    assertThat(queue.isPaused()).isTrue();
    assertThat(run("queue", "show", "sums").lines().get(1)).endsWith("yes");
    assertThat(run("queue", "resume", "sums").status()).isZero();
    assertThat(queue.isPaused()).isFalse();
  }

  @Test
  void drain_waitsForTheLastJob() throws Exception {
    queue.enqueue("x");
    assertThat(run("queue", "drain", "--timeout", "50ms", "sums").status()).isEqualTo(1);
    Running<CommandRun> draining = start(() -> run("queue", "drain", "sums"));
    run("worker", "--queue", "sums", "--exec", "true", "--drain");
    assertThat(draining.result().get().status()).isZero();
  }

  @Test
  void cancel_tellsWhatItFound() {
    queue.enqueue("x", JobOptions.DEFAULT.withId("a"));
    CommandRun cancelled = run("queue", "cancel", "sums", "a", "b");
    assertThat(cancelled.lines()).containsExactly("a waiting", "b not_found");
    assertThat(cancelled.status()).isEqualTo(1);
  }

  @Test
  void runningWorker_isListed_withItsJobAndProgress() throws Exception {
    try (Worker worker =
        Worker.on(queue)
            .labelsBesideHost("gpu")
            .host("north")
            .handler(
                String.class,
                (text, context) -> {
                  context.progress("half");
                  return space.rd("go").arity();
                })
            .start()) {
      queue.enqueue("x", JobOptions.DEFAULT.withId("a"));
      await().until(() -> queue.progress("a").isPresent());
      assertThat(worker.info().labels()).isEqualTo(Set.of("gpu", "north"));
      await().until(() -> queue.workers().get(0).running().equals(List.of("a")));
      assertThat(run("queue", "show", "sums").out()).contains("half").contains("north");
      assertThat(run("workers", "--json").out())
          .contains("\"queue\":\"sums\"")
          .contains("\"host\":\"north\"")
          .contains("\"running\":[\"a\"]");
      space.out("go");
    }
  }

  @Test
  void evalWorker_isListed() throws Exception {
    Running<CommandRun> worker = start(() -> run("worker", "--eval", "--name", "thinker"));
    await().until(() -> run("workers").out().contains("thinker"));
    worker.thread().interrupt();
    assertThat(worker.result().get().status()).isZero();
    assertThat(run("workers").out()).doesNotContain("thinker");
  }

  @Test
  void worker_hasTheUsersClasses() throws Exception {
    compile("Cube", USERS_JOB);
    compile("Shout", USERS_HANDLER);
    try (URLClassLoader users = new URLClassLoader(new URL[] {directory.toUri().toURL()});
        TupleSpace sender =
            TupleSpaces.builder()
                .url(RedisForTests.url())
                .name(name)
                .allowPackage("users.jobs")
                .connect()) {
      Object cube = users.loadClass("users.jobs.Cube").getConstructor(int.class).newInstance(3);
      String job = JobQueue.on(sender, "sums").enqueue(cube);
      String text = queue.enqueue("quiet");
      CommandRun worker =
          inNewThread(
              "worker",
              "--queue",
              "sums",
              "--classpath",
              directory.toString(),
              "--handler",
              "users.jobs.Shout",
              "--drain");
      assertThat(worker.status()).as(worker.err()).isZero();
      assertThat(queue.results().take(job, PATIENCE).orElseThrow().value()).isEqualTo(27);
      assertThat(queue.results().take(text, PATIENCE).orElseThrow().value()).isEqualTo("QUIET");
    }
  }

  @Test
  void programThatDoesNotRead_canBeCancelled() throws Exception {
    String id = queue.enqueue("x".repeat(1 << 20));
    Path started = directory.resolve("started");
    Running<CommandRun> worker =
        start(() -> run("worker", "--queue", "sums", "--exec", "touch " + started + "; sleep 600"));
    await().until(() -> Files.exists(started));
    assertThat(run("queue", "cancel", "sums", id).out()).isEqualTo(id + " running\n");
    worker.thread().interrupt();
    assertThat(worker.result().get().status()).isZero();
  }

  @Test
  void programThatLeavesAnotherBehind_hasWhatItPrintedItself() throws Exception {
    String id = queue.enqueue("x", ONCE);
    CommandRun worker =
        run("worker", "--queue", "sums", "--exec", "sleep 60 & echo done", "--drain");
    assertThat(worker.status()).as(worker.err()).isZero();
    assertThat(queue.results().take(id, PATIENCE).orElseThrow().value()).isEqualTo("done");
  }

  @Test
  void interruptedWorker_finishesWhatIsUnderWay() throws Exception {
    String id = queue.enqueue("x");
    Path started = directory.resolve("started");
    Path go = directory.resolve("go");
    String program =
        "touch " + started + "; until [ -e " + go + " ]; do sleep 0.05; done; echo finished";
    Running<CommandRun> worker =
        start(() -> run("worker", "--queue", "sums", "--exec", program, "--grace", "60s"));
    await().until(() -> Files.exists(started));
    worker.thread().interrupt();
    Files.createFile(go);
    assertThat(worker.result().get().err()).contains("stopped");
    assertThat(queue.results().take(id, PATIENCE).orElseThrow().value()).isEqualTo("finished");
  }

  @Test
  void mistakes_areStatus2() {
    assertThat(run("worker").err()).contains("--queue");
    assertThat(run("worker", "--queue", "q", "--eval").status()).isEqualTo(2);
    assertThat(run("worker", "--queue", "q", "--classpath", "/no/such.jar").err())
        .contains("there is no /no/such.jar");
    assertThat(run("worker", "--queue", "q", "--handler", "no.Such").err())
        .contains("no class no.Such");
    assertThat(run("worker", "--queue", "q", "--handler", "java.lang.Object").err())
        .contains("does not implement");
    assertThat(run("worker", "--queue", "q", "--concurrency", "0").err()).contains("at least 1");
    assertThat(run("worker", "--queue", "q", "--labels", "*").status()).isEqualTo(2);
    assertThat(run("queue").err()).contains("which command of queue");
    assertThat(run("queue", "frob").status()).isEqualTo(2);
  }

  private CommandRun run(String... args) {
    return CommandRun.of(name, args);
  }

  /** On a thread of its own, whose class loader the command may change. */
  private CommandRun inNewThread(String... args) throws Exception {
    return start(() -> run(args)).result().get();
  }

  private void compile(String className, String source) throws IOException {
    Path file = directory.resolve(className + ".java");
    Files.writeString(file, source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                file.toString());
    assertThat(status).isZero();
  }
}
