package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.atMost;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.greaterThan;
import static org.tuplespace.Match.instanceOf;
import static org.tuplespace.Match.lessThan;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.ofTypes;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tuplespace.FieldType;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceStats;
import org.tuplespace.SpaceStats.Shape;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;

/** What a space tells of itself. */
public abstract class StatsContract extends SpaceFixture {

  @Test
  void stats_ofANewSpace_areZero() {
    SpaceStats stats = space.stats();
    assertThat(stats.name()).isEqualTo(space.name());
    assertThat(stats.tuples()).isZero();
    assertThat(stats.delayed()).isZero();
    assertThat(stats.claimed()).isZero();
    assertThat(stats.blockedIns()).isZero();
    assertThat(stats.blockedRds()).isZero();
  }

  @Test
  void stats_countTuples() {
    space.out("a", 1);
    space.out("a", 1);
    space.out("b");
    space.out(Tuple.of("a", 2), OutOptions.delay(LONG));
    assertThat(space.stats().tuples()).isEqualTo(3);
    assertThat(space.stats().delayed()).isEqualTo(1);
    space.inp("a", 1);
    assertThat(space.stats().tuples()).isEqualTo(2);
    await(() -> space.stats().claimed() == 0);
    assertThat(anotherClient().stats().tuples()).isEqualTo(2);
  }

  @Test
  void stats_countWaiters() throws Exception {
    CompletableFuture<Tuple> in = blockedIn(() -> space.inAsync("a", any()));
    CompletableFuture<Tuple> inAny =
        blockedIn(() -> space.inAnyAsync(Template.of("b"), Template.of("c"), Template.of("d")));
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync("a", any()));
    CompletableFuture<Tuple> rdAny =
        blockedRd(() -> space.rdAnyAsync(Template.of("b"), Template.of("c")));
    SpaceStats stats = anotherClient().stats();
    assertThat(stats.blockedIns()).isEqualTo(2);
    assertThat(stats.blockedRds()).isEqualTo(2);
    assertThat(stats.tuples()).isZero();

