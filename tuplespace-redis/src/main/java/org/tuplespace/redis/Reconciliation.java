package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Compares what this client waits for with what the server knows of it. They can differ after the
 * server has lost its last writes (a power failure between two writes of its disk, a failover to a
 * replica that was behind), or after a copy of a call came so late that nobody waits for its answer
 * any more. A wait that the server does not know is searched anew, or it would last for ever; one
 * that this client does not know is withdrawn there.
 *
 * <p>Waits come and go meanwhile, and none of these may be mistaken:
 *
 * <ul>
 *   <li>A wait is lost only if the server's answer to its registration had come before it was asked
 *       about, if the server then had it neither among those that wait nor among those that were
 *       served, and if this client has not ended, delivered or replaced it since ({@link
 *       Registration#lost}). A registration that is on its way is not asked about.
 *   <li>A wait is unknown here only if it is not in {@link Waits}, where it is from before its
 *       registration is sent until it has ended, under an id that is never used again; and if what
 *       it was served has not just arrived, since that must not be put back.
 * </ul>
 *
 * <p>Thread-safe.
 */
final class Reconciliation {

  private static final int PAGE = 500;

  private final Partition partition;
  private boolean running;
  private boolean again;

  Reconciliation(Partition partition) {
    this.partition = partition;
  }

  /** Begins, or begins again where one is under way. */
  void start() {
    synchronized (this) {
      if (running) {
        again = true;
        return;
      }
      running = true;
    }
    run();
  }

  private void run() {
    Session session = partition.session();
    page(session, partition.waits().registered(session), "0").whenComplete((all, error) -> ended());
  }

  private void ended() {
    synchronized (this) {
      running = again && !partition.isClosed();
      again = false;
      if (!running) {
        return;
      }
    }
    run();
  }

  /**
   * Compares a page, and then the rest.
   *
   * @param registered the waits still to be asked about
   * @param cursor from where the server goes on with those that it has; empty where that is done
   */
  private CompletableFuture<Boolean> page(Session session, List<String> registered, String cursor) {
    int asked = Math.min(registered.size(), PAGE);
    Args args = Args.of(session.id(), cursor);
    registered.subList(0, asked).forEach(args::add);
    return partition
        .insist(Script.WAITING, args)
        .thenCompose(
            reply -> {
              if (!reply.is("OK")) {
                return leave(session, reply);
              }
              compare(session, reply);
              List<String> rest = registered.subList(asked, registered.size());
              String next = reply.text(0).equals("0") ? "" : reply.text(0);
              return rest.isEmpty() && next.isEmpty()
                  ? CompletableFuture.completedFuture(true)
                  : page(session, rest, next);
            });
  }

  private void compare(Session session, Reply reply) {
    int lost = (int) reply.number(1);
    for (int i = 2; i < 2 + lost; i++) {
      partition.waits().lost(session, reply.text(i));
    }
    for (int i = 2 + lost; i < reply.size(); i++) {
      String wait = reply.text(i);
      if (!partition.waits().isKnown(wait) && !session.hasArrived(wait)) {
        partition.putBack(session, wait);
      }
    }
  }

  /** A session that is gone takes its waits with it, and all of them are registered anew. */
  private CompletableFuture<Boolean> leave(Session session, Reply reply) {
    if (reply.is("NOSESSION")) {
      return partition.sessions().reopen(session).thenApply(opened -> false);
    }
    partition.dropped();
    return CompletableFuture.completedFuture(false);
  }
}
