package org.tuplespace.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuplespace.LimitExceededException;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;

/** Checks what callers of a space give, and says what to write instead. */
public final class Arguments {

  /** A timeout that never ends, in nanoseconds. */
  public static final long FOREVER = Long.MAX_VALUE;

  /** How many tuples one atomic step may put, take or test. */
  public static final int MAX_TUPLES_PER_STEP = 10_000;

  /** How many bytes of tuples one atomic step may put or take. */
  public static final long MAX_BYTES_PER_STEP = 16L << 20;

  private static final Duration LONGEST = Duration.ofNanos(FOREVER);

  private Arguments() {}

  public static Template template(@Nullable Template template) {
    if (template == null) {
      throw new IllegalArgumentException(
          "the template is null; write Template.of(...), with Match.any() for an open field");
    }
    return template;
  }

  /** An unmodifiable copy with at least one template. */
  public static List<Template> templates(Template @Nullable ... templates) {
    if (templates == null) {
      throw new IllegalArgumentException("the templates are null; write at least one template");
    }
    return templates(Arrays.asList(templates));
  }

  /** An unmodifiable copy with at least one template. */
  public static List<Template> templates(@Nullable List<Template> templates) {
    if (templates == null || templates.isEmpty()) {
      throw new IllegalArgumentException(
          "the templates are " + templates + "; write at least one template");
    }
    templates.forEach(Arguments::template);
    return List.copyOf(templates);
  }

  public static Tuple tuple(@Nullable Tuple tuple) {
    if (tuple == null) {
      throw new IllegalArgumentException(
          "the tuple is null; write Tuple.of(...), for a null field Tuple.of((Object) null)");
    }
    return tuple;
  }

  /** An unmodifiable copy, possibly empty. */
  public static List<Tuple> tuples(Tuple @Nullable ... tuples) {
    if (tuples == null) {
      throw new IllegalArgumentException("the tuples are null; for none leave them out");
    }
    return tuples(Arrays.asList(tuples));
  }

  /**
   * An unmodifiable copy, possibly empty.
   *
   * @throws LimitExceededException if there are more than one step may put
   */
  public static List<Tuple> tuples(@Nullable Collection<Tuple> tuples) {
    if (tuples == null) {
      throw new IllegalArgumentException("the tuples are null; for none write List.of()");
    }
    List<Tuple> copy = new ArrayList<>(tuples);
    copy.forEach(Arguments::tuple);
    if (copy.size() > MAX_TUPLES_PER_STEP) {
      throw new LimitExceededException(
          String.format(
              Locale.ROOT,
              "one step puts at most %,d tuples, not %,d; put them in several calls",
              MAX_TUPLES_PER_STEP,
              copy.size()));
    }
    return Collections.unmodifiableList(copy);
  }

  public static OutOptions options(@Nullable OutOptions options) {
    if (options == null) {
      throw new IllegalArgumentException("the options are null; write OutOptions.NONE");
    }
    return options;
  }

  /** The timeout in nanoseconds; {@link #FOREVER} if it is longer than these can say. */
  public static long timeoutNanos(@Nullable Duration timeout) {
    if (timeout == null) {
      throw new IllegalArgumentException(
          "the timeout is null; to wait for ever, call the form without a timeout");
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "the timeout is " + timeout + "; it can't be negative, Duration.ZERO asks once");
    }
    return clampedNanos(timeout);
  }

  /** A duration in nanoseconds; {@link #FOREVER} if it is longer than these can say. */
  public static long clampedNanos(Duration duration) {
    return duration.compareTo(LONGEST) >= 0 ? FOREVER : duration.toNanos();
  }

  /** At least a millisecond. */
  public static Duration lease(@Nullable Duration lease) {
    if (lease == null || lease.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "the lease is " + lease + "; it must be at least a millisecond");
    }
    return lease;
  }

  /** At least 1, and cut to what one step may take. */
  public static int max(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max is " + max + "; it must be at least 1");
    }
    return Math.min(max, MAX_TUPLES_PER_STEP);
  }

  public static TupleSpace target(@Nullable TupleSpace target) {
    if (target == null) {
      throw new IllegalArgumentException("the target is null; write the space to put into");
    }
    return target;
  }

  public static TupleListener listener(@Nullable TupleListener listener) {
    if (listener == null) {
      throw new IllegalArgumentException("the listener is null; write a TupleListener");
    }
    return listener;
  }

  public static String spaceName(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "the name of the space is " + (name == null ? "null" : "empty") + "; write a name");
    }
    return name;
  }
}
