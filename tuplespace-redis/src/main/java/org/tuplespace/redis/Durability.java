package org.tuplespace.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Redis must have confirmed before a call that puts returns: {@code out}, {@code outAll},
 * {@code replace}, a swap, and the commit of a transaction. Where that does not come in time the
 * call throws {@link org.tuplespace.NotReplicatedException}; it has taken effect all the same. All
 * other calls go on without waiting. What each setting survives is in {@code docs/durability.md}.
 *
 * <p>Immutable. {@link TupleSpaceBuilder#durability} takes it.
 */
public final class Durability {

  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Durability NONE = new Durability(false, 0, 0, Duration.ZERO);

  private final boolean appendOnlyFile;
  private final int local;
  private final int replicas;
  private final Duration timeout;

  private Durability(boolean appendOnlyFile, int local, int replicas, Duration timeout) {
    this.appendOnlyFile = appendOnlyFile;
    this.local = local;
    this.replicas = replicas;
    this.timeout = timeout;
  }

  /** A call returns when the master has run it. */
  public static Durability none() {
    return NONE;
  }

  /**
   * A call returns when so many replicas have it in memory (the command {@code WAIT}).
   *
   * @param replicas at least 1
   * @param timeout from 1 ms to an hour
   */
  public static Durability replicas(int replicas, Duration timeout) {
    if (replicas < 1) {
      throw new IllegalArgumentException(
          "the number of replicas is "
              + replicas
              + "; it must be at least 1, or write Durability.none()");
    }
    return new Durability(false, 0, replicas, sensible(timeout));
  }

  /**
   * A call returns when the append-only files of so many servers hold it on disk (the command
   * {@code WAITAOF}). Needs Redis 7.2 or Valkey, with {@code appendonly yes} and {@code
   * appendfsync} {@code always} or {@code everysec}; with the latter it takes up to a second.
   *
   * @param local 1 to have it on the master's disk, else 0
   * @param replicas on the disks of how many replicas; at least 1 where {@code local} is 0
   * @param timeout from 1 ms to an hour
   */
  public static Durability appendOnlyFile(int local, int replicas, Duration timeout) {
    if (local < 0 || local > 1) {
      throw new IllegalArgumentException(
          "local is " + local + "; it must be 1, for the file of the master itself, or 0");
    }
    if (replicas < 0 || local + replicas < 1) {
      throw new IllegalArgumentException(
          "the number of replicas is "
              + replicas
              + " and local is "
              + local
              + "; at least one file must be asked for, or write Durability.none()");
    }
    return new Durability(true, local, replicas, sensible(timeout));
  }

  private static Duration sensible(@Nullable Duration timeout) {
    if (timeout == null || timeout.toMillis() < 1 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "the timeout is " + timeout + "; it must be from a millisecond to an hour");
    }
    return timeout;
  }

  boolean isNone() {
    return local + replicas == 0;
  }

  boolean isAppendOnlyFile() {
    return appendOnlyFile;
  }

  int local() {
    return local;
  }

  int replicas() {
    return replicas;
  }

  long timeoutMillis() {
    return timeout.toMillis();
  }

  /** To see at once whether the server can do this, whatever its replicas are up to. */
  Durability briefly() {
    return new Durability(appendOnlyFile, local, replicas, MOMENT);
  }

  @Override
  public String toString() {
    if (isNone()) {
      return "none";
    }
    return appendOnlyFile
        ? "append-only file (" + local + " local, " + replicas + " replicas) within " + timeout
        : replicas + " replicas within " + timeout;
  }
}
