package org.tuplespace.internal.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuplespace.LiveField;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** The operands of an {@code eval}: fields to be computed among fields that are given. */
public final class ActiveFields {

  private final @Nullable Object[] operands;
  private final Tuple given;

  private ActiveFields(@Nullable Object[] operands, Tuple given) {
    this.operands = operands;
    this.given = given;
  }

  /**
   * What the operands mean: a lone tuple its fields.
   *
   * @throws IllegalArgumentException if a field that is given can't be in a tuple
   */
  public static ActiveFields of(@Nullable Object... operands) {
    @Nullable Object[] fields =
        operands != null && operands.length == 1 && operands[0] instanceof Tuple tuple
            ? tuple.fields().toArray()
            : operands;
    @Nullable Object[] passive = fields;
    if (fields != null) {
      passive = fields.clone();
      for (int i = 0; i < passive.length; i++) {
        passive[i] = isActive(passive[i]) ? null : passive[i];
      }
    }
    Tuple given = Tuple.of(passive);
    return new ActiveFields(fields, given);
  }

  private static boolean isActive(@Nullable Object field) {
    return field instanceof LiveField<?>
        || field instanceof Callable<?>
        || field instanceof Supplier<?>;
  }

  /** The fields, with null for those to be computed. */
  public Tuple given() {
    return given;
  }

  boolean isAnyActive() {
    return Arrays.stream(operands).anyMatch(ActiveFields::isActive);
  }

  /** Whether a field is a lambda, which no other process could find by its name. */
  boolean isAnyHidden() {
    return Arrays.stream(operands)
        .anyMatch(field -> field != null && isActive(field) && field.getClass().isHidden());
  }

  /**
   * The fields as a tuple, those to be computed among them as objects.
   *
   * @throws IllegalArgumentException if one can't be in a tuple
   */
  Tuple asTuple() {
    return Tuple.of(operands);
  }

  /** The names of the classes of the fields to be computed, in order, each once. */
  String classNames() {
    return Arrays.stream(operands)
        .filter(ActiveFields::isActive)
        .map(field -> String.valueOf(field == null ? null : field.getClass().getName()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /**
   * Computes the fields in parallel, as far as {@code threads} runs them so.
   *
   * @return completes with the passive tuple; exceptionally as soon as a field fails, since the
   *     others may never end, or if a result can't be in a tuple
   */
  CompletableFuture<Tuple> evaluate(TupleSpace space, Executor threads) {
    @Nullable Object[] results = given.fields().toArray();
    CompletableFuture<Tuple> passive = new CompletableFuture<>();
    List<Integer> active = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      if (isActive(operands[i])) {
        active.add(i);
      }
    }
    AtomicInteger missing = new AtomicInteger(active.size());
    for (int index : active) {
      Callable<?> field = callable(operands[index], space);
      threads.execute(
          () -> {
            try {
              results[index] = field.call();
              if (missing.decrementAndGet() == 0) {
                passive.complete(Tuple.of(results));
              }
            } catch (Throwable failure) { // errors too: whatever a field throws must be told
              passive.completeExceptionally(failure);
            }
          });
    }
    if (active.isEmpty()) {
      passive.complete(given);
    }
    return passive;
  }

  /**
   * Computes the fields and waits for them: a lone one on this thread, several in {@code threads}.
   *
   * @param counted how tasks are run, given where
   */
  public Tuple evaluateBlocking(TupleSpace space, Executor threads, UnaryOperator<Executor> counted)
      throws InterruptedException, ExecutionException {
    long active = Arrays.stream(operands).filter(ActiveFields::isActive).count();
    return evaluate(space, counted.apply(active == 1 ? Runnable::run : threads)).get();
  }

  private static Callable<?> callable(@Nullable Object field, TupleSpace space) {
    if (field instanceof LiveField<?> live) {
      return () -> live.evaluate(space);
    }
    return field instanceof Supplier<?> supplier
        ? supplier::get
        : (Callable<?>) Objects.requireNonNull(field);
  }
}
