package org.tuplespace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call took effect, but fewer servers than asked for have confirmed in time that they hold it.
 *
 * <p>What it put <b>is in the space</b> and must not be put again; what it took is gone from it. It
 * may still reach the replicas a moment later; it is lost if the master is lost before that.
 */
public class NotReplicatedException extends TupleSpaceException {
  private static final long serialVersionUID = 1L;

  private final int acknowledged;
  private final int wanted;
  private final transient List<Tuple> taken;

  /**
   * For a call that took effect.
   *
   * @param taken what a swap took, oldest first
   */
  public NotReplicatedException(
      String message, int acknowledged, int wanted, List<Tuple> taken, @Nullable Throwable cause) {
    super(message, cause);
    this.acknowledged = acknowledged;
    this.wanted = wanted;
    this.taken = List.copyOf(taken);
  }

  /** The same again, with the stack trace of who waited for it; {@code cause} is the first. */
  public NotReplicatedException(String message, NotReplicatedException cause) {
    this(message, cause.acknowledged, cause.wanted, cause.taken(), cause);
  }

  /** How many of the servers that were asked for have confirmed. */
  public int acknowledged() {
    return acknowledged;
  }

  /** How many servers were asked to confirm. */
  public int wanted() {
    return wanted;
  }

  /**
   * What a swap took: it is the caller's, as if the swap had returned it. Empty for other calls.
   */
  public List<Tuple> taken() {
    return taken == null ? List.of() : taken; // not serialized: the fields of a tuple need not be
  }
}
