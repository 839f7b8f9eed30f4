package org.tuplespace.redis.codec;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleCodecException;

/** Says in an error where it was, and makes it the codec's own whatever it was. */
final class Naming {

  private static final int WHOLE = -1;

  private Naming() {}

  static <T extends @Nullable Object> T tuple(Supplier<T> work) {
    return field(WHOLE, work);
  }

  static <T extends @Nullable Object> T field(int index, Supplier<T> work) {
    try {
      return work.get();
    } catch (TupleCodecException e) {
      throw new TupleCodecException(name(index) + " " + e.getMessage(), e.getCause());
    } catch (RuntimeException | LinkageError e) {
      throw new TupleCodecException(name(index) + " has no valid content: " + e, e);
    }
  }

  private static String name(int index) {
    return index == WHOLE ? "the stored tuple" : "field " + index;
  }
}
