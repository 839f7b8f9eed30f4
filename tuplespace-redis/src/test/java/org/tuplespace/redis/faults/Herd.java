package org.tuplespace.redis.faults;

import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.Watch;

/**
 * A process of many clients, each with its own connections and session. Each takes {@code ("base",
 * number)} under a transaction, puts a tuple under it, blocks in calls of all kinds, and puts and
 * takes by itself, until the process is killed.
 *
 * <p>Options: {@code clients}; {@code idle}, if {@code true} they only connect.
 */
final class Herd {

  /** What it says when all clients are connected and, unless idle, have done their part. */
  static final String IN_PLACE = "IN PLACE";

  private Herd() {}

  public static void main(String[] arguments) throws Exception {
    ClientProgram.run(arguments, Herd::start);
  }

  private static ClientProgram.Driver start(RecordedSpace first, ClientProgram.Options options) {
    boolean idle = Boolean.parseBoolean(options.text("idle", "false"));
    List<TupleSpace> clients = new ArrayList<>(List.of(first.space()));
    Thread thread =
        ClientProgram.thread(
            () -> {
              while (clients.size() < options.number("clients", 1)) {
                clients.add(ClientProgram.builder(options).connect());
              }
              if (!idle) {
                for (TupleSpace client : clients) {
                  occupy(client);
                }
              }
              ClientProgram.say(IN_PLACE);
              while (!idle) {
                for (TupleSpace client : clients) {
                  client.out("loose", 1);
                  client.inp("loose", Integer.class);
                }
              }
            });
    return () -> {
      thread.join(); // ends if idle; the others are killed
      clients.forEach(TupleSpace::close);
    };
  }

  private static void occupy(TupleSpace client) {
    Transaction transaction = client.begin(Duration.ofSeconds(20));
    transaction.inp("base", Integer.class);
    transaction.out("never seen", 1);
    List<CompletableFuture<?>> blocked =
        List.of(
            transaction.inAsync("never there", Integer.class),
            client.inAsync("never there", Integer.class),
            client.rdAsync("never there", any()),
            client.inAnyAsync(Template.of("nor this", any()), Template.of(any(), "nor that")),
            client.inAllAsync(Template.of("nor these", any()), 10));
    Watch watch = client.watch(Template.of("watched", any()), new TupleListener() {});
    if (blocked.stream().anyMatch(CompletableFuture::isDone)) {
      throw new IllegalStateException("a call ended that should block, or a watch: " + watch);
    }
  }
}
