package org.tuplespace;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An active field that works on the space: a process, as Linda has it. {@link TupleSpace#eval} runs
 * it and puts what it returns as the field.
 *
 * <pre>{@code
 * final class Philosopher implements LiveField<Integer> {
 *   public Integer evaluate(TupleSpace space) throws Exception {
 *     space.in("fork", 1);
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>It is given the space rather than holding it, since whoever evaluates it may be another
 * process, with a connection of its own.
 *
 * @param <V> what it returns; a value that can be in a tuple
 */
@FunctionalInterface
public interface LiveField<V extends @Nullable Object> extends Serializable {

  /**
   * Computes the field.
   *
   * @param space the space whose {@code eval} this is; not to be closed
   * @throws Exception if it fails; a tuple that says so is put then
   */
  V evaluate(TupleSpace space) throws Exception;
}
