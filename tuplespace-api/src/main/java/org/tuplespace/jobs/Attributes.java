package org.tuplespace.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/**
 * What is told of a job beside its payload: a nested tuple of names and values in turn, or null.
 * Names that this release doesn't know are carried along. Immutable.
 */
final class Attributes {

  static final Attributes NONE = new Attributes(Map.of());

  private static final String QUEUED = "queued";
  private static final String ATTEMPTS = "attempts";
  private static final String RETRIES = "retries";
  private static final String EXPIRES = "expires";
  private static final String RESULT = "result";
  private static final String KEY = "key";
  private static final String CLASS = "class";
  private static final String REQUIRES = "requires";
  private static final String PREFERS = "prefers";
  private static final String WAIT = "wait";

  private final Map<String, @Nullable Object> values;

  private Attributes(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /**
   * What the field says.
   *
   * @throws IllegalArgumentException if it is malformed, also if only a value is
   */
  static Attributes of(@Nullable Object field) {
    if (field == null) {
      return NONE;
    }
    List<?> flat =
        field instanceof Tuple tuple
            ? tuple.fields()
            : field instanceof List<?> list ? list : List.of("?");
    if (flat.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "the attributes are " + field + "; write null, or a tuple of names and values in turn");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < flat.size(); i += 2) {
      values.put(String.valueOf(flat.get(i)), flat.get(i + 1));
    }
    Attributes attributes = new Attributes(values);
    attributes.check();
    return attributes;
  }

  /** The attributes of a job that is put with these options. */
  static Attributes of(JobOptions options, Instant now) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(QUEUED, now);
    RetryPolicy retries = options.retries();
    if (retries != null) {
      values.put(RETRIES, field(retries));
    }
    Duration timeToLive = options.timeToLive();
    if (timeToLive != null) {
      values.put(EXPIRES, now.plus(options.delay()).plus(timeToLive));
    }
    Duration resultTimeToLive = options.resultTimeToLive();
    if (!options.keepsResult()) {
      values.put(RESULT, 0L);
    } else if (resultTimeToLive != null) {
      values.put(RESULT, resultTimeToLive.toMillis());
    }
    if (options.key() != null) {
      values.put(KEY, options.key());
    }
    if (!options.required().isEmpty()) {
      values.put(REQUIRES, List.copyOf(options.required()));
    }
    if (!options.preferred().isEmpty()) {
      values.put(PREFERS, List.copyOf(options.preferred()));
      values.put(WAIT, options.preferenceWait().toMillis());
    }
    return new Attributes(values);
  }

  private static Tuple field(RetryPolicy policy) {
    return Tuple.of(
        policy.attempts(),
        policy.firstDelay().toMillis(),
        policy.longestDelay().toMillis(),
        policy.crashes());
  }

  @Nullable Object toField() {
    if (values.isEmpty()) {
      return null;
    }
    List<@Nullable Object> flat = new ArrayList<>(2 * values.size());
    values.forEach(
        (name, value) -> {
          flat.add(name);
          flat.add(value);
        });
    return Tuple.of(flat.toArray());
  }

  private void check() {
    try {
      Object unused = List.of(attempts(), retries(), required(), preferred(), preferenceWait());
      boolean keeps = keepsResult();
      Duration life = keeps ? resultTimeToLive() : null;
      Instant end = expires();
      Instant start = queued();
      String unique = key();
      String named = className();
    } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
      throw new IllegalArgumentException("the attributes are malformed: " + e.getMessage(), e);
    }
  }

  // ---- the values

  /** When the job was put into the queue; null if whoever put it didn't say. */
  @Nullable Instant queued() {
    return (Instant) values.get(QUEUED);
  }

  /** How many attempts have failed. */
  int attempts() {
    return number(ATTEMPTS, 0).intValue();
  }

  RetryPolicy retries() {
    Tuple policy = (Tuple) values.get(RETRIES);
    return policy == null
        ? RetryPolicy.DEFAULT
        : new RetryPolicy(
            policy.get(0, Number.class).intValue(),
            Duration.ofMillis(policy.get(1, Number.class).longValue()),
            Duration.ofMillis(policy.get(2, Number.class).longValue()),
            policy.get(3, Number.class).intValue());
  }

  /** When the job is not to be taken any more; null for never. */
  @Nullable Instant expires() {
    return (Instant) values.get(EXPIRES);
  }

  /** Whether it is not to be taken any more. */
  boolean isOver(Instant now) {
    Instant end = expires();
    return end != null && !now.isBefore(end);
  }

  /** What no other job of the queue has at the same time; null for none. */
  @Nullable String key() {
    return (String) values.get(KEY);
  }

  /** The class that a worker must have; null if that isn't looked at. */
  @Nullable String className() {
    return (String) values.get(CLASS);
  }

  boolean keepsResult() {
    return number(RESULT, 1).longValue() > 0;
  }

  /** Null for ever. */
  @Nullable Duration resultTimeToLive() {
    return values.get(RESULT) == null ? null : Duration.ofMillis(number(RESULT, 1).longValue());
  }

  /** The labels of which a worker must carry one; empty if any worker will do. */
  Set<String> required() {
    return labels(REQUIRES);
  }

  /** The labels of which a worker should carry one. */
  Set<String> preferred() {
    return labels(PREFERS);
  }

  /** How long after {@link #queued} any worker will do. */
  Duration preferenceWait() {
    return Duration.ofMillis(number(WAIT, 0).longValue());
  }

  private Number number(String name, int absent) {
    Object value = values.get(name);
    return value == null ? absent : (Number) value;
  }

  private Set<String> labels(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Set.of();
    }
    Set<String> labels = new LinkedHashSet<>();
    ((List<?>) value).forEach(label -> labels.add((String) label));
    return Collections.unmodifiableSet(labels);
  }

  // ---- changed

  Attributes withAttempts(int count) {
    return with(ATTEMPTS, count);
  }

  /** A job that names its label only in its place says it here from now on. */
  Attributes withRequired(String label) {
    return with(REQUIRES, List.of(label));
  }

  Attributes withClassName(String name) {
    return with(CLASS, name);
  }

  /** As for a job that is put now and was never tried. */
  Attributes afresh(Instant now) {
    Attributes fresh = with(QUEUED, now);
    fresh.values.remove(ATTEMPTS);
    fresh.values.remove(EXPIRES);
    fresh.values.remove(KEY);
    return fresh;
  }

  private Attributes with(String name, Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Attributes(changed);
  }
}
