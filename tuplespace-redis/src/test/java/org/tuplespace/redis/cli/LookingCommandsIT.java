package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.redis.testing.TestSpaces.start;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/** The commands dump, watch, spaces and stats. */
@Timeout(90)
class LookingCommandsIT {

  enum Color {
    RED
  }

  private String name;
  private TupleSpace space;

  @BeforeEach
  void connect() {
    name = TestSpaces.name("looking");
    space = owner(name);
  }

  private static TupleSpace owner(String space) {
    return TupleSpaces.builder().url(RedisForTests.url()).name(space).allow(Color.class).connect();
  }

  @AfterEach
  void drop() {
    space.drop();
  }

  private CommandRun run(String... args) {
    return CommandRun.of(name, args);
  }

  // ---- dump

  @Test
  void dump_printsAllOldestFirst() {
    space.out("b", 1);
    space.out();
    space.out("a", 2.5, List.of(1, 2L));
    assertThat(run("dump"))
        .isEqualTo(new CommandRun(0, "(\"b\", 1)\n()\n(\"a\", 2.5, [1, 2L])\n", ""));
    assertThat(run("dump", "--json").out()).startsWith("[\"b\",1]\n[]\n[\"a\",2.5,");
    assertThat(run("dump", "?", "1").lines()).containsExactly("(\"b\", 1)");
    assertThat(run("dump", "--limit", "2").lines()).containsExactly("(\"b\", 1)", "()");
    assertThat(space.stats().tuples()).isEqualTo(3);
  }

  @Test
  void dump_ofNothing_isDone() {
    assertThat(run("dump")).isEqualTo(new CommandRun(0, "", ""));
    assertThat(run("dump", "none")).isEqualTo(new CommandRun(0, "", ""));
  }

  @Test
  void dump_wrongLimit_isWrongUsage() {
    for (String limit : List.of("-1", "x")) {
      CommandRun run = run("dump", "--limit", limit);
      assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
      assertThat(run.err()).contains("--limit", limit);
    }
  }

  @Test
  void dump_thenOut_restoresAllTuplesInOrder() {
    space.outAll(IntStream.range(0, 2_500).mapToObj(i -> Tuple.of("n", i, "text " + i)).toList());
    space.out("object", Color.RED, new StringBuilder("opaque"));
    space.out("bytes", new byte[] {0, -1}, 'x', null, Double.NaN);
    space.out("large", "x".repeat(100_000));
    CommandRun dump = run("dump");
    assertThat(dump.err()).isEmpty();
    assertThat(dump.status()).isZero();
    String dumped = dump.out();
    String copy = TestSpaces.name("restored");
    try (TupleSpace restored = owner(copy)) {
      CommandRun back = CommandRun.withInput(dumped, copy, "out", "-");
      assertThat(back.err()).isEmpty();
      assertThat(back.status()).isZero();
      assertThat(CommandRun.of(copy, "dump").out()).isEqualTo(dumped);
      assertThat(restored.rdp("object", Color.RED, StringBuilder.class)).isPresent();
      assertThat(restored.rdp("large", "x".repeat(100_000))).isPresent();
      String json = run("dump", "--json").out();
      assertThat(CommandRun.of(copy, "dump", "--json").out()).isEqualTo(json);
      restored.drop();
    }
  }

