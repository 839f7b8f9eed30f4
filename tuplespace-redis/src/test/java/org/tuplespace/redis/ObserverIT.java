package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.OutOptions;
import org.tuplespace.SchemaVersionException;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** A client that the server lets read alone. */
@Timeout(60)
class ObserverIT {

  private static PrivateRedis redis;

  private final String name = TestSpaces.name("observed");
  private TupleSpace space;
  private TupleSpace observer;

  @BeforeAll
  static void startServer() {
    redis = RedisForTests.privateServer();
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      admin.run(("ACL SETUSER looker " + rulesOfTheDeployedObserver()).split(" "));
    }
  }

  private static String rulesOfTheDeployedObserver() {
    Path rules = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("deploy/users.acl");
    try (Stream<String> users = Files.lines(rules)) {
      String user = "user observer ";
      String rule = users.filter(line -> line.startsWith(user)).findFirst().orElseThrow();
      return rule.substring(user.length()).replace("PASSWORD-OF-observer", ">pw");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stopServer() {
    redis.close();
  }

  private String lookersUrl() {
    return "redis://looker:pw@127.0.0.1:" + redis.port();
  }

  @BeforeEach
  void connect() {
    space = TupleSpaces.connect(redis.url(), name);
    observer = TupleSpaces.builder().url(lookersUrl()).name(name).observer().connect();
  }

  @AfterEach
  void drop() {
    observer.close();
    space.drop();
    space.close();
  }

  private static List<Tuple> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Tuple.of("job", i)).toList();
  }

  @Test
  void observer_seesWhatIsThere() throws Exception {
    assertThat(observer.stream()).isEmpty();
    assertThat(observer.rdp("job", any())).isEmpty();
    space.outAll(jobs(0, 1_200));
    space.out("other", 1, 2);
    space.out(Tuple.of("job", -1), OutOptions.delay(Duration.ofHours(1)));
    for (int i = 0; i < 2; i++) { // without an index, and with one
      assertThat(observer.stream(Template.of("job", any())))
          .containsExactlyElementsOf(jobs(0, 1_200));
      assertThat(observer.rdAll("job", greaterThan(1_100))).isEqualTo(jobs(1_101, 1_200));
      assertThat(observer.count("job", any())).isEqualTo(1_200);
      assertThat(observer.count("job", greaterThan(1_100))).isEqualTo(99);
      assertThat(observer.count(any(), any())).isEqualTo(1_200);
      assertThat(observer.rdp("job", 7)).contains(Tuple.of("job", 7));
      assertThat(observer.rdp("none", any())).isEmpty();
      assertThat(observer.rd(Template.of(any(), any(), any()), Duration.ZERO)).isPresent();
      assertThat(observer.stream()).hasSize(1_201);
      assertThat(space.stats().shapes()).hasSize(i == 0 ? 0 : 1);
      assertThat(space.count("job", any())).isEqualTo(1_200);
    }
    assertThat(observer.stats().tuples()).isEqualTo(1_201);
    assertThat(observer.stats().sessions()).isEqualTo(1);
    CompletableFuture<Tuple> blocked = space.inAsync("later");
    await().until(() -> space.stats().blockedIns() == 1);
    assertThat(observer.stats().waiting()).isEqualTo(space.stats().waiting()).hasSize(1);
    blocked.cancel(false);
    assertThat(TupleSpaces.stats(lookersUrl()))
        .anyMatch(stats -> stats.name().equals(name) && stats.tuples() == 1_201);
    assertThat(TupleSpaces.names(lookersUrl())).contains(name);
  }

  @Test
  void observer_readsWhatLiesOutOfLine() {
    List<Tuple> large =
        IntStream.range(0, 12).mapToObj(i -> Tuple.of("blob", i, new byte[300_000 + i])).toList();
    large.forEach(space::out);
    assertThat(observer.stream()).containsExactlyElementsOf(large);
    assertThat(space.count("blob", any(), any())).isEqualTo(12);
    assertThat(observer.rdAll("blob", any(), any())).isEqualTo(large);
  }

  @Test
  void observer_doesntSeeWhatIsOver_beforeAnyoneDealtWithIt() throws Exception {
    space.out(Tuple.of("a", 1), OutOptions.timeToLive(Duration.ofMillis(300)));
    space.out("a", 2);
    assertThat(space.count("a", any())).isEqualTo(2); // makes the index
    space.close(); // nobody is there to remove it
    TestSpaces.start(
            () -> {
              while (observer.rdp("a", 1).isPresent()) {
                Thread.onSpinWait();
              }
              return null;
            })
        .result()
        .get();
    assertThat(observer.rdAll("a", any())).containsExactly(Tuple.of("a", 2));
    assertThat(observer.stream()).containsExactly(Tuple.of("a", 2));
    space = TupleSpaces.connect(redis.url(), name);
  }

  @Test
  void observer_canDoNothingElse() {
    Template template = Template.of("a", any());
    List<ThrowingCallable> calls =
        List.of(
            () -> observer.out("a", 1),
            () -> observer.outAll(List.of(Tuple.of("a", 1))),
            () -> observer.outAsync("a", 1),
            () -> observer.in(template),
            () -> observer.inp(template),
            () -> observer.rd(template),
            () -> observer.rd(template, Duration.ofSeconds(1)),
            () -> observer.inAsync(template),
            () -> observer.inAll(template, 10, Duration.ZERO),
            () -> observer.replace(template, Tuple.of("a", 1)),
            () -> observer.swap(template, Duration.ZERO, Tuple.of("a", 1)),
            () -> observer.begin(Duration.ofSeconds(1)),
            () -> observer.eval("a", 1),
            () -> observer.watch(template, new org.tuplespace.TupleListener() {}),
            () -> observer.collect(template, space),
            () -> observer.drop());
    space.out("a", 0);
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("observer()");
    }
    assertThat(observer.rdAll("a", any())).containsExactly(Tuple.of("a", 0));
    try (TupleSpace target = TupleSpaces.connect(redis.url(), TestSpaces.name("target"))) {
      assertThat(observer.copyCollect(template, target)).isEqualTo(1);
      target.drop();
    }
  }

  @Test
  void observer_ofNoSpace_seesNothing_andMakesNone() {
    String none = TestSpaces.name("none");
    try (TupleSpace nothing =
        TupleSpaces.builder().url(lookersUrl()).name(none).observer().connect()) {
      assertThat(nothing.stream()).isEmpty();
      assertThat(nothing.count("a", any())).isZero();
      assertThat(nothing.stats().tuples()).isZero();
    }
    assertThat(TupleSpaces.names(redis.url())).doesNotContain(none);
  }

  @Test
  void observer_ofAClosedOrDroppedSpace_isAnError() {
    observer.close();
    assertThatThrownBy(() -> observer.rdp("a")).isInstanceOf(TupleSpaceClosedException.class);
    assertThatThrownBy(() -> observer.stats()).isInstanceOf(TupleSpaceClosedException.class);
    observer.close();
  }

  @Test
  void observer_ofAnotherSchema_namesBothVersions() {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      String meta = new SpaceKeys(name, 0).meta();
      admin.run("HSET", meta, "schema", "977");
      assertThatThrownBy(
              () -> TupleSpaces.builder().url(lookersUrl()).name(name).observer().connect())
          .isInstanceOf(SchemaVersionException.class)
          .hasMessageContaining("977");
      admin.run("HSET", meta, "schema", Settings.SCHEMA);
    }
  }
}
