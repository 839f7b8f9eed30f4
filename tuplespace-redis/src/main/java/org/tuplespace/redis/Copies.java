package org.tuplespace.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.Tuple;

/**
 * How many copies of what a call did the server has confirmed.
 *
 * @param local 1 if it is on the master's disk, where that was asked for
 * @param replicas how many replicas have it
 * @param refusal why the server did not count them
 */
record Copies(int local, int replicas, @Nullable Throwable refusal) {

  /** What to tell the caller who wanted more; null if these are enough. */
  @Nullable NotReplicatedException shortfall(Durability wanted, List<Tuple> taken) {
    int there = Math.min(local, wanted.local()) + Math.min(replicas, wanted.replicas());
    int asked = wanted.local() + wanted.replicas();
    if (there >= asked) {
      return null;
    }
    String message =
        "the call took effect, but only "
            + there
            + " of "
            + asked
            + (wanted.isAppendOnlyFile()
                ? " append-only files (the master's counted first, where it was asked for) hold it"
                : " replicas confirmed it")
            + " within "
            + wanted.timeoutMillis()
            + " ms"
            + (refusal == null ? "" : " (" + ServerErrors.reason(refusal) + ")")
            + "; what it put is in the space and must not be put again; look after the replicas";
    return new NotReplicatedException(message, there, asked, taken, refusal);
  }
}
