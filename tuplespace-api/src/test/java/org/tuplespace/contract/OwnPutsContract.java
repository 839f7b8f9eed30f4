package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Calls.Blocking;
import org.tuplespace.contract.Calls.Timed;

/** What a transaction sees: the space, then what it has put itself. */
public abstract class OwnPutsContract extends SpaceFixture {
  private static final String TIMED = "org.tuplespace.contract.Calls#timed";
  private static final String BLOCKING = "org.tuplespace.contract.Calls#blocking";
  private static final Template JOBS = Template.of("job", any());
  private static final Template A = Template.of("a", any());
  private static final Template B = Template.of("b", any());

  private Transaction begin() {
    return space.begin(LONG);
  }

  private static Tuple job(int number) {
    return Tuple.of("job", number);
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void ownPut_isSeen(Timed each) throws Exception {
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofNanos(1), LONG)) {
      Transaction transaction = begin();
      transaction.out("job", 1);
      assertThat(each.apply(transaction, JOBS, timeout)).containsExactly(job(1));
      assertThat(transaction.count(JOBS)).isEqualTo(each.takes() ? 0 : 1);
      transaction.abort();
    }
    assertThat(space.count(JOBS)).isZero();
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void ownPut_isSeenByACallThatMayBlock(Blocking each) throws Exception {
    Transaction transaction = begin();
    transaction.out("job", 1);
    assertThat(call(() -> each.apply(transaction, JOBS)).result()).containsExactly(job(1));
    assertThat(transaction.rdAll(JOBS)).hasSize(each.takes() ? 0 : 1);
    transaction.commit();
    assertThat(space.count(JOBS)).isEqualTo(each.takes() ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource(TIMED)
  void theSpace_comesBeforeOwnPuts(Timed each) throws Exception {
    Transaction transaction = begin();
    transaction.out("job", 1);
    space.out("job", 2);
    assertThat(each.apply(transaction, JOBS, Duration.ZERO)).containsExactly(job(2));
    assertThat(each.apply(transaction, JOBS, LONG)).containsExactly(job(each.takes() ? 1 : 2));
  }

  @Test
  void ownPuts_areTakenOldestFirst_byAnyTemplate() throws Exception {
    Transaction transaction = begin();
    transaction.out("job", 3);
    transaction.out("job", 1);
    transaction.out("job", 2);
    transaction.out("other", 4);
    assertThat(transaction.rdp(JOBS)).contains(job(3));
    assertThat(transaction.inp("job", greaterThan(1))).contains(job(3));
    assertThat(transaction.in("job", Integer.class)).isEqualTo(job(1));
    assertThat(transaction.rdAll(any(), any())).containsExactly(job(2), Tuple.of("other", 4));
    transaction.commit();
    assertThat(space.rdAll(any(), any())).containsExactly(job(2), Tuple.of("other", 4));
  }

  @Test
  void equalOwnPuts_areDistinct() {
    Transaction transaction = begin();
    transaction.out("job", 1);
    transaction.out("job", 1);
    assertThat(transaction.count(JOBS)).isEqualTo(2);
    assertThat(transaction.inp(JOBS)).isPresent();
    transaction.commit();
    assertThat(space.count(JOBS)).isEqualTo(1);
  }

  @Test
  void countAndRdAll_joinSpaceAndOwnPuts() {
    space.out("job", 1);
    space.out("job", 3);
    Transaction transaction = begin();
    transaction.out("job", 2);
    transaction.out("job", 0);
    assertThat(transaction.count(JOBS)).isEqualTo(4);
    assertThat(transaction.count("job", greaterThan(1))).isEqualTo(2);
    assertThat(transaction.rdAll(JOBS)).containsExactly(job(1), job(3), job(2), job(0));
    assertThat(transaction.rdAll("job", greaterThan(1))).containsExactly(job(3), job(2));
    assertThat(space.count(JOBS)).isEqualTo(2);
  }

  @Test
  void inAll_joinsSpaceAndOwnPuts_upToMax() throws Exception {
    space.out("job", 1);
    space.out("job", 2);
    Transaction transaction = begin();
    transaction.out("job", 3);
    transaction.out("job", 4);
    assertThat(transaction.inAll(JOBS, 3)).containsExactly(job(1), job(2), job(3));
    space.out("job", 5);
    assertThat(get(transaction.inAllAsync(JOBS, 3))).containsExactly(job(5), job(4));
    assertThat(transaction.inAll(JOBS, 3, Duration.ZERO)).isEmpty();
    transaction.commit();
    assertThat(space.count(JOBS)).isZero();
  }

  @Test
  void inAny_theFirstTemplateWithAMatchWins_whereverThatIs() throws Exception {
    space.out("b", 1);
    Transaction transaction = begin();
    transaction.out("a", 2);
    assertThat(transaction.rdAny(A, B)).isEqualTo(Tuple.of("a", 2));
    assertThat(transaction.rdAny(B, A)).isEqualTo(Tuple.of("b", 1));
    assertThat(get(transaction.rdAnyAsync(A, B))).isEqualTo(Tuple.of("a", 2));
    assertThat(transaction.rdAny(List.of(A, B), Duration.ZERO)).contains(Tuple.of("a", 2));
    space.out("a", 3);
    assertThat(transaction.inAny(A, B)).isEqualTo(Tuple.of("a", 3));
    assertThat(transaction.inAny(List.of(A, B), Duration.ZERO)).contains(Tuple.of("a", 2));
    assertThat(get(transaction.inAnyAsync(A, B))).isEqualTo(Tuple.of("b", 1));
    assertThat(transaction.inAny(List.of(A, B), Duration.ZERO)).isEmpty();
  }

  @Test
  void swap_takesAnOwnPut_andItsPutsAreOwnPuts() throws Exception {
    Transaction transaction = begin();
    assertThat(transaction.swap(A, Duration.ZERO, Tuple.of("a", 9))).isEmpty();
    transaction.out("a", 1);
    for (int i = 1; i < 4; i++) {
      assertThat(transaction.swap(A, Tuple.of("a", i + 1))).isEqualTo(Tuple.of("a", i));
    }
    assertThat(get(transaction.swapAsync(A, Tuple.of("b", 1), Tuple.of("b", 2))))
        .isEqualTo(Tuple.of("a", 4));
    assertThat(transaction.rdAll(any(), any())).containsExactly(Tuple.of("b", 1), Tuple.of("b", 2));
    transaction.commit();
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("b", 1), Tuple.of("b", 2));
  }

  @Test
  void replace_countsSpaceAndOwnPuts() {
    space.out("a", 1);
    space.out("b", 1);
    Transaction transaction = begin();
    transaction.out("a", 2);
    transaction.out("a", 3);
    assertThat(transaction.replace(A, Tuple.of("a", 4))).isEqualTo(3);
    assertThat(transaction.rdAll(A)).containsExactly(Tuple.of("a", 4));
    assertThat(transaction.replace(Template.of("none"), Tuple.of("a", 5))).isZero();
    assertThat(transaction.replace(A, Tuple.of("c", 1))).isEqualTo(2);
    transaction.commit();
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("b", 1), Tuple.of("c", 1));
  }

