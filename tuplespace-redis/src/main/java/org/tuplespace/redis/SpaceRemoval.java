package org.tuplespace.redis;

import java.util.concurrent.CompletableFuture;

/** Drives the removal of a space that is marked as being dropped; any client can go on with it. */
final class SpaceRemoval {

  private SpaceRemoval() {}

  /**
   * Completes when no key of the space is left but the trace that says it was dropped.
   *
   * @param birth which space of the name
   */
  static CompletableFuture<Reply> remove(Partition partition, String birth, long deadline) {
    return removeFrom(partition, birth, "0", deadline);
  }

  private static CompletableFuture<Reply> removeFrom(
      Partition partition, String birth, String cursor, long deadline) {
    Args args = Args.of(birth, partition.keys().pattern(), cursor);
    return partition
        .call(Script.REMOVE, args, deadline, () -> {})
        .thenComposeAsync(
            reply ->
                reply.is("MORE")
                    ? removeFrom(partition, birth, reply.text(0), deadline)
                    : CompletableFuture.completedFuture(reply),
            partition.threads().completer());
  }
}
