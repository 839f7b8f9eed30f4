package org.tuplespace.local;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.LimitExceededException;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Arguments;

/**
 * Roughly how many bytes tuples would be on a server. What can be large is counted, the rest taken
 * to be small.
 */
public final class Weight {

  private static final long SMALL = 9;

  private Weight() {}

  /**
   * Checks that a server would put these in one step.
   *
   * @throws LimitExceededException if it would not
   */
  public static void requireOneStep(List<Tuple> tuples) {
    long bytes = 0;
    for (Tuple tuple : tuples) {
      bytes += of(tuple);
    }
    if (bytes > Arguments.MAX_BYTES_PER_STEP) {
      throw new LimitExceededException(
          String.format(
              Locale.ROOT,
              "one step puts at most %,d bytes, not about %,d; put the tuples in several calls",
              Arguments.MAX_BYTES_PER_STEP,
              bytes));
    }
  }

  static long of(Tuple tuple) {
    long sum = SMALL;
    for (int i = 0; i < tuple.arity(); i++) {
      sum += tuple.type(i) == FieldType.BYTES ? tuple.getBuffer(i).remaining() : of(tuple.get(i));
    }
    return sum;
  }

  private static long of(@Nullable Object value) {
    if (value instanceof String text) {
      return SMALL + text.length();
    }
    if (value instanceof Tuple tuple) {
      return of(tuple);
    }
    if (value instanceof byte[] bytes) {
      return SMALL + bytes.length;
    }
    if (value instanceof BigInteger number) {
      return SMALL + number.bitLength() / Byte.SIZE;
    }
    if (value instanceof BigDecimal number) {
      return of(number.unscaledValue());
    }
    if (value instanceof List<?> list) {
      long sum = SMALL;
      for (Object element : list) {
        sum += of(element);
      }
      return sum;
    }
    return SMALL;
  }
}
