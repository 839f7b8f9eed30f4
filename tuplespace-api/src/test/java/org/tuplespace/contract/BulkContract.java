package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;
import static org.tuplespace.Match.lessThan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tuplespace.LimitExceededException;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** Operations on many tuples. */
public abstract class BulkContract extends SpaceFixture {
  private static final Template JOBS = Template.of("job", any());
  private static final int LIMIT = 10_000;

  private static List<Tuple> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Tuple.of("job", i)).toList();
  }

  @Test
  void outAll_keepsTheOrder() {
    space.outAll(jobs(0, 30));
    assertThat(anotherClient().rdAll("job", any())).isEqualTo(jobs(0, 30));
    assertThat(space.inp("job", any())).contains(Tuple.of("job", 0));
  }

  @Test
  void outAll_nothing_doesNothing() {
    space.outAll(List.of());
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void outAll_isOneStepForObservers() throws Exception {
    TupleSpace writer = anotherClient();
    Repeated.whileObserved(
        this,
        i -> {
          writer.outAll(jobs(0, 20));
          assertThat(writer.inAll(JOBS, 20)).isEqualTo(jobs(0, 20));
        },
        () -> assertThat(space.count("job", any())).isIn(0L, 20L));
  }

  @Test
  void outAll_atTheLimit_putsAll() {
    space.outAll(jobs(0, LIMIT));
    assertThat(space.count("job", any())).isEqualTo(LIMIT);
    assertThat(space.rdp("job", LIMIT - 1)).isPresent();
    assertThat(space.rdAll("job", any())).isEqualTo(jobs(0, LIMIT));
  }

  @Test
  void outAll_beyondTheLimit_putsNothing() {
    assertThatThrownBy(() -> space.outAll(jobs(0, LIMIT + 1)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContainingAll("10,000", "10,001");
    assertThat(space.count("job", any())).isZero();
  }

  @Test
  void outAll_beyondTheBytes_putsNothing() {
    String text = "x".repeat(60_000);
    List<Tuple> tuples = IntStream.range(0, 300).mapToObj(i -> Tuple.of("job", text + i)).toList();
    assertThatThrownBy(() -> space.outAll(tuples)).isInstanceOf(LimitExceededException.class);
    assertThat(space.count("job", any())).isZero();
  }

  @Test
  void inAll_takesTheOldestUpToMax() throws Exception {
    space.outAll(jobs(0, 10));
    assertThat(space.inAll(JOBS, 4)).isEqualTo(jobs(0, 4));
    assertThat(space.inAll(JOBS, 1)).isEqualTo(jobs(4, 5));
    assertThat(space.inAll(JOBS, 100)).isEqualTo(jobs(5, 10));
    assertThat(space.inAll(JOBS, 100, Duration.ZERO)).isEmpty();
  }

  @Test
  void inAll_takesOnlyMatches() throws Exception {
    space.outAll(jobs(0, 10));
    space.out("other", 7);
    assertThat(space.inAll(Template.of("job", greaterThan(6)), 100)).isEqualTo(jobs(7, 10));
    assertThat(get(space.inAllAsync(Template.of("job", 3), 5))).isEqualTo(jobs(3, 4));
    assertThat(space.inAll(Template.of("job", lessThan(2)), 1, LONG)).isEqualTo(jobs(0, 1));
    assertThat(space.count(any(), any())).isEqualTo(6);
  }

  @Test
  void inAll_blocked_isServedByTheFirstOut() throws Exception {
    CompletableFuture<List<Tuple>> future = blockedIn(() -> space.inAllAsync(JOBS, 10));
    space.out("other", 1);
    space.out("job", 1);
    space.out("job", 2);
    assertThat(get(future)).isEqualTo(jobs(1, 2));
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("other", 1), Tuple.of("job", 2));
  }

  @Test
  void inAll_blocked_outAll_nothingIsLostOrDoubled() throws Exception {
    CompletableFuture<List<Tuple>> future = blockedIn(() -> space.inAllAsync(JOBS, 3));
    space.outAll(jobs(0, 5));
    List<Tuple> all = new ArrayList<>(get(future));
    assertThat(all).hasSizeBetween(1, 3);
    all.addAll(space.inAll(JOBS, 100));
    assertThat(all).isEqualTo(jobs(0, 5));
  }

  @Test
  void inAll_moreThanOneStepMayTake_takesFewer() throws Exception {
    space.outAll(jobs(0, LIMIT));
    space.outAll(jobs(LIMIT, LIMIT + 10));
    List<Tuple> taken = space.inAll(JOBS, 1_000_000);
    assertThat(taken).hasSizeBetween(1, LIMIT).isEqualTo(jobs(0, taken.size()));
    assertThat(space.count("job", any())).isEqualTo(LIMIT + 10 - taken.size());
  }

  @Test
  void inAll_maxUnderOne_isAnError() {
    for (int max : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatIllegalArgumentException().isThrownBy(() -> space.inAll(JOBS, max));
      assertThatIllegalArgumentException().isThrownBy(() -> space.inAll(JOBS, max, Duration.ZERO));
    }
  }

  @Test
  void rdAll_readsMatchesOldestFirst() {
    space.outAll(jobs(0, 10));
    space.out("other", 1);
    assertThat(space.rdAll("job", any())).isEqualTo(jobs(0, 10));
    assertThat(space.rdAll("job", greaterThan(4))).isEqualTo(jobs(5, 10));
    assertThat(space.rdAll(any(), 1)).containsExactly(Tuple.of("job", 1), Tuple.of("other", 1));
    assertThat(space.rdAll("none", any())).isEmpty();
    assertThat(space.count(any(), any())).isEqualTo(11);
  }

  @Test
  void count_countsMatches() {
    space.outAll(jobs(0, 10));
    space.out("other", 1);
    assertThat(space.count("job", any())).isEqualTo(10);
    assertThat(space.count("job", Integer.class)).isEqualTo(10);
    assertThat(space.count("job", greaterThan(6))).isEqualTo(3);
    assertThat(space.count("job", 3)).isEqualTo(1);
    assertThat(space.count(any(), 1)).isEqualTo(2);
    assertThat(space.count(any())).isZero();
  }

  @Test
  void collect_movesMatchesInOrder() {
    TupleSpace target = anotherSpace();
    target.out("job", -1);
    space.outAll(jobs(0, 50));
    space.out("other", 1);
    assertThat(space.collect(Template.of("job", greaterThan(9)), target)).isEqualTo(40);
    assertThat(space.rdAll("job", any())).isEqualTo(jobs(0, 10));
    List<Tuple> moved = new ArrayList<>(List.of(Tuple.of("job", -1)));
    moved.addAll(jobs(10, 50));
    assertThat(target.rdAll("job", any())).isEqualTo(moved);
    assertThat(space.collect(Template.of("none"), target)).isZero();
  }

  @Test
  void collect_manyTuples_movesAll() {
    TupleSpace target = anotherSpace();
    space.outAll(jobs(0, 3_000));
    assertThat(space.collect(JOBS, target)).isEqualTo(3_000);
    assertThat(space.count("job", any())).isZero();
    assertThat(target.rdAll("job", any())).isEqualTo(jobs(0, 3_000));
  }

  @Test
  void collect_servesWaitersOfTheTarget() throws Exception {
    TupleSpace target = anotherSpace();
    CompletableFuture<Tuple> future = target.inAsync("job", 2);
    await(() -> target.stats().blockedIns() == 1);
    space.outAll(jobs(0, 5));
    assertThat(space.collect(JOBS, target)).isEqualTo(5);
    assertThat(get(future)).isEqualTo(Tuple.of("job", 2));
    assertThat(target.count("job", any())).isEqualTo(4);
  }

  @Test
  void collect_intoTheSameSpace_ends() {
    space.outAll(jobs(0, 20));
    space.out("other", 1);
    assertThat(space.collect(JOBS, space)).isEqualTo(20);
    assertThat(space.rdAll("job", any())).isEqualTo(jobs(0, 20));
    assertThat(space.count(any(), any())).isEqualTo(21);
  }

  @Test
  void copyCollect_copiesMatchesInOrder() {
    TupleSpace target = anotherSpace();
    space.outAll(jobs(0, 50));
    assertThat(space.copyCollect(Template.of("job", lessThan(20)), target)).isEqualTo(20);
    assertThat(space.rdAll("job", any())).isEqualTo(jobs(0, 50));
    assertThat(target.rdAll("job", any())).isEqualTo(jobs(0, 20));
  }

  @Test
  void copyCollect_intoTheSameSpace_doublesThem() {
    space.outAll(jobs(0, 20));
    assertThat(space.copyCollect(JOBS, space)).isEqualTo(20);
    List<Tuple> twice = new ArrayList<>(jobs(0, 20));
    twice.addAll(jobs(0, 20));
    assertThat(space.rdAll("job", any())).isEqualTo(twice);
    assertThat(space.copyCollect(JOBS, anotherClient())).isEqualTo(40);
    assertThat(space.count("job", any())).isEqualTo(80);
  }
}