  @Test
  void bytesAndLists_areCopied() {
    byte[] bytes = {1, 2};
    Transaction transaction = begin();
    transaction.out("a", bytes);
    bytes[0] = 9;
    assertThat(transaction.rdp("a", byte[].class).orElseThrow().getBytes(1)).containsExactly(1, 2);
    assertThat(transaction.inp("a", new byte[] {1, 2})).isPresent();
  }

  @Test
  void loneTupleOrTemplate_meansItself() throws Exception {
    Transaction transaction = begin();
    Object tuple = job(1);
    Object template = JOBS;
    transaction.out(tuple);
    assertThat(transaction.rd(template)).isEqualTo(tuple);
    assertThat(transaction.count(template)).isEqualTo(1);
    assertThat(transaction.inp(tuple)).contains(job(1));
    get(transaction.outAsync("job", 2));
    assertThat(get(transaction.inAsync("job", any()))).isEqualTo(job(2));
  }

  // ---- delays and times to live

  @Test
  void delayedPut_isNotSeen_andItsDelayCountsFromTheCommit() {
    Transaction transaction = begin();
    transaction.out(job(1), OutOptions.delay(Duration.ofMillis(300)));
    assertThat(transaction.rdp(JOBS)).isEmpty();
    assertThat(transaction.inp(JOBS)).isEmpty();
    assertThat(transaction.count(JOBS)).isZero();
    pass(400);
    assertThat(transaction.rdAll(JOBS)).isEmpty();
    assertThat(space.stats().delayed()).isZero();
    long start = System.nanoTime();
    transaction.commit();
    assertThat(space.stats().delayed()).isEqualTo(1);
    await(() -> space.rdp(JOBS).isPresent());
    assertThat(millisSince(start)).isBetween(299L, 2_300L);
  }

  @Test
  void timeToLive_countsFromTheCommit() {
    Transaction transaction = begin();
    transaction.out(job(1), OutOptions.timeToLive(Duration.ofMillis(500)));
    pass(600);
    assertThat(transaction.rdp(JOBS)).contains(job(1));
    long start = System.nanoTime();
    transaction.commit();
    assertThat(space.rdp(JOBS)).contains(job(1));
    await(() -> space.rdp(JOBS).isEmpty());
    assertThat(millisSince(start)).isBetween(499L, 2_500L);
  }

  @Test
  void delayAndTimeToLive_countOneAfterTheOther() {
    Transaction transaction = begin();
    transaction.out(
        job(1), OutOptions.delay(Duration.ofMillis(200)).withTimeToLive(Duration.ofMillis(400)));
    long start = System.nanoTime();
    transaction.commit();
    await(() -> space.rdp(JOBS).isPresent());
    await(() -> space.rdp(JOBS).isEmpty());
    assertThat(millisSince(start)).isBetween(599L, 2_600L);
  }

  @Test
  void timeToLive_ofATupleThatIsHeld_goesOn() throws Exception {
    space.out(job(1), OutOptions.timeToLive(Duration.ofMillis(300)));
    space.out(job(2), OutOptions.timeToLive(LONG));
    space.out("job", 3);
    Transaction transaction = begin();
    assertThat(transaction.inAll(JOBS, 3)).hasSize(3);
    pass(600);
    transaction.abort();
    await(() -> space.count(JOBS) == 2);
    assertThat(space.rdAll(JOBS)).containsExactly(job(2), job(3));
    assertThat(space.rdp(JOBS).orElseThrow().deliveries()).isEqualTo(1);
  }

  @Test
  void timeToLive_ofATupleThatIsHeld_endsNoCommit() throws Exception {
    space.out(job(1), OutOptions.timeToLive(Duration.ofMillis(300)));
    Transaction transaction = begin();
    assertThat(transaction.in(JOBS)).isEqualTo(job(1));
    pass(600);
    transaction.out("result", 1);
    transaction.commit();
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("result", 1));
  }

  /** Lets time pass, as the space sees it. */
  private void pass(long millis) {
    space.out(Tuple.of("clock"), OutOptions.timeToLive(Duration.ofMillis(millis)));
    await(() -> space.rdp("clock").isEmpty());
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
