package org.tuplespace.jobs;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a job is queued. Made from {@link #DEFAULT} by {@code with...}; immutable.
 *
 * <p><b>Where it runs.</b> A job that {@linkplain #requiring requires} labels is run only by a
 * worker that carries one of them. One that {@linkplain #preferring prefers} labels waits for a
 * worker that carries one of them, and after a time is anybody's.
 */
public final class JobOptions {

  /** Normal priority, at once, anywhere, tried by {@link RetryPolicy#DEFAULT}; the result stays. */
  public static final JobOptions DEFAULT = new JobOptions(new Draft());

  private final @Nullable String id;
  private final @Nullable String key;
  private final Priority priority;
  private final Duration delay;
  private final @Nullable Duration timeToLive;
  private final @Nullable RetryPolicy retries;
  private final boolean keepsResult;
  private final @Nullable Duration resultTimeToLive;
  private final boolean namesClass;
  private final Set<String> required;
  private final Set<String> preferred;
  private final Duration preferenceWait;

  private static final class Draft {
    private @Nullable String id;
    private @Nullable String key;
    private Priority priority = Priority.NORMAL;
    private Duration delay = Duration.ZERO;
    private @Nullable Duration timeToLive;
    private @Nullable RetryPolicy retries;
    private boolean keepsResult = true;
    private @Nullable Duration resultTimeToLive;
    private boolean namesClass;
    private Set<String> required = Set.of();
    private Set<String> preferred = Set.of();
    private Duration preferenceWait = Duration.ZERO;
  }

  private JobOptions(Draft draft) {
    this.id = draft.id;
    this.key = draft.key;
    this.priority = draft.priority;
    this.delay = draft.delay;
    this.timeToLive = draft.timeToLive;
    this.retries = draft.retries;
    this.keepsResult = draft.keepsResult;
    this.resultTimeToLive = draft.resultTimeToLive;
    this.namesClass = draft.namesClass;
    this.required = draft.required;
    this.preferred = draft.preferred;
    this.preferenceWait = draft.preferenceWait;
  }

  private Draft draft() {
    Draft draft = new Draft();
    draft.id = id;
    draft.key = key;
    draft.priority = priority;
    draft.delay = delay;
    draft.timeToLive = timeToLive;
    draft.retries = retries;
    draft.keepsResult = keepsResult;
    draft.resultTimeToLive = resultTimeToLive;
    draft.namesClass = namesClass;
    draft.required = required;
    draft.preferred = preferred;
    draft.preferenceWait = preferenceWait;
    return draft;
  }

  /**
   * With an id of the caller's choice, by which its result is found; else it is random. Two jobs of
   * one id can't be told apart.
   */
  public JobOptions withId(String newId) {
    if (newId == null || newId.isEmpty()) {
      throw new IllegalArgumentException("the id is " + newId + "; write a text, or leave it out");
    }
    Draft draft = draft();
    draft.id = newId;
    return new JobOptions(draft);
  }

  /**
   * With a key that no other job of the queue has at the same time: while a job of this key waits,
   * is delayed or runs, another one is not queued, and {@link JobQueue#enqueue} answers the first
   * one's id. The key is let go when the job ends, be it by its result, as a dead letter,
   * cancelled, or because its time to live is over. A job with a key goes by {@link
   * JobQueue#enqueue(Object, JobOptions)} alone, and one at a time through the whole queue, at the
   * price of some five calls to the space.
   *
   * <p>If it has a time to live, it stays in the space, and is counted, until a worker meets it or
   * somebody wants its key.
   */
  public JobOptions withKey(String newKey) {
    if (newKey == null || newKey.isEmpty()) {
      throw new IllegalArgumentException(
          "the key is " + newKey + "; write a text, or leave it out");
    }
    Draft draft = draft();
    draft.key = newKey;
    return new JobOptions(draft);
  }

  /** At another level. */
  public JobOptions withPriority(Priority level) {
    if (level == null) {
      throw new IllegalArgumentException("the priority is null; write Priority.NORMAL");
    }
    Draft draft = draft();
    draft.priority = level;
    return new JobOptions(draft);
  }

  /**
   * Taken by nobody before this time has passed.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public JobOptions withDelay(Duration time) {
    if (time == null || time.isNegative()) {
      throw new IllegalArgumentException(
          "the delay is " + time + "; write Duration.ZERO to have it run at once");
    }
    Draft draft = draft();
    draft.delay = time;
    return new JobOptions(draft);
  }

  /**
   * Gone, without a result, if no worker took it within this time, counted from the end of its
   * delay. The time counts on while it waits to be tried again.
   *
   * @throws IllegalArgumentException if it is under a millisecond
   */
  public JobOptions withTimeToLive(Duration time) {
    Draft draft = draft();
    draft.timeToLive = atLeastAMillisecond("time to live", time);
    return new JobOptions(draft);
  }

  /** Tried again after failures by this policy. */
  public JobOptions withRetries(RetryPolicy policy) {
    if (policy == null) {
      throw new IllegalArgumentException("the policy is null; write RetryPolicy.NONE for no retry");
    }
    Draft draft = draft();
    draft.retries = policy;
    return new JobOptions(draft);
  }

  /** Without a result tuple: for jobs whose result nobody takes. */
  public JobOptions withoutResult() {
    Draft draft = draft();
    draft.keepsResult = false;
    return new JobOptions(draft);
  }

  /**
   * With a result that is gone if nobody took it within this time.
   *
   * @throws IllegalArgumentException if it is under a millisecond
   */
  public JobOptions withResultTimeToLive(Duration time) {
    Draft draft = draft();
    draft.keepsResult = true;
    draft.resultTimeToLive = atLeastAMillisecond("result's time to live", time);
    return new JobOptions(draft);
  }

  /**
   * Left to workers that have the payload's class, by those that lack it or may not read it. These
   * take other jobs instead; without this, such a worker meets the job again and again, and takes
   * none that comes behind it. The class is named in a tuple of its own, which makes the job dearer
   * to put and to take. Classes of what the payload holds count too. No effect for plain data.
   */
  public JobOptions forWhoHasItsClass() {
    Draft draft = draft();
    draft.namesClass = true;
    return new JobOptions(draft);
  }

  /**
   * Run only by a worker that carries at least one of these labels, such as the hosts that have the
   * data.
   *
   * @throws IllegalArgumentException if a label is empty, {@code "*"} or begins with {@code "~"}
   */
  public JobOptions requiring(String... labels) {
    Draft draft = draft();
    draft.required = Labels.checked(Arrays.asList(labels));
    draft.preferred = Set.of();
    return new JobOptions(draft);
  }

  /**
   * Run by a worker that carries at least one of these labels; by any, when {@code wait} has passed
   * since the job was queued. Failures and crashes don't start the wait again.
   *
   * @throws IllegalArgumentException if a label is empty, {@code "*"} or begins with {@code "~"},
   *     or the wait is negative
   */
  public JobOptions preferring(Duration wait, String... labels) {
    if (wait == null || wait.isNegative()) {
      throw new IllegalArgumentException(
          "the wait is " + wait + "; write how long the job may wait for a preferred worker");
    }
    Draft draft = draft();
    draft.preferred = Labels.checked(Arrays.asList(labels));
    draft.preferenceWait = wait;
    draft.required = Set.of();
    return new JobOptions(draft);
  }

  private static Duration atLeastAMillisecond(String what, Duration time) {
    if (time == null || time.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the " + what + " is " + time + "; it must be at least a millisecond");
    }
    return time;
  }

  @Nullable String id() {
    return id;
  }

  @Nullable String key() {
    return key;
  }

  Priority priority() {
    return priority;
  }

  Duration delay() {
    return delay;
  }

  @Nullable Duration timeToLive() {
    return timeToLive;
  }

  @Nullable RetryPolicy retries() {
    return retries;
  }

  boolean keepsResult() {
    return keepsResult;
  }

  @Nullable Duration resultTimeToLive() {
    return resultTimeToLive;
  }

  boolean namesClass() {
    return namesClass;
  }

  Set<String> required() {
    return new LinkedHashSet<>(required);
  }

  Set<String> preferred() {
    return new LinkedHashSet<>(preferred);
  }

  Duration preferenceWait() {
    return preferenceWait;
  }
}
