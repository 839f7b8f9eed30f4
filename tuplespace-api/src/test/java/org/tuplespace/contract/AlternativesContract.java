package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** {@code inAny} and {@code rdAny}: the first template that has a match, else all at once. */
public abstract class AlternativesContract extends SpaceFixture {
  private static final Template A = Template.of("a", any());
  private static final Template B = Template.of("b", any());
  private static final Template BIG = Template.of(any(), greaterThan(100));

  @Test
  void inAny_theFirstTemplateWins_notTheOldestTuple() throws Exception {
    space.out("b", 1);
    space.out("a", 1);
    space.out("a", 2);
    assertThat(space.inAny(A, B)).isEqualTo(Tuple.of("a", 1));
    assertThat(space.inAny(List.of(A, B), Duration.ZERO)).contains(Tuple.of("a", 2));
    assertThat(get(space.inAnyAsync(A, B))).isEqualTo(Tuple.of("b", 1));
    assertThat(space.inAny(List.of(A, B), Duration.ZERO)).isEmpty();
  }

  @Test
  void rdAny_theFirstTemplateWins_andTheTupleStays() throws Exception {
    space.out("b", 1);
    assertThat(space.rdAny(A, B)).isEqualTo(Tuple.of("b", 1));
    space.out("a", 1);
    assertThat(space.rdAny(A, B)).isEqualTo(Tuple.of("a", 1));
    assertThat(space.rdAny(List.of(B, A), Duration.ZERO)).contains(Tuple.of("b", 1));
    assertThat(get(space.rdAnyAsync(List.of(A, B), Duration.ZERO))).contains(Tuple.of("a", 1));
    assertThat(space.count(any(), any())).isEqualTo(2);
  }

  @Test
  void inAny_oneTemplate_isIn() throws Exception {
    space.out("a", 1);
    space.out("a", 2);
    assertThat(space.inAny(A)).isEqualTo(Tuple.of("a", 1));
  }

  @Test
  void inAny_filtersAndAritiesMix() throws Exception {
    space.out("a", 101);
    space.out("x");
    assertThat(space.inAny(Template.of("y"), BIG, Template.of("x"))).isEqualTo(Tuple.of("a", 101));
    assertThat(space.inAny(Template.of("y"), BIG, Template.of("x"))).isEqualTo(Tuple.of("x"));
  }

  @Test
  void inAny_blocked_isServedByAnyTemplate_once() throws Exception {
    CompletableFuture<Tuple> future = blockedIn(() -> space.inAnyAsync(A, B, BIG));
    space.out("c", 1);
    assertThat(future).isNotDone();
    space.out("b", 1);
    assertThat(get(future)).isEqualTo(Tuple.of("b", 1));
    awaitBlockedIns(0);
    space.out("a", 1);
    space.out("c", 101);
    assertThat(space.rdAll(any(), any()))
        .containsExactly(Tuple.of("c", 1), Tuple.of("a", 1), Tuple.of("c", 101));
  }

  @Test
  void inAny_blocked_outThatMatchesTwoTemplates_isTakenOnce() throws Exception {
    CompletableFuture<Tuple> first = blockedIn(() -> space.inAnyAsync(A, BIG));
    CompletableFuture<Tuple> second = blockedIn(() -> space.inAnyAsync(BIG, A));
    space.out("a", 101);
    assertThat(get(first)).isEqualTo(Tuple.of("a", 101));
    assertThat(second).isNotDone();
    space.out("a", 102);
    assertThat(get(second)).isEqualTo(Tuple.of("a", 102));
    assertThat(space.count(any(), any())).isZero();
  }

  @Test
  void inAny_blocked_outAllForEachTemplate_takesOne() throws Exception {
    CompletableFuture<Tuple> future = blockedIn(() -> space.inAnyAsync(A, B));
    space.outAll(List.of(Tuple.of("b", 1), Tuple.of("a", 1)));
    Tuple taken = get(future);
    assertThat(space.rdAll(any(), any()))
        .containsExactly(taken.equals(Tuple.of("a", 1)) ? Tuple.of("b", 1) : Tuple.of("a", 1));
  }

  @Test
  void inAny_blockedBeforeIn_isServedFirst() throws Exception {
    CompletableFuture<Tuple> any = blockedIn(() -> space.inAnyAsync(B, A));
    CompletableFuture<Tuple> in = blockedIn(() -> space.inAsync(A));
    CompletableFuture<Tuple> later = blockedIn(() -> space.inAnyAsync(A, B));
    space.out("a", 1);
    assertThat(get(any)).isEqualTo(Tuple.of("a", 1));
    space.out("a", 2);
    assertThat(get(in)).isEqualTo(Tuple.of("a", 2));
    space.out("b", 3);
    assertThat(get(later)).isEqualTo(Tuple.of("b", 3));
  }

  @Test
  void rdAny_blocked_isServedBesideATaker() throws Exception {
    CompletableFuture<Tuple> in = blockedIn(() -> space.inAsync(A));
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAnyAsync(B, A));
    space.out("a", 1);
    assertThat(get(rd)).isEqualTo(Tuple.of("a", 1));
    assertThat(get(in)).isEqualTo(Tuple.of("a", 1));
    assertThat(space.count(any(), any())).isZero();
  }

  @Test
  void inAny_sameTemplateTwice_takesOne() throws Exception {
    CompletableFuture<Tuple> future = blockedIn(() -> space.inAnyAsync(A, A));
    space.out("a", 1);
    space.out("a", 2);
    assertThat(get(future)).isEqualTo(Tuple.of("a", 1));
    assertThat(space.inAny(A, A)).isEqualTo(Tuple.of("a", 2));
  }

  @Test
  void inAnyAndRdAny_noTemplate_isAnError() {
    assertThatIllegalArgumentException().isThrownBy(() -> space.inAny());
    assertThatIllegalArgumentException().isThrownBy(() -> space.rdAny());
    assertThatIllegalArgumentException().isThrownBy(() -> space.inAny(List.of(), Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> space.rdAny(List.of(), Duration.ZERO));
  }

  @Test
  void inAnyAndRdAny_nullAmongTheTemplates_isAnError() {
    space.out("a", 1);
    assertThatIllegalArgumentException().isThrownBy(() -> space.inAny(A, null));
    assertThatIllegalArgumentException().isThrownBy(() -> space.rdAny(A, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space.inAny(Arrays.asList(A, null), Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space.rdAny(Arrays.asList(A, null), Duration.ZERO));
    assertThat(space.count("a", 1)).isEqualTo(1);
  }
}
