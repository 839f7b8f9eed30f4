package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.LimitExceededException;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Calls.Async;
import org.tuplespace.contract.Calls.Blocking;
import org.tuplespace.contract.Calls.Timed;

/** What a transaction refuses changes nothing, and the transaction goes on. */
@SuppressWarnings("FutureReturnValueIgnored") // a refused call has no future
public abstract class TransactionErrorContract extends SpaceFixture {
  private static final int LIMIT = 10_000;
  private static final Template JOBS = Template.of("job", any());

  private Transaction begin() {
    return space.begin(LONG);
  }

  private static List<Tuple> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Tuple.of("job", i)).toList();
  }

  @Test
  void lease_underAMillisecond_isRefused() {
    Transaction transaction = begin();
    for (Duration lease :
        Arrays.asList(
            null,
            Duration.ZERO,
            Duration.ofMillis(-1),
            Duration.ofNanos(999_999),
            Duration.ofSeconds(Long.MIN_VALUE))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> space.begin(lease))
          .withMessageContainingAll(String.valueOf(lease), "millisecond");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> transaction.renew(lease))
          .withMessageContainingAll(String.valueOf(lease), "millisecond");
    }
    transaction.commit();
  }

  private void assertRefused(Transaction transaction, Callable<?> call, String... messageParts) {
    assertThatIllegalArgumentException()
        .isThrownBy(call::call)
        .withMessageContainingAll(messageParts);
    assertThat(transaction.rdAll(any(), any())).containsExactly(Tuple.of("job", 1));
  }

  @Test
  void operandsThatCanNotBe_areRefused() {
    Transaction transaction = begin();
    transaction.out("job", 1);
    assertRefused(transaction, () -> run(() -> transaction.out("a", any())), "field 1", "formal");
    assertRefused(transaction, () -> run(() -> transaction.out((Tuple) null)), "tuple");
    assertRefused(
        transaction, () -> run(() -> transaction.out(Tuple.of("a"), null)), "OutOptions.NONE");
    assertRefused(transaction, () -> transaction.outAsync(null, OutOptions.NONE), "tuple");
    assertRefused(
        transaction,
        () -> run(() -> transaction.outAll(Arrays.asList(Tuple.of("a"), null))),
        "tuple");
    assertRefused(transaction, () -> run(() -> transaction.outAll(null)), "tuples");
    assertRefused(transaction, () -> transaction.inp((Template) null), "template");
    assertRefused(transaction, () -> transaction.rdp((Template) null), "template");
    assertRefused(transaction, () -> transaction.rdAll((Template) null), "template");
    assertRefused(transaction, () -> transaction.count((Template) null), "template");
    assertRefused(transaction, () -> transaction.replace(null, Tuple.of("a")), "template");
    assertRefused(transaction, () -> transaction.replace(JOBS, null), "tuple");
    assertRefused(transaction, () -> transaction.swap(JOBS, (Tuple) null), "tuple");
    assertRefused(transaction, () -> transaction.inAny(List.of(), Duration.ZERO), "template");
    assertRefused(transaction, () -> transaction.inAll(JOBS, 0), "max", "0");
    assertRefused(transaction, () -> transaction.in(JOBS, null), "timeout");
    assertRefused(transaction, () -> transaction.in(JOBS, Duration.ofMillis(-1)), "-0.001");
    transaction.commit();
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("job", 1));
  }

  private static Object run(Runnable call) {
    call.run();
    return "done";
  }

  @ParameterizedTest
  @MethodSource("org.tuplespace.contract.Calls#blocking")
  void nullTemplate_blocking_isRefused(Blocking each) {
    Transaction transaction = begin();
    transaction.out("job", 1);
    assertRefused(transaction, () -> each.apply(transaction, null), "template");
  }

  @ParameterizedTest
  @MethodSource("org.tuplespace.contract.Calls#timed")
  void nullTemplate_timed_isRefused(Timed each) {
    Transaction transaction = begin();
    transaction.out("job", 1);
    assertRefused(transaction, () -> each.apply(transaction, null, Duration.ZERO), "template");
  }

  @ParameterizedTest
  @MethodSource("org.tuplespace.contract.Calls#async")
  void nullTemplate_async_isRefused(Async each) {
    Transaction transaction = begin();
    transaction.out("job", 1);
    assertRefused(transaction, () -> each.apply(transaction, null), "template");
  }

  // ---- limits

  private static void assertBeyondTheLimit(Callable<?> call, String... messageParts) {
    assertThatThrownBy(call::call)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContainingAll(messageParts);
  }

  @Test
  void puts_atTheLimit_areCommitted_beyondItAreRefused() throws Exception {
    space.out("other", 0);
    Transaction transaction = begin();
    transaction.outAll(jobs(0, LIMIT - 1));
    assertBeyondTheLimit(
        () -> run(() -> transaction.outAll(jobs(0, 2))), "10,000", "10,001", "transaction");
    transaction.out("job", LIMIT - 1);
    assertBeyondTheLimit(() -> run(() -> transaction.out("job", -1)), "10,000", "10,001");
    assertBeyondTheLimit(() -> get(transaction.outAsync("job", -1)), "10,000", "10,001");
    Template other = Template.of("other", any());
    Tuple put = Tuple.of("other", 1);
    assertBeyondTheLimit(() -> transaction.swap(other, put), "10,000");
    assertBeyondTheLimit(() -> transaction.swap(other, Duration.ZERO, put), "10,000");
    assertBeyondTheLimit(() -> get(transaction.swapAsync(other, put)), "10,000");
    assertBeyondTheLimit(() -> transaction.replace(other, put), "10,000");
    assertThat(transaction.count(JOBS)).isEqualTo(LIMIT);
    assertThat(transaction.rdAll(other)).containsExactly(Tuple.of("other", 0));
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    transaction.commit();
    assertThat(space.count(JOBS)).isEqualTo(LIMIT);
    assertThat(space.rdAll(other)).containsExactly(Tuple.of("other", 0));
  }

  @Test
  void puts_thatWereTakenAgain_countNoMore() {
    Transaction transaction = begin();
    transaction.outAll(jobs(0, LIMIT));
    assertThat(transaction.inp("job", 17)).isPresent();
    transaction.out("job", LIMIT);
    assertBeyondTheLimit(() -> run(() -> transaction.out("job", -1)), "10,000", "10,001");
    transaction.commit();
    assertThat(space.count(JOBS)).isEqualTo(LIMIT);
  }

  @Test
  void puts_beyondTheBytes_areRefused() {
    String text = "x".repeat(60_000);
    Transaction transaction = begin();
    int put = 0;
    try {
      for (; put < 300; put++) {
        transaction.out("job", text + put);
      }
    } catch (LimitExceededException e) {
      assertThat(e).hasMessageContainingAll("16,777,216", "bytes", "transaction");
    }
    assertThat(put).isBetween(250, 281);
    transaction.out("small", 1);
    transaction.commit();
    assertThat(space.count(JOBS)).isEqualTo(put);
    assertThat(space.count("small", 1)).isEqualTo(1);
  }

  @Test
  void takes_atTheLimit_areCommitted_beyondItAreRefused() throws Exception {
    space.outAll(jobs(0, LIMIT));
    space.out("job", LIMIT);
    space.out("job", LIMIT + 1);
    Transaction transaction = begin();
    int taken = 0;
    while (taken < LIMIT - 1) {
      taken += transaction.inAll(JOBS, LIMIT - 1 - taken).size();
    }
    assertThat(transaction.inAll(JOBS, 10)).containsExactly(Tuple.of("job", LIMIT - 1));
    assertBeyondTheLimit(() -> transaction.in(JOBS), "takes", "10,000");
    assertBeyondTheLimit(() -> transaction.inp(JOBS), "takes", "10,000");
    assertBeyondTheLimit(() -> transaction.inAll(JOBS, 5, Duration.ZERO), "takes", "10,000");
    assertBeyondTheLimit(() -> transaction.replace(JOBS, Tuple.of("x")), "takes", "10,000");
    assertBeyondTheLimit(() -> get(transaction.inAsync(JOBS)), "takes", "10,000");
    assertThat(transaction.rd(JOBS)).isEqualTo(Tuple.of("job", LIMIT));
    assertThat(transaction.count(JOBS)).isEqualTo(2);
    transaction.commit();
    assertThat(space.rdAll(JOBS)).isEqualTo(jobs(LIMIT, LIMIT + 2));
  }

  @Test
  void replace_ofMoreThanAreLeft_isRefused_andChangesNothing() throws Exception {
    space.outAll(jobs(0, 10));
    space.outAll(IntStream.range(0, LIMIT - 5).mapToObj(i -> Tuple.of("other", i)).toList());
    Transaction transaction = begin();
    Template others = Template.of("other", any());
    for (int taken = 0; taken < LIMIT - 5; ) {
      taken += transaction.inAll(others, LIMIT).size();
    }
    assertBeyondTheLimit(() -> transaction.replace(JOBS, Tuple.of("x")), "10,000");
    assertThat(space.count(JOBS)).isEqualTo(10);
    assertThat(transaction.count("x")).isZero();
    assertThat(transaction.inAll(JOBS, 5)).isEqualTo(jobs(0, 5));
    transaction.abort();
    await(() -> space.count(others) == LIMIT - 5);
    assertThat(space.rdAll(JOBS)).isEqualTo(jobs(0, 10));
  }
}
