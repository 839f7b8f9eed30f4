package org.tuplespace.redis;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;
import static org.tuplespace.redis.testing.TestSpaces.range;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.FaultyProxy.Point;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Clients that are out of touch for longer than their lease, and those that never come back. */
class SessionExpiryIT {

  private static final Duration LEASE = Duration.ofSeconds(1);

  private static PrivateRedis redis;
  private String name;
  private FaultyProxy proxy;
  private TupleSpace space;
  private TupleSpace observer;

  @BeforeAll
  static void startServer() {
    redis = RedisForTests.privateServer("appendonly no");
  }

  @AfterAll
  static void stopServer() {
    redis.close();
  }

  @BeforeEach
  void connect() {
    name = TestSpaces.name("expiry");
    proxy = FaultyProxy.to(redis.port());
    space = impatient(proxy.url(), name).lease(LEASE).connect();
    observer = impatient(redis.url(), name).connect();
    observer.out("loads the scripts");
    observer.inp("loads the scripts");
  }

  @AfterEach
  void drop() {
    proxy.thaw();
    proxy.refuse(false);
    space.close();
    proxy.close();
    observer.drop();
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(30));
  }

  private void cutOff() {
    proxy.refuse(true);
    proxy.cutAll();
  }

  private void awaitExpiry() {
    patiently().until(() -> observer.stats().sessions() == 1);
  }

  @Test
  void liveSession_isNotExpired() {
    Set<String> before = sessions();
    await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
    assertThat(sessions()).isEqualTo(before);
  }

  private Set<String> sessions() {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      String key = new SpaceKeys(name, 0).meta().replace(":meta", ":sessions");
      return admin.list("ZRANGE", key, "0", "-1").stream().map(String::valueOf).collect(toSet());
    }
  }

  @Test
  void unacknowledgedClaim_comesBackToItsPlace_countedAsDelivered() throws Exception {
    observer.outAll(range(0, 5).stream().map(i -> Tuple.of("a", i)).toList());
    proxy.stop(command -> command.runs(Script.ACKNOWLEDGE.sha1()));
    CompletableFuture<Tuple> wait = space.inAsync("b", Integer.class);
    await().until(() -> observer.stats().blockedIns() == 1);
    assertThat(space.in("a", 2)).isEqualTo(Tuple.of("a", 2));
    observer.out("b", 1);
    wait.get(10, TimeUnit.SECONDS);
    assertThat(numbers(observer, "a")).containsExactly(0, 1, 3, 4);
    cutOff();
    awaitExpiry();
    patiently().until(() -> observer.stats().claimed() == 0);
    assertThat(numbers(observer, "a")).containsExactly(0, 1, 2, 3, 4);
    assertThat(observer.inp("a", 2).orElseThrow().deliveries()).isEqualTo(1);
    assertThat(observer.inp("a", 3).orElseThrow().deliveries()).isZero();
    assertThat(observer.inp("b", 1).orElseThrow().deliveries()).isEqualTo(1);
  }

  @Test
  void acknowledgedClaim_staysWithItsTaker() throws Exception {
    observer.out("a", 1);
    assertThat(space.in("a", 1)).isEqualTo(Tuple.of("a", 1));
    await().until(() -> observer.stats().claimed() == 0);
    cutOff();
    awaitExpiry();
    assertThat(observer.stats().tuples()).isZero();
  }

  @Test
  void waits_areDropped_andRegisteredAgain() throws Exception {
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ins.add(space.inAsync("a", Integer.class));
    }
    CompletableFuture<Tuple> reader = space.rdAsync("r", Integer.class);
    await().until(() -> observer.stats().blockedIns() == 20);
    await().until(() -> observer.stats().blockedRds() == 1);
    cutOff();
    awaitExpiry();
    patiently().until(() -> observer.stats().blockedIns() == 0);
    assertThat(observer.stats().blockedRds()).isZero();
    observer.out("a", 0);
    assertThat(numbers(observer, "a")).containsExactly(0);
    proxy.refuse(false);
    patiently().until(() -> observer.stats().blockedIns() == 19);
    for (int i = 1; i < 20; i++) {
      observer.out("a", i);
    }
    observer.out("r", 1);
    List<Integer> got = new ArrayList<>();
    for (CompletableFuture<Tuple> in : ins) {
      got.add(in.get(20, TimeUnit.SECONDS).getInt(1));
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(range(0, 20));
    reader.get(20, TimeUnit.SECONDS);
  }

  @Test
  void client_worksOnAfterwards() throws Exception {
    cutOff();
    awaitExpiry();
    proxy.refuse(false);
    space.out("a", 1);
    assertThat(space.in("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
    assertThat(observer.stats().sessions()).isEqualTo(2);
  }

  @Test
  void outWhoseReplyWasLost_isToldItsOutcome() throws Exception {
    CompletableFuture<?> cut =
        proxy.cutNext(Point.AFTER_REQUEST, command -> command.runs(Script.OUT.sha1()));
    CompletableFuture<?> out = space.outAsync("a", 1);
    cut.get(10, TimeUnit.SECONDS);
    cutOff();
    await().until(() -> observer.count("a", 1) == 1);
    awaitExpiry();
    assertThat(out).isNotDone();
    proxy.refuse(false);
    out.get(20, TimeUnit.SECONDS);
    assertThat(numbers(observer, "a")).containsExactly(1);
  }

  @Test
  void outThatNeverArrived_isDoneOnce() throws Exception {
    CompletableFuture<?> cut =
        proxy.cutNext(Point.BEFORE_REQUEST, command -> command.runs(Script.OUT.sha1()));
    CompletableFuture<?> out = space.outAsync("a", 1);
    cut.get(10, TimeUnit.SECONDS);
    cutOff();
    awaitExpiry();
    assertThat(observer.count("a", 1)).isZero();
    proxy.refuse(false);
    out.get(20, TimeUnit.SECONDS);
    assertThat(numbers(observer, "a")).containsExactly(1);
  }

  @Test
  void inWhoseReplyWasLost_takesOne() throws Exception {
    observer.out("a", 1);
    observer.out("a", 2);
    CompletableFuture<?> cut =
        proxy.cutNext(Point.AFTER_REQUEST, command -> command.runs(Script.TAKE.sha1()));
    CompletableFuture<Tuple> in = space.inAsync("a", Integer.class);
    cut.get(10, TimeUnit.SECONDS);
    cutOff();
    awaitExpiry();
    patiently().until(() -> observer.count("a", Integer.class) == 2);
    proxy.refuse(false);
    assertThat(in.get(20, TimeUnit.SECONDS)).isEqualTo(Tuple.of("a", 1));
    assertThat(numbers(observer, "a")).containsExactly(2);
  }

  @Test
  void swapWhoseReplyWasLost_isDoneOnce() throws Exception {
    observer.out("n", 1);
    CompletableFuture<?> cut =
        proxy.cutNext(Point.AFTER_REQUEST, command -> command.runs(Script.TAKE.sha1()));
    CompletableFuture<Tuple> swap =
        space.swapAsync(Template.of("n", Integer.class), Tuple.of("n", 2));
    cut.get(10, TimeUnit.SECONDS);
    cutOff();
    awaitExpiry();
    assertThat(numbers(observer, "n")).containsExactly(2);
    proxy.refuse(false);
    assertThat(swap.get(20, TimeUnit.SECONDS)).isEqualTo(Tuple.of("n", 1));
    assertThat(numbers(observer, "n")).containsExactly(2);
  }

  @Test
  void blockedSwapThatWasServedWhileCutOff_isDoneOnce() throws Exception {
    CompletableFuture<Tuple> swap =
        space.swapAsync(Template.of("n", Integer.class), Tuple.of("m", 2));
    await().until(() -> observer.stats().blockedIns() == 1);
    cutOff();
    observer.out("n", 1);
    assertThat(numbers(observer, "m")).containsExactly(2);
    awaitExpiry();
    proxy.refuse(false);
    observer.out("n", 5);
    assertThat(swap.get(20, TimeUnit.SECONDS)).isEqualTo(Tuple.of("n", 1));
    assertThat(numbers(observer, "m")).containsExactly(2);
    assertThat(numbers(observer, "n")).containsExactly(5);
  }

  @Test
  void outageOfTheServer_expiresNobody() throws Exception {
    CompletableFuture<Tuple> in = space.inAsync("a", Integer.class);
    await().until(() -> observer.stats().blockedIns() == 1);
    Set<String> before = sessions();
    redis.stall();
    await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
    redis.resume();
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    assertThat(sessions()).isEqualTo(before);
    observer.out("a", 1);
    in.get(10, TimeUnit.SECONDS);
  }

  @Test
  void pausedProcess_losesItsWaits_andGoesOn(@TempDir Path directory) throws Exception {
    Path log = directory.resolve("log");
    Process process = startTaker(log);
    try {
      patiently().until(() -> observer.stats().blockedIns() == 1);
      observer.out("a", 1);
      patiently().until(() -> observer.rdp("got", 1).isPresent());
      patiently().until(() -> observer.stats().blockedIns() == 1);
      signal(process, "STOP");
      patiently().until(() -> observer.stats().blockedIns() == 0);
      observer.out("a", 2);
      assertThat(numbers(observer, "a")).containsExactly(2);
      signal(process, "CONT");
      patiently().until(() -> observer.rdp("got", 2).isPresent());
      observer.out("a", 3);
      patiently().until(() -> observer.rdp("got", 3).isPresent());
      assertThat(numbers(observer, "got")).containsExactly(1, 2, 3);
      assertThat(numbers(observer, "a")).isEmpty();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void killedProcess_withAClaimInHand_leavesTheTuple(@TempDir Path directory) throws Exception {
    Process process = startTaker(directory.resolve("log"));
    try {
      patiently().until(() -> observer.stats().blockedIns() == 1);
      signal(process, "STOP");
      observer.out("a", 1);
      assertThat(observer.stats().claimed()).isEqualTo(1);
      assertThat(observer.inp("a", 1)).isEmpty();
    } finally {
      process.destroyForcibly().waitFor();
    }
    patiently().until(() -> observer.count("a", 1) == 1);
    assertThat(observer.in("a", Integer.class).deliveries()).isEqualTo(1);
  }

  private Process startTaker(Path log) throws Exception {
    return new ProcessBuilder(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-cp",
            System.getProperty("java.class.path"),
            Taker.class.getName(),
            redis.url(),
            name)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void signal(Process process, String signal) throws Exception {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Takes numbers, and says that it has them. */
  public static final class Taker {
    public static void main(String[] args) throws Exception {
      try (TupleSpace space = impatient(args[0], args[1]).lease(LEASE).connect()) {
        while (true) {
          space.out("got", space.in("a", Integer.class).getInt(1));
        }
      }
    }
  }
}
