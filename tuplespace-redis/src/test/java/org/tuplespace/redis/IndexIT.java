package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.between;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.range;
import static org.tuplespace.redis.testing.TestSpaces.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.Command;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/** Indexes that are built, shared, used up and dropped while tuples come and go. */
class IndexIT {

  private static final int MANY = 20_000;
  private static final Pattern OF_INDEX = Pattern.compile("\\}:(i|z|l\\d+|ls):");

  private static PrivateRedis redis;
  private String name;
  private TupleSpace space;
  private TupleSpace other;

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
    name = TestSpaces.name("index");
    space = connectPatiently();
    other = connectPatiently();
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      admin.run("SCRIPT", "LOAD", Script.UNDO.text());
    }
  }

  private TupleSpace connectPatiently() {
    return impatient(redis.url(), name).responseTimeout(Duration.ofSeconds(3)).connect();
  }

  @AfterEach
  void drop() {
    other.close();
    space.drop();
  }

  private void fill(int count) {
    for (int from = 0; from < count; from += 2000) {
      space.outAll(
          range(from, Math.min(from + 2000, count)).stream()
              .map(i -> Tuple.of("t", i, i % 100, "row " + i))
              .toList());
    }
  }

  @Test
  void build_whileOthersPutAndTake_missesAndDoublesNothing() throws Exception {
    Random random = TestSpaces.random("index build");
    fill(MANY);
    AtomicBoolean built = new AtomicBoolean();
    Set<Integer> there = new HashSet<>(range(0, MANY));
    int seed = random.nextInt();
    Running<Set<Integer>> churn =
        start(
            () -> {
              Random own = new Random(seed);
              int next = MANY;
              for (int i = 0; i < 4000 && !(built.get() && i > 400); i++) {
                if (own.nextBoolean()) {
                  space.out("t", next, next % 100, "row " + next);
                  there.add(next++);
                } else {
                  int victim = own.nextInt(MANY);
                  space.inp("t", victim, any(), any()).ifPresent(t -> there.remove(t.getInt(1)));
                }
              }
              return there;
            });
    List<Running<Long>> builders = new ArrayList<>();
    for (TupleSpace client : List.of(space, other, other)) {
      builders.add(start(() -> client.count(any(), any(), 7, any())));
    }
    for (Running<Long> builder : builders) {
      assertThat(builder.result().get(60, TimeUnit.SECONDS)).isBetween(1L, MANY / 50L);
    }
    built.set(true);
    Set<Integer> expected = churn.result().get(60, TimeUnit.SECONDS);
    assertThat(ready("**V*")).isTrue();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (Tuple tuple : other.rdAll(any(), any(), i, any())) {
        found.add(tuple.getInt(1));
      }
    }
    assertThat(found).doesNotHaveDuplicates();
    assertThat(new HashSet<>(found)).isEqualTo(expected);
    assertThat(other.count("t", any(), any(), any())).isEqualTo(expected.size());
    for (int i = 0; i < 100; i++) {
      List<Tuple> all = other.inAll(Template.of(any(), any(), i, any()), 10_000, Duration.ZERO);
      found.removeAll(all.stream().map(t -> t.getInt(1)).toList());
    }
    assertThat(found).isEmpty();
    assertThat(space.stats().tuples()).isZero();
    assertThat(indexKeys()).isEmpty();
  }

  private boolean ready(String pattern) {
    return shape(pattern).map(SpaceStats.Shape::ready).orElse(false);
  }

  private Optional<SpaceStats.Shape> shape(String pattern) {
    return space.stats().shapes().stream()
        .filter(shape -> shape.arity() == pattern.length() && shape.pattern().equals(pattern))
        .findFirst();
  }

  /** What the indexes keep for tuples and waiters that are listed. */
  private Set<String> indexKeys() {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      Set<String> keys = new HashSet<>(admin.keys(new SpaceKeys(name, 0).pattern()));
      keys.removeIf(key -> !OF_INDEX.matcher(key).find());
      return keys;
    }
  }

  @Test
  void blockedIn_registersOverABuild_andMissesNothing() throws Exception {
    fill(5000);
    List<CompletableFuture<Tuple>> ins = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ins.add(other.inAsync(any(), any(), any(), "new " + i));
      space.outAsync("u", 1, 1, "new " + i);
    }
    for (CompletableFuture<Tuple> in : ins) {
      in.get(30, TimeUnit.SECONDS);
    }
    assertThat(space.stats().tuples()).isEqualTo(5000);
  }

  @Test
  void shapesBeyondTheLimit_areFilteredFromTheBest() throws Exception {
    for (int i = 0; i < 1500; i++) {
      space.outAsync(i % 2, i % 3, i % 5, i % 7, i);
    }
    await().until(() -> space.count(any(), any(), any(), any(), any()) == 1500);
    int shapes = 0;
    for (int mask = 1; mask < 32; mask++) {
      Object[] fields = new Object[5];
      long expected = 0;
      for (int f = 0; f < 5; f++) {
        fields[f] = (mask >> f & 1) == 1 ? (Object) (f < 4 ? 1 : 1001) : any();
      }
      for (int i = 0; i < 1500; i++) {
        int[] values = {i % 2, i % 3, i % 5, i % 7, i};
        boolean matches = true;
        for (int f = 0; f < 5; f++) {
          matches &= (mask >> f & 1) == 0 || values[f] == (f < 4 ? 1 : 1001);
        }
        expected += matches ? 1 : 0;
      }
      assertThat(space.count(Template.of(fields))).as("mask %d", mask).isEqualTo(expected);
      assertThat(space.rdAll(Template.of(fields))).hasSize((int) expected);
      assertThat(other.rdp(Template.of(fields)).isPresent()).isEqualTo(expected > 0);
      shapes++;
    }
    assertThat(shapes).isGreaterThan(16);
    assertThat(space.stats().shapes().stream().filter(shape -> shape.arity() == 5).count())
        .isLessThanOrEqualTo(16);
    CompletableFuture<Tuple> blocked = other.inAsync(any(), 2, any(), 6, 99_999);
    await().until(() -> space.stats().blockedIns() == 1);
    space.out(1, 2, 3, 6, 99_999);
    blocked.get(10, TimeUnit.SECONDS);
  }

  @Test
  void scanOfManyCandidates_findsWhatIsPutBackBehindItsCursor() throws Exception {
    for (int i = 0; i < 3000; i++) {
      space.outAsync("n", i);
    }
    await().until(() -> space.count("n", any()) == 3000);
    Random random = TestSpaces.random("put-backs");
    AtomicBoolean over = new AtomicBoolean();
    Running<Integer> churn =
        start(
            () -> {
              int times = 0;
              while (!over.get()) {
                // Taken and put back at its old place, which is behind the cursors of most scans.
                CompletableFuture<Tuple> take = space.inAsync("n", random.nextInt(50));
                take.cancel(true);
                times++;
                if (times % 20 == 0) {
                  space.count("n", any());
                }
              }
              return times;
            });
    for (int round = 0; round < 15; round++) {
      assertThat(other.rdp("n", between(2990, 2999))).isPresent();
      assertThat(other.rdp("n", between(5000, 6000))).isEmpty();
      CompletableFuture<Tuple> wait = other.inAsync("n", between(7000 + round, 7000 + round));
      space.out("n", 7000 + round);
      wait.get(20, TimeUnit.SECONDS);
    }
    over.set(true);
    assertThat(churn.result().get(10, TimeUnit.SECONDS)).isPositive();
    await().untilAsserted(() -> assertThat(space.count("n", any())).isEqualTo(3000));
    assertThat(other.rdAll("n", between(0, 2999)).stream().map(t -> t.getInt(1)))
        .containsExactlyInAnyOrderElementsOf(range(0, 3000));
  }

  @Test
  void onlyMatch_putBackBehindTheCursor_isFound() throws Exception {
    for (int i = 0; i < 2000; i++) {
      space.outAsync("n", i);
    }
    await().until(() -> space.count("n", any()) == 2000);
    try (FaultyProxy holding = FaultyProxy.to(redis.port());
        FaultyProxy scanning = FaultyProxy.to(redis.port());
        TupleSpace holder = impatient(holding.url(), name).connect();
        TupleSpace scanner = impatient(scanning.url(), name).connect()) {
      for (int round = 0; round < 5; round++) {
        holding.stop(command -> command.runs(Script.ACKNOWLEDGE.sha1()));
        holding.keep(command -> command.runs(Script.TAKE.sha1()));
        holder.in("n", 3);
        Command undo = undoOf(holding.kept().get(holding.kept().size() - 1));
        AtomicBoolean done = new AtomicBoolean();
        scanning.keep(
            command -> {
              if (command.runs(Script.TAKE.sha1())
                  && !command.arg(8).isEmpty()
                  && done.compareAndSet(false, true)) {
                scanning.deliverAgain(undo);
              }
              return false;
            });
        Template wanted = Template.of("n", between(3, 3));
        if (round % 2 == 0) {
          assertThat(scanner.inp(wanted)).isPresent();
        } else {
          assertThat(scanner.in(wanted, Duration.ofSeconds(10))).isPresent();
        }
        assertThat(done).isTrue();
        holding.stop(command -> false);
        assertThat(space.count("n", any())).isEqualTo(1999);
        space.out("n", 3);
      }
    }
  }

  /** What puts back the tuple that a take has claimed. */
  private Command undoOf(Command take) {
    return new Command(
        Stream.of(
                "EVALSHA",
                Script.UNDO.sha1(),
                "1",
                take.word(3),
                take.arg(1),
                "s",
                take.arg(2),
                take.arg(3),
                "0",
                "0")
            .map(String::getBytes)
            .toList());
  }

  /** A client to which an index is unused at once. */
  private TupleSpace connectTidily() {
    TupleSpaceBuilder told = impatient(redis.url(), name);
    told.unusedIndex = Duration.ofMillis(1);
    return told.connect();
  }

  private void awaitDropOf(String pattern) {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      await()
          .until(
              () -> {
                // The last look at the indexes was a minute ago; who looks next decides.
                admin.run("HSET", new SpaceKeys(name, 0).meta(), "swept", "-60000");
                return shape(pattern).isEmpty();
              });
    }
    assertThat(indexKeys()).noneMatch(key -> key.contains(":3:" + pattern));
  }

  @Test
  void unusedIndex_isDropped_andBuiltAgain() {
    for (int i = 0; i < 1500; i++) {
      space.outAsync("a", i, "x" + i);
    }
    await().until(() -> space.count("a", any(), any()) == 1500);
    assertThat(space.count(any(), any(), "x7")).isEqualTo(1);
    assertThat(shape("**V")).isPresent();
    try (TupleSpace tidy = connectTidily()) {
      awaitDropOf("**V");
      assertThat(tidy.count(any(), any(), "x7")).isEqualTo(1);
      assertThat(tidy.inp(any(), any(), "x8")).isPresent();
      assertThat(space.count("a", any(), any())).isEqualTo(1499);
    }
  }

  @Test
  void unusedIndex_ofManyUnderOneKey_isDropped() {
    int many = 40_000;
    assertThat(space.rdp(any(), any(), "one key")).isEmpty(); // makes the index
    for (int from = 0; from < many; from += 2000) {
      space.outAll(
          range(from, from + 2000).stream().map(i -> Tuple.of(i, i % 2, "one key")).toList());
    }
    assertThat(space.count(any(), any(), "one key")).isEqualTo(many);
    try (TupleSpace tidy = connectTidily()) {
      awaitDropOf("**V");
      assertThat(tidy.count(any(), any(), "one key")).isEqualTo(many);
    }
  }
}
