package org.tuplespace.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;

/**
 * One active tuple on its way to a passive one. The task that brings the last result puts the
 * tuple; the first that fails puts one that says so at once, since the others may never end.
 */
final class Evaluation {

  /** The first field of the tuple that is put if evaluation fails. */
  private static final String FAILED = "eval failed";

  private final TupleSpace space;
  private final @Nullable Object[] operands;
  private final Tuple given;
  private final @Nullable Object[] results;
  private final AtomicInteger missing = new AtomicInteger();
  private final AtomicBoolean failed = new AtomicBoolean();
  private final CompletableFuture<Tuple> passive = new CompletableFuture<>();

  Evaluation(TupleSpace space, @Nullable Object... fields) {
    this.space = space;
    this.operands =
        fields != null && fields.length == 1 && fields[0] instanceof Tuple tuple
            ? tuple.fields().toArray()
            : fields;
    this.given = passivePart(operands);
    this.results = given.fields().toArray();
  }

  private static Tuple passivePart(@Nullable Object... operands) {
    @Nullable Object[] fields = operands;
    if (operands != null) {
      fields = operands.clone();
      for (int i = 0; i < fields.length; i++) {
        fields[i] = isActive(fields[i]) ? null : fields[i];
      }
    }
    return Tuple.of(fields);
  }

  private static boolean isActive(@Nullable Object field) {
    return field instanceof Callable<?> || field instanceof Supplier<?>;
  }

  /**
   * What is to be run, in parallel; at least one task, which puts the tuple if nothing is active.
   */
  List<Runnable> tasks() {
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      int index = i;
      if (operands[i] instanceof Callable<?> callable) {
        tasks.add(() -> evaluate(index, callable));
      } else if (operands[i] instanceof Supplier<?> supplier) {
        tasks.add(() -> evaluate(index, supplier::get));
      }
    }
    missing.set(tasks.size());
    return tasks.isEmpty() ? List.of(this::putResults) : tasks;
  }

  /** Completes when the tuple was put. */
  CompletableFuture<Tuple> passive() {
    return passive;
  }

  private void evaluate(int index, Callable<?> field) {
    try {
      results[index] = field.call();
    } catch (Throwable failure) { // errors too: whatever a field throws must be told
      putFailure(failure);
      return;
    }
    if (missing.decrementAndGet() == 0) {
      putResults();
    }
  }

  private void putResults() {
    Tuple tuple;
    try {
      tuple = Tuple.of(results);
      space.out(tuple);
    } catch (TupleSpaceClosedException | OutcomeUnknownException | NotReplicatedException e) {
      passive.completeExceptionally(e); // nothing can be put, or a second tuple might be
      return;
    } catch (RuntimeException e) {
      putFailure(e);
      return;
    }
    passive.complete(tuple);
  }

  private void putFailure(Throwable failure) {
    if (!failed.compareAndSet(false, true)) {
      return;
    }
    Throwable told = failure;
    try {
      space.out(Tuple.of(FAILED, given, text(failure)));
    } catch (TupleSpaceClosedException e) {
      told = e;
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    passive.completeExceptionally(told);
  }

  /** The failure as text that any tuple can hold, whatever its author made of the message. */
  private static String text(Throwable failure) {
    String text;
    try {
      text = String.valueOf(failure);
    } catch (RuntimeException e) {
      text = failure.getClass().getName();
    }
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
