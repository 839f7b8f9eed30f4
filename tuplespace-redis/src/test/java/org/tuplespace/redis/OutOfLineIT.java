package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.lessThan;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;
import static org.tuplespace.redis.testing.TestSpaces.impatient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.Command;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.FaultyProxy.Point;
import org.tuplespace.redis.testing.OwnServer;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.TestSpaces;

/**
 * Fields that are too large to travel with their tuple: there while someone holds them, then gone.
 */
class OutOfLineIT {

  @RegisterExtension private static final OwnServer redis = new OwnServer();

  private String name;
  private TupleSpace space;
  private TupleSpace other;

  @BeforeEach
  void connect() {
    name = TestSpaces.name("large");
    space = connectPatiently();
    other = connectPatiently();
  }

  private TupleSpace connectPatiently() {
    return impatient(redis.url(), name).responseTimeout(Duration.ofSeconds(3)).connect();
  }

  @AfterEach
  void drop() {
    other.close();
    space.drop();
  }

  private static String text(int length, int seed) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ('a' + seed % 26));
    new Random(seed).ints(20, 0, Math.max(length, 1)).forEach(i -> bytes[i] = (byte) '0');
    return new String(bytes, java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** The keys of what lies out of line, and the hash of who holds it. */
  private Set<String> blobs() {
    String prefix = new SpaceKeys(name, 0).meta().replace(":meta", ":");
    Set<String> keys = new TreeSet<>(redis.admin().keys(new SpaceKeys(name, 0).pattern()));
    keys.removeIf(key -> !key.startsWith(prefix + "b:") && !key.matches(".*\\}:(h|p|ph)"));
    return keys;
  }

  private void awaitNoBlobs() {
    await().untilAsserted(() -> assertThat(blobs()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        65_400,
        65_530,
        65_536,
        65_540,
        65_600,
        262_100,
        262_140,
        262_144,
        700_000,
        1 << 20,
        2 << 20,
        (4 << 20) + 1,
        20 << 20
      })
  void roundTrip_aroundTheBoundaryAndFarBeyond(int length) throws Exception {
    byte[] content = bytes(length, length);
    space.out("blob", content, length);
    assertThat(other.rd("blob", byte[].class, any()).getBytes(1)).isEqualTo(content);
    assertThat(other.rdAll("blob", any(), length)).hasSize(1);
    assertThat(other.in("blob", any(), any()).getBytes(1)).isEqualTo(content);
    awaitNoBlobs();
  }

  @Test
  void everyOperation_lastHolderTakesTheBlobWithIt() throws Exception {
    String large = text(100_000, 1);
    space.out("a", large);
    assertThat(blobs()).isNotEmpty();
    assertThat(other.rdp("a", any()).orElseThrow().getString(1)).isEqualTo(large);
    assertThat(other.rdAll("a", any())).containsExactly(Tuple.of("a", large));
    assertThat(
            other.swap(
                Template.of("a", any()), Tuple.of("b", large), Tuple.of("c", text(70_000, 2))))
        .isEqualTo(Tuple.of("a", large));
    assertThat(space.replace(Template.of("b", String.class), Tuple.of("d", text(80_000, 3))))
        .isEqualTo(1);
    assertThat(space.replace(Template.of("c", any()), Tuple.of("c", 1))).isEqualTo(1);
    assertThat(space.inAll(Template.of("d", any()), 5))
        .containsExactly(Tuple.of("d", text(80_000, 3)));
    awaitNoBlobs();
  }

  @Test
  void twoLargeFields_andOneTwice() throws Exception {
    String large = text(100_000, 1);
    Tuple tuple = Tuple.of(large, large, bytes(90_000, 5), "small");
    space.out(tuple);
    space.out(tuple);
    assertThat(other.in(any(), any(), any(), any())).isEqualTo(tuple);
    assertThat(other.in(large, large, any(), any())).isEqualTo(tuple);
    awaitNoBlobs();
  }

  @Test
  void servedWaiters_readersAndTaker_andNobodyElse() throws Exception {
    List<CompletableFuture<Tuple>> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waits.add(space.rdAsync("a", any()));
      waits.add(other.rdAsync("a", String.class));
    }
    CompletableFuture<Tuple> taker = space.inAsync("a", any());
    waits.add(taker);
    await().until(() -> space.stats().blockedRds() >= 2 && space.stats().blockedIns() == 1);
    String large = text(200_000, 7);
    other.out("a", large);
    for (CompletableFuture<Tuple> wait : waits) {
      assertThat(wait.get(20, TimeUnit.SECONDS).getString(1)).isEqualTo(large);
    }
    awaitNoBlobs();
    CompletableFuture<Tuple> cancelled = space.swapAsync(Template.of("x"), Tuple.of("y", large));
    await().until(() -> space.stats().blockedIns() == 1);
    assertThat(blobs()).isNotEmpty();
    cancelled.cancel(true);
    awaitNoBlobs();
  }

  @Test
  void delaysAndTimesToLive_letGoOfBlobs() throws Exception {
    String large = text(100_000, 9);
    space.out(Tuple.of("late", large), OutOptions.delay(Duration.ofMillis(300)));
    space.out(Tuple.of("short", large), OutOptions.timeToLive(Duration.ofMillis(300)));
    assertThat(blobs()).isNotEmpty();
    assertThat(other.in("late", any()).getString(1)).isEqualTo(large);
    awaitNoBlobs();
    assertThat(other.rdp("short", any())).isEmpty();
  }

  @Test
  void collect_movesThemToAnotherSpace() throws Exception {
    for (int i = 0; i < 12; i++) {
      space.out("a", i, text(70_000 + i, i));
    }
    String target = TestSpaces.name("target");
    try (TupleSpace there =
        impatient(redis.url(), target).responseTimeout(Duration.ofSeconds(3)).connect()) {
      assertThat(space.copyCollect(Template.of("a", any(), any()), there)).isEqualTo(12);
      assertThat(space.collect(Template.of("a", any(), any()), there)).isEqualTo(12);
      assertThat(there.count("a", any(), any())).isEqualTo(24);
      for (Tuple tuple : there.rdAll("a", any(), any())) {
        assertThat(tuple.getString(2)).isEqualTo(text(70_000 + tuple.getInt(1), tuple.getInt(1)));
      }
      there.drop();
    }
    awaitNoBlobs();
  }

  @Test
  void uploadThatIsGoneBeforeItsOut_isRepeated() throws Exception {
    try (FaultyProxy proxy = FaultyProxy.to(redis.port());
        TupleSpace slow = impatient(proxy.url(), name).connect()) {
      other.out("loads the script");
      other.in("loads the script");
      String large = text(150_000, 11);
      CompletableFuture<?> cut =
          proxy.cutNext(
              Point.BEFORE_REQUEST,
              command -> {
                if (!command.runs(Script.OUT.sha1())) {
                  return false;
                }
                try (RedisConnection own = RedisConnection.to(redis.port())) {
                  blobKeys(own).forEach(key -> own.run("DEL", key));
                }
                return true;
              });
      slow.out("a", large);
      assertThat(cut).isCompleted();
      assertThat(other.in("a", any()).getString(1)).isEqualTo(large);
      awaitNoBlobs();
    }
  }

  @Test
  void piecesThatComeLateOnceMore_changeNothing() throws Exception {
    byte[] content = bytes(5 << 20, 15);
    try (FaultyProxy proxy = FaultyProxy.to(redis.port());
        TupleSpace slow =
            impatient(proxy.url(), name).responseTimeout(Duration.ofSeconds(3)).connect()) {
      proxy.keep(command -> command.is("SET"));
      slow.out("a", content);
      List<Command> pieces = proxy.kept();
      assertThat(pieces).hasSize(3);

      pieces.forEach(proxy::deliverAgain);
      assertThat(blobKeys(redis.admin()))
          .hasSize(3)
          .allMatch(key -> redis.admin().number("PTTL", key) == -1);
      assertThat(other.in("a", any()).getBytes(1)).isEqualTo(content);
      awaitNoBlobs();

      pieces.forEach(proxy::deliverAgain);
      assertThat(blobKeys(redis.admin()))
          .hasSize(3)
          .allMatch(key -> redis.admin().number("PTTL", key) > 0);
    }
  }

  private Set<String> blobKeys(RedisConnection connection) {
    return connection.keys(new SpaceKeys(name, 0).meta().replace("meta", "b:*"));
  }

  @Test
  void filters_lookIntoThem() {
    String large = "m" + text(100_000, 12);
    space.out("a", large);
    assertThat(space.count("a", startsWith("m"))).isEqualTo(1);
    assertThat(space.count("a", startsWith(large.substring(0, 70_000)))).isEqualTo(1);
    assertThat(space.count("a", startsWith("n"))).isZero();
    assertThat(space.count("a", startsWith(large + "x"))).isZero();
    assertThat(space.count("a", atLeast("m"))).isEqualTo(1);
    assertThat(space.count("a", lessThan("m"))).isZero();
    assertThat(space.count("a", atLeast(large))).isEqualTo(1);
    assertThat(space.count("a", lessThan(large))).isZero();
    assertThat(space.count("a", lessThan(large + "a"))).isEqualTo(1);
    assertThat(space.count("a", oneOf("x", large))).isEqualTo(1);
    assertThat(space.count("a", oneOf("x", "y"))).isZero();
    assertThat(space.count("a", noneOf("x", large))).isZero();
    assertThat(space.count("a", noneOf("x"))).isEqualTo(1);
    assertThat(space.count("a", large)).isEqualTo(1);
    assertThat(space.count("a", large.substring(1))).isZero();
    assertThat(space.count("a", String.class)).isEqualTo(1);
    assertThat(space.count("a", byte[].class)).isZero();
  }

  @Test
  void equality_ofAFieldInlineHereAndOutOfLineThere() throws Exception {
    String field = text(40_000, 13);
    space.out(field, "inline");
    space.out(field, text(60_000, 14));
    assertThat(blobs()).isNotEmpty();
    assertThat(space.count(field, any())).isEqualTo(2);
    assertThat(space.count(field, String.class)).isEqualTo(2);
    assertThat(space.count(oneOf(field), any())).isEqualTo(2);
    assertThat(space.count(field + "x", any())).isZero();
    CompletableFuture<Tuple> wait = other.inAsync(field, 3);
    await().until(() -> space.stats().blockedIns() == 1);
    space.out(field, 3);
    assertThat(wait.get(10, TimeUnit.SECONDS).getString(0)).isEqualTo(field);
    assertThat(other.in(field, text(60_000, 14)).getString(0)).isEqualTo(field);
    assertThat(other.in(field, any()).getString(1)).isEqualTo("inline");
    awaitNoBlobs();
  }

  @Test
  void readersAndTakersAtOnce_neverMissAPart() throws Exception {
    List<CompletableFuture<Tuple>> waits = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      waits.add(other.rdAsync("a", i, any()));
      space.outAsync("a", i, text(66_000 + i, i));
      waits.add(space.inAsync("a", i, any()));
    }
    int i = 0;
    for (CompletableFuture<Tuple> wait : waits) {
      if (i++ % 2 == 0 && !wait.isDone()) {
        wait.cancel(true); // its tuple was taken before it could be read
        continue;
      }
      Tuple tuple = wait.get(20, TimeUnit.SECONDS);
      assertThat(tuple.getString(2)).isEqualTo(text(66_000 + tuple.getInt(1), tuple.getInt(1)));
    }
    awaitNoBlobs();
  }
}
