package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceStats;
import org.tuplespace.SpaceStats.Shape;
import org.tuplespace.Template;
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
