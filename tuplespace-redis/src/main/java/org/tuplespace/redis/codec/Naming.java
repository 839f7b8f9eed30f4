package org.tuplespace.redis.codec;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleCodecException;

/** Says in an error where it was, and makes it the codec's own whatever it was. */
final class Naming {

  private Naming() {}

  static <T extends @Nullable Object> T field(int index, Supplier<T> work) {
    return place("field " + index, work);
  }

  static <T extends @Nullable Object> T tuple(Supplier<T> work) {
    return place("the stored tuple", work);
  }

  private static <T extends @Nullable Object> T place(String place, Supplier<T> work) {
    try {
      return work.get();
    } catch (TupleCodecException e) {
      throw new TupleCodecException(place + " " + e.getMessage(), e.getCause());
    } catch (RuntimeException | LinkageError e) {
      throw new TupleCodecException(place + " has no valid content: " + e, e);
    }
  }
}