    space.out("a", 1);
    assertThat(get(in)).isEqualTo(Tuple.of("a", 1));
    assertThat(get(rd)).isEqualTo(Tuple.of("a", 1));
    inAny.cancel(false);
    rdAny.cancel(false);
    awaitBlockedIns(0);
    awaitBlockedRds(0);
  }

  @Test
  void stats_countOutsAndWhatIsGone() throws Exception {
    space.out("a", 1);
    space.outAll(List.of(Tuple.of("a", 2), Tuple.of("a", 3), Tuple.of("b")));
    space.out(Tuple.of("a", 4), OutOptions.delay(LONG));
    assertThat(space.stats().outs()).isEqualTo(5);
    assertThat(space.stats().taken()).isZero();
    space.in("a", 1);
    assertThat(space.replace(Template.of("b"), Tuple.of("b"))).isEqualTo(1);
    assertThat(space.stats().outs()).isEqualTo(6);
    assertThat(space.stats().taken()).isEqualTo(2);

    CompletableFuture<Tuple> served = blockedIn(() -> space.inAsync("c"));
    space.out("c");
    get(served);
    space.out(Tuple.of("d"), OutOptions.timeToLive(Duration.ofMillis(1)));
    await(() -> space.rdp("d").isEmpty());
    assertThat(space.stats().outs()).isEqualTo(8);
    assertThat(space.stats().taken()).isEqualTo(4);
    assertThat(anotherClient().stats().outs()).isEqualTo(8);
  }

  @Test
  void stats_countWhatTransactionsHold() throws Exception {
    space.outAll(List.of(Tuple.of("a", 1), Tuple.of("a", 2), Tuple.of("a", 3)));
    try (Transaction transaction = space.begin(LONG)) {
      transaction.inAll(Template.of("a", lessThan(3)), 10);
      transaction.out("b");
      SpaceStats stats = space.stats();
      assertThat(stats.held()).isEqualTo(2);
      assertThat(stats.tuples()).isEqualTo(1);
      assertThat(stats.outs()).isEqualTo(3);
      assertThat(stats.taken()).isZero();
      assertThat(stats.transactions()).isEqualTo(1);
      transaction.commit();
    }
    assertThat(space.stats().held()).isZero();
    assertThat(space.stats().outs()).isEqualTo(4);
    assertThat(space.stats().taken()).isEqualTo(2);
    try (Transaction transaction = space.begin(LONG)) {
      transaction.in("b");
    }
    assertThat(space.stats().held()).isZero();
    assertThat(space.stats().taken()).isEqualTo(2);
  }

  @Test
  void stats_bytes_growWithTheTuples() {
    OptionalLong empty = space.stats().bytes();
    byte[] kilobyte = new byte[1_000];
    for (int i = 0; i < 20; i++) {
      space.outAll(Collections.nCopies(100, Tuple.of("k", i, kilobyte)));
    }
    space.out("large", new byte[3_000_000]);
    assertThat(space.count("k", any(), any())).isEqualTo(2_000);
    OptionalLong full = space.stats().bytes();
    assertThat(full.isPresent()).isEqualTo(empty.isPresent());
    if (full.isPresent()) {
      assertThat(full.getAsLong() - empty.getAsLong()).isBetween(4_500_000L, 8_000_000L);
    }
  }

  private static List<String> shown(SpaceStats stats) {
    return stats.waiting().stream()
        .map(each -> (each.takes() ? "in " : "rd ") + each.count() + " " + each.template())
        .toList();
  }

  @Test
  void stats_tellOnWhatTheBlockedWait_theLongestWaitingFirst() throws Exception {
    assertThat(space.stats().waiting()).isEmpty();
    Instant before = Instant.now();
    List<CompletableFuture<?>> futures = new ArrayList<>();
    futures.add(blockedIn(() -> space.inAsync("job", Integer.class, any())));
    futures.add(blockedRd(() -> space.rdAsync("job", Integer.class, any())));
    futures.add(blockedIn(() -> space.inAnyAsync(Template.of("b", 2.5), Template.of("c"))));
    futures.add(blockedIn(() -> space.inAsync("job", Integer.class, any())));
    List<Object> fields =
        List.of(
            between(1, 10),
            greaterThan(-2.5),
            startsWith("ab"),
            oneOf(1, "x"),
            noneOf(7L),
            ofTypes(FieldType.NULL, FieldType.INTEGER, FieldType.STRING, FieldType.TUPLE),
            Template.of(Number.class, Tuple.class),
            atMost(LocalDate.of(2026, 1, 31)),
            between(Duration.ZERO, Duration.ofSeconds(5, 7)),
            lessThan('x'),
            atLeast(Instant.EPOCH),
            between(-3.5f, 1f),
            greaterThan("b"),
            between(-5L, 1L << 60),
            "x".repeat(50),
            List.of(1, List.of("z")),
            Tuple.of(1, 'c'),
            instanceOf("com.example.Shape"),
            new byte[5]);
    Template filtered = Template.of(fields.toArray());
    futures.add(blockedIn(() -> space.inAsync(filtered)));

    SpaceStats stats = anotherClient().stats();
    assertThat(shown(stats))
        .containsExactly(
            "in 2 (\"job\", ?Integer, ?)",
            "rd 1 (\"job\", ?Integer, ?)",
            "in 1 (\"b\", 2.5) or (\"c\")",
            "in 1 " + (stats.bytes().isPresent() ? asStored(filtered.toString()) : filtered));
    for (SpaceStats.Waiting each : stats.waiting()) {
      assertThat(each.since()).isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
    }
    futures.forEach(future -> future.cancel(false));
    awaitBlockedIns(0);
    awaitBlockedRds(0);
    assertThat(space.stats().waiting()).isEmpty();
  }

  /** An open end above is infinity to a server, since NaN lies beyond. */
  private static String asStored(String template) {
    return template.replace("(-2.5..)", "(-2.5..Infinity]");
  }

  @Test
  void stats_ofManyWhoWait_areBounded() throws Exception {
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      futures.add(space.inAsync("job", i % 130));
    }
    awaitBlockedIns(1_300);
    List<SpaceStats.Waiting> waiting = space.stats().waiting();
    assertThat(waiting).hasSize(SpaceStats.MOST_WAITING);
    assertThat(waiting.stream().mapToLong(SpaceStats.Waiting::count).sum()).isBetween(500L, 1_300L);
    futures.forEach(future -> future.cancel(false));
    awaitBlockedIns(0);
  }

  @Test
  void stats_tellTheShapesInUse() {
    for (int i = 0; i < 5; i++) {
      space.out("job", i, "x");
      space.rdp("job", Integer.class, any());
      space.rdp("job", i, "x");
      space.rdp(any(), any(), String.class);
    }
    await(() -> space.stats().shapes().contains(new Shape(3, "VT*", true)));
    await(() -> space.stats().shapes().contains(new Shape(3, "VVV", true)));
    await(() -> space.stats().shapes().contains(new Shape(3, "**T", true)));
    assertThat(space.stats().shapes()).noneMatch(shape -> shape.arity() == 2);
  }

  @Test
  void stats_shapes_areAtMost16ForAnArity() {
    space.out(1, 2, 3, 4, 5);
    for (int shape = 0; shape < 32; shape++) {
      Object[] fields = new Object[5];
      for (int i = 0; i < 5; i++) {
        fields[i] = (shape & (1 << i)) != 0 ? any() : (Object) (i + 1);
      }
      assertThat(space.rdp(fields)).contains(Tuple.of(1, 2, 3, 4, 5));
    }
    assertThat(space.stats().shapes().stream().filter(shape -> shape.arity() == 5))
        .hasSizeBetween(1, 16);
  }
}
