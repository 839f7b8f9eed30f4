package org.tuplespace.contract;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;

/** The operations that wait for a match, in all their forms, for tests that hold for each. */
final class Calls {
  private Calls() {}

  /** Blocks until there is a match; answers with the tuples it got. */
  record Blocking(String name, boolean takes, Call call) {
    List<Tuple> apply(TupleOperations space, Template template) throws InterruptedException {
      return call.apply(space, template);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Blocks at most for a time; answers with the tuples it got. */
  record Timed(String name, boolean takes, TimedCall call) {
    List<Tuple> apply(TupleOperations space, Template template, Duration timeout) throws Exception {
      return call.apply(space, template, timeout);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Waits in the background. */
  record Async(String name, boolean takes, AsyncCall call) {
    CompletableFuture<?> apply(TupleOperations space, Template template) {
      return call.apply(space, template);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  interface Call {
    List<Tuple> apply(TupleOperations space, Template template) throws InterruptedException;
  }

  interface TimedCall {
    List<Tuple> apply(TupleOperations space, Template template, Duration timeout) throws Exception;
  }

  interface AsyncCall {
    CompletableFuture<?> apply(TupleOperations space, Template template);
  }

  /** What these calls look for in vain, beside what a test gives them. */
  static final Template NEVER = Template.of("never", "put");

  private static List<Template> orNever(Template template) {
    return Arrays.asList(NEVER, template);
  }

  static List<Blocking> blocking() {
    Duration time = SpaceFixture.LONG;
    return List.of(
        new Blocking("in", true, (s, t) -> List.of(s.in(t))),
        new Blocking("in timed", true, (s, t) -> s.in(t, time).stream().toList()),
        new Blocking("inAll", true, (s, t) -> s.inAll(t, 1)),
        new Blocking("inAll timed", true, (s, t) -> s.inAll(t, 1, time)),
        new Blocking("swap", true, (s, t) -> List.of(s.swap(t))),
        new Blocking("swap timed", true, (s, t) -> s.swap(t, time).stream().toList()),
        new Blocking("inAny", true, (s, t) -> List.of(s.inAny(NEVER, t))),
        new Blocking("inAny timed", true, (s, t) -> s.inAny(orNever(t), time).stream().toList()),
        new Blocking("rd", false, (s, t) -> List.of(s.rd(t))),
        new Blocking("rd timed", false, (s, t) -> s.rd(t, time).stream().toList()),
        new Blocking("rdAny", false, (s, t) -> List.of(s.rdAny(NEVER, t))),
        new Blocking("rdAny timed", false, (s, t) -> s.rdAny(orNever(t), time).stream().toList()));
  }

  static List<Timed> timed() {
    return List.of(
        new Timed("in", true, (s, t, d) -> s.in(t, d).stream().toList()),
        new Timed("inAll", true, (s, t, d) -> s.inAll(t, 1, d)),
        new Timed("swap", true, (s, t, d) -> s.swap(t, d).stream().toList()),
        new Timed("inAny", true, (s, t, d) -> s.inAny(orNever(t), d).stream().toList()),
        new Timed("rd", false, (s, t, d) -> s.rd(t, d).stream().toList()),
        new Timed("rdAny", false, (s, t, d) -> s.rdAny(orNever(t), d).stream().toList()),
        new Timed("inAsync", true, (s, t, d) -> list(s.inAsync(t, d))),
        new Timed("inAllAsync", true, (s, t, d) -> SpaceFixture.get(s.inAllAsync(t, 1, d))),
        new Timed("swapAsync", true, (s, t, d) -> list(s.swapAsync(t, d))),
        new Timed("inAnyAsync", true, (s, t, d) -> list(s.inAnyAsync(orNever(t), d))),
        new Timed("rdAsync", false, (s, t, d) -> list(s.rdAsync(t, d))),
        new Timed("rdAnyAsync", false, (s, t, d) -> list(s.rdAnyAsync(orNever(t), d))));
  }

  private static List<Tuple> list(CompletableFuture<Optional<Tuple>> future) throws Exception {
    return SpaceFixture.get(future).stream().toList();
  }

  static List<Async> async() {
    Duration time = SpaceFixture.LONG;
    return List.of(
        new Async("inAsync", true, TupleOperations::inAsync),
        new Async("inAsync timed", true, (s, t) -> s.inAsync(t, time)),
        new Async("inAllAsync", true, (s, t) -> s.inAllAsync(t, 1)),
        new Async("inAllAsync timed", true, (s, t) -> s.inAllAsync(t, 1, time)),
        new Async("swapAsync", true, (s, t) -> s.swapAsync(t)),
        new Async("swapAsync timed", true, (s, t) -> s.swapAsync(t, time)),
        new Async("inAnyAsync", true, (s, t) -> s.inAnyAsync(NEVER, t)),
        new Async("inAnyAsync timed", true, (s, t) -> s.inAnyAsync(orNever(t), time)),
        new Async("rdAsync", false, TupleOperations::rdAsync),
        new Async("rdAsync timed", false, (s, t) -> s.rdAsync(t, time)),
        new Async("rdAnyAsync", false, (s, t) -> s.rdAnyAsync(NEVER, t)),
        new Async("rdAnyAsync timed", false, (s, t) -> s.rdAnyAsync(orNever(t), time)));
  }
}
