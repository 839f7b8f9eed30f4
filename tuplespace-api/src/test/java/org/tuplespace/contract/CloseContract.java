package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.contract.Calls.Async;
import org.tuplespace.contract.Calls.Blocking;

/** Closing and dropping end what is blocked, and everything after fails. */
public abstract class CloseContract extends SpaceFixture {
  private static final String BLOCKING = "org.tuplespace.contract.Calls#blocking";
  private static final String ASYNC = "org.tuplespace.contract.Calls#async";
  private static final Template TEMPLATE = Template.of("job", any());

  /** A call of the space, by its name. */
  record Operation(String name, SpaceCall call) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Calls a space; what it answers is a future to wait for, or of no interest. */
  interface SpaceCall {
    Object apply(TupleSpace space) throws Exception;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // failureOf waits for them
  static List<Operation> everyOperation() {
    List<Operation> operations = new ArrayList<>();
    Tuple tuple = Tuple.of("job", 1);
    operations.add(new Operation("out", s -> run(() -> s.out(tuple))));
    operations.add(
        new Operation(
            "out delayed", s -> run(() -> s.out(tuple, OutOptions.delay(Duration.ofMillis(1))))));
    operations.add(new Operation("outAsync", s -> s.outAsync(tuple, OutOptions.NONE)));
    operations.add(new Operation("outAll", s -> run(() -> s.outAll(List.of(tuple)))));
    operations.add(new Operation("inp", s -> s.inp(TEMPLATE)));
    operations.add(new Operation("rdp", s -> s.rdp(TEMPLATE)));
    operations.add(new Operation("rdAll", s -> s.rdAll(TEMPLATE)));
    operations.add(new Operation("count", s -> s.count(TEMPLATE)));
    operations.add(new Operation("replace", s -> s.replace(TEMPLATE, tuple)));
    operations.add(new Operation("eval", s -> s.eval("job", 1)));
    operations.add(new Operation("stats", TupleSpace::stats));
    operations.add(new Operation("watch", s -> s.watch(TEMPLATE, new TupleListener() {})));
    for (Blocking each : Calls.blocking()) {
      operations.add(new Operation(each.name(), s -> each.apply(s, TEMPLATE)));
    }
    for (Async each : Calls.async()) {
      operations.add(new Operation(each.name(), s -> each.apply(s, TEMPLATE)));
    }
    return operations;
  }

  private static Object run(Runnable call) {
    call.run();
    return "done";
  }

  private static Throwable failureOf(Operation operation, TupleSpace space) {
    try {
      Object answer = operation.call().apply(space);
      if (answer instanceof CompletableFuture<?> future) {
        answer = SpaceFixture.get(future);
      }
      throw new AssertionError(operation + " answered " + answer);
    } catch (Exception e) {
      return e;
    }
  }

  @ParameterizedTest
  @MethodSource("everyOperation")
  void closed_everyOperationFails(Operation each) {
    space.out("job", 1);
    space.close();
    assertThat(call(() -> failureOf(each, space)))
        .satisfies(
            caller -> assertThat(caller.result()).isInstanceOf(TupleSpaceClosedException.class));
  }

  @ParameterizedTest
  @MethodSource("everyOperation")
  void dropped_everyOperationFails(Operation each) {
    space.out("job", 1);
    space.drop();
    assertThat(call(() -> failureOf(each, space)))
        .satisfies(
            caller -> assertThat(caller.result()).isInstanceOf(TupleSpaceClosedException.class));
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void close_wakesABlockedCall(Blocking each) {
    Caller<List<Tuple>> caller = blocked(each.takes(), () -> each.apply(space, TEMPLATE));
    space.close();
    assertThat(caller.failure()).isInstanceOf(TupleSpaceClosedException.class);
  }

  @ParameterizedTest
  @MethodSource(ASYNC)
  void close_failsAWaitingFuture(Async each) {
    CompletableFuture<?> future = each.apply(space, TEMPLATE);
    awaitBlocked(each.takes());
    space.close();
    assertThatThrownBy(() -> get(future)).isInstanceOf(TupleSpaceClosedException.class);
  }

  @ParameterizedTest
  @MethodSource(BLOCKING)
  void drop_wakesABlockedCallOfAnyClient(Blocking each) {
    TupleSpace other = anotherClient();
    Caller<List<Tuple>> caller = blocked(each.takes(), () -> each.apply(other, TEMPLATE));
    space.drop();
    assertThat(caller.failure()).isInstanceOf(TupleSpaceClosedException.class);
  }

  private <T> Caller<T> blocked(boolean takes, Callable<T> call) {
    return takes ? callBlockedIn(call) : callBlockedRd(call);
  }

  private void awaitBlocked(boolean takes) {
    if (takes) {
      awaitBlockedIns(1);
    } else {
      awaitBlockedRds(1);
    }
  }

  @Test
  void close_again_doesNothing() {
    space.close();
    space.close();
    assertThatThrownBy(() -> space.inp("job", 1))
        .isInstanceOf(TupleSpaceClosedException.class)
        .hasMessageContaining(space.name());
  }

  @Test
  void name_closed_isStillKnown() {
    String name = space.name();
    space.close();
    assertThat(space.name()).isEqualTo(name);
  }

  @Test
  void drop_connectedAgain_isAnotherSpace() {
    space.out("job", 1);
    space.drop();
    TupleSpace again = anotherClient();
    assertThat(again.count("job", any())).isZero();
    again.out("job", 2);
    assertThat(again.inp("job", any())).contains(Tuple.of("job", 2));
    assertThatThrownBy(() -> space.inp("job", 1)).isInstanceOf(TupleSpaceClosedException.class);
  }

  @Test
  void drop_connectedAgain_hasNothingOfTheOldIndexes() {
    for (int i = 0; i < 6; i++) {
      space.out("job", i % 2, "old");
    }
    assertThat(space.count("job", 0, "old")).isEqualTo(3);
    assertThat(space.count("job", Integer.class, any())).isEqualTo(6);
    space.drop();
    TupleSpace again = anotherClient();
    for (int i = 0; i < 6; i++) {
      again.out("job", i % 3, i < 4 ? "new" : "old");
    }
    assertThat(again.rdAll("job", 0, "old")).isEmpty();
    assertThat(again.rdAll("job", 1, "old")).containsExactly(Tuple.of("job", 1, "old"));
    assertThat(again.count("job", 0, any())).isEqualTo(2);
    assertThat(again.inp("job", 1, any())).contains(Tuple.of("job", 1, "new"));
    assertThat(again.count("job", Integer.class, any())).isEqualTo(5);
    assertThat(again.stats().tuples()).isEqualTo(5);
  }

  @Test
  void drop_leavesOtherSpacesAlone() throws Exception {
    TupleSpace other = anotherSpace();
    CompletableFuture<Tuple> future = other.inAsync("job", 2);
    other.out("job", 1);
    space.drop();
    other.out("job", 2);
    assertThat(get(future)).isEqualTo(Tuple.of("job", 2));
    assertThat(other.inp("job", 1)).isPresent();
  }
}