  @Test
  void dumpAndStats_byAUserWhoMayOnlyRead() {
    try (PrivateRedis redis = RedisForTests.privateServer();
        RedisConnection admin = RedisConnection.to(redis.port())) {
      admin.run(
          "ACL SETUSER looker on >pw ~ts:* resetchannels -@all +@read +@connection".split(" "));
      admin.run("ACL SETUSER looker +evalsha +script|load +time".split(" "));
      String url = "redis://looker:pw@127.0.0.1:" + redis.port();
      try (TupleSpace owned = TupleSpaces.connect(redis.url(), name)) {
        owned.out("a", 1);
        JobQueue.on(owned, "render").enqueue("x");
        assertThat(CommandRun.at(url, name, "dump", "a", "?").out()).isEqualTo("(\"a\", 1)\n");
        assertThat(CommandRun.at(url, name, "dump").lines()).hasSize(2);
        assertThat(CommandRun.at(url, name, "spaces").out()).contains(name);
        assertThat(CommandRun.at(url, name, "stats", "--json", "--queue", "render", "--read-only"))
            .satisfies(run -> assertThat(run.out()).contains("\"waiting\":1,"));
        CommandRun refused = CommandRun.at(url, name, "out", "a", "2");
        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).doesNotContain("pw@");
      }
    }
  }

  // ---- watch

  @Test
  void watch_printsEventsUntilInterrupted() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Running<Integer> watching =
        start(
            () -> {
              thread.complete(Thread.currentThread());
              return Main.run(shell(out, false), "watch", "a", "?");
            });
    awaitEvent(out, "first");
    space.out("b", 1);
    space.out("a", 1);
    space.inp("a", 1);
    await().until(() -> lines(out).contains("- (\"a\", 1)"));
    assertThat(lines(out)).doesNotContain("+ (\"b\", 1)").contains("+ (\"a\", 1)");
    thread.get().interrupt();
    assertThat(watching.result().get(20, TimeUnit.SECONDS)).isEqualTo(ExitStatus.INTERRUPTED);
  }

  private Shell shell(ByteArrayOutputStream out, boolean isTerminal) {
    return new Shell(
        new ByteArrayInputStream(new byte[0]),
        out,
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        CommandRun.environment(RedisForTests.url(), name),
        isTerminal);
  }

  private static List<String> lines(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Puts until the watch, which begins at some time, has seen one. */
  private void awaitEvent(ByteArrayOutputStream out, String text) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              space.out("a", text);
              return out.toString(StandardCharsets.UTF_8).contains(text);
            });
  }

  @Test
  void watch_json_andOfEverything_andTimeForPeople() throws Exception {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Running<Integer> first = start(() -> Main.run(shell(json, false), "watch", "--json"));
    Running<Integer> second = start(() -> Main.run(shell(shown, true), "watch"));
    awaitEvent(json, "one");
    awaitEvent(shown, "two");
    space.out("x", "y", 1);
    await().until(() -> json.toString(StandardCharsets.UTF_8).contains("[\"x\",\"y\",1]"));
    await().until(() -> shown.toString(StandardCharsets.UTF_8).contains("(\"x\", \"y\", 1)"));
    assertThat(lines(json))
        .allMatch(
            line ->
                line.matches(
                    "\\{\"time\":\"[0-9T:.-]+Z\",\"event\":\"(out|removed)\",\"tuple\":\\[.*]}"));
    assertThat(lines(shown))
        .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} [+-] \\(.*\\)"));
    // The space goes, and the watches with it.
    space.drop();
    assertThat(first.result().get(20, TimeUnit.SECONDS)).isEqualTo(ExitStatus.REFUSED);
    assertThat(second.result().get(20, TimeUnit.SECONDS)).isEqualTo(ExitStatus.REFUSED);
    space = owner(name);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void watch_whoseReaderGoes_endsWithoutAnEvent() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "watch",
                "--redis",
                RedisForTests.url(),
                "--space",
                name)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      CompletableFuture<String> line =
          CompletableFuture.supplyAsync(
              () ->
                  new BufferedReader(
                          new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                      .lines()
                      .findFirst()
                      .orElse(""));
      await()
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                space.out("a", 1);
                return line.isDone();
              });
      assertThat(line.get()).isEqualTo("+ (\"a\", 1)");
      await().pollDelay(Duration.ZERO).until(() -> space.stats().sessions() == 2);
      process.getInputStream().close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitStatus.CLOSED_PIPE);
    } finally {
      process.destroyForcibly();
    }
  }

  // ---- spaces

  @Test
  void spaces_listsThem() {
    space.out("a", 1);
    space.out(Tuple.of("a", 2), OutOptions.delay(Duration.ofHours(1)));
    CommandRun table = run("spaces");
    assertThat(table.status()).isZero();
    assertThat(table.lines().get(0)).startsWith("SPACE").contains("TUPLES", "BYTES");
    assertThat(table.lines())
        .anySatisfy(line -> assertThat(line).matches(name + " +1 +1 +2 +\\d+ +0 +1 +0"));
    assertThat(run("spaces", "--json").lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"space\":\"" + name + "\",\"tuples\":1,\"delayed\":1,\"put\":2,"));
  }

  @Test
  void spaces_ofAnEmptyServer_saysSo_andIsDone() {
    try (PrivateRedis empty = RedisForTests.privateServer()) {
      CommandRun run = CommandRun.at(empty.url(), "x", "spaces");
      assertThat(run.status()).isZero();
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("no spaces");
    }
  }

  // ---- stats

  @Test
  void stats_forPeople() {
    space.out("job", 1, "x");
    assertThat(space.rdp("job", Integer.class, any())).isPresent();
    CompletableFuture<Tuple> blocked = space.inAsync("none", Integer.class);
    await().until(() -> space.stats().blockedIns() == 1);
    CommandRun run = run("stats");
    assertThat(run.status()).isZero();
    assertThat(run.lines().get(0)).startsWith("space " + name + " at ");
    assertThat(run.lines())
        .anyMatch(line -> line.matches("tuples +1  and delayed 0, claimed 0, held.* 0"))
        .anyMatch(line -> line.matches("put +1"))
        .anyMatch(line -> line.matches("blocked +1  in 1, rd 0"))
        .anyMatch(line -> line.matches("in +1 +\\d+ s ago +\\(\"none\", \\?Integer\\)"))
        .anyMatch(line -> line.matches(" +3 +VT\\* +yes"));
    blocked.cancel(false);
  }

  @Test
  void stats_json_hasItsFields() throws Exception {
    JobQueue queue = JobQueue.on(space, "render");
    queue.enqueue("a");
    queue.enqueue("b");
    CommandRun run = run("stats", "--json", "--queue", "render", "--interval", "20ms");
    assertThat(run.status()).isZero();
    assertThat(run.lines()).hasSize(1);
    assertThat(names(run.out()))
        .containsExactly(
            "time",
            "space",
            "tuples",
            "delayed",
            "claimed",
            "held",
            "outs",
            "taken",
            "outs_per_second",
            "taken_per_second",
            "bytes",
            "blocked_ins",
            "blocked_rds",
            "sessions",
            "transactions",
            "indexes",
            "waiting",
            "queues");
    assertThat(run.out())
        .contains("\"outs\":2,", "\"outs_per_second\":0.0,")
        .contains("\"queues\":[{\"queue\":\"render\",\"waiting\":2,\"delayed\":0,\"running\":0,");
    assertThat(run("stats", "--json").out()).contains("\"outs_per_second\":null,");
    assertThat(run("stats", "--json", "--queue", "render", "--read-only").out())
        .contains("\"queues\":[{\"queue\":\"render\",\"waiting\":2,\"delayed\":0,");
  }

  /** The names of the fields of the outermost object. */
  private static Set<String> names(String json) throws Exception {
    Set<String> names = new LinkedHashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    }
    return names;
  }

  @Test
  void stats_watch_appendsInAPipe_andRefreshesAtATerminal() throws Exception {
    for (boolean isTerminal : new boolean[] {false, true}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      CompletableFuture<Thread> thread = new CompletableFuture<>();
      Running<Integer> watching =
          start(
              () -> {
                thread.complete(Thread.currentThread());
                return Main.run(shell(out, isTerminal), "stats", "--watch", "--interval", "20ms");
              });
      await().until(() -> lines(out).stream().filter(line -> line.contains(name)).count() > 3);
      thread.get().interrupt();
      assertThat(watching.result().get(20, TimeUnit.SECONDS)).isEqualTo(ExitStatus.INTERRUPTED);
      String text = out.toString(StandardCharsets.UTF_8);
      assertThat(text).contains("a second");
      assertThat(text.contains("\u001b[2J")).isEqualTo(isTerminal);
    }
  }

  @Test
  void stats_wrongInterval_isWrongUsage() {
    for (String interval : List.of("0s", "2", "-1s")) {
      assertThat(run("stats", "--interval", interval).status()).isEqualTo(ExitStatus.USAGE);
    }
  }
}
