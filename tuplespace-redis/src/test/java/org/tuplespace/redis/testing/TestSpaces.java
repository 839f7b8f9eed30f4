package org.tuplespace.redis.testing;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaceBuilder;
import org.tuplespace.redis.TupleSpaces;

/**
 * Spaces for tests of what happens when something fails: impatient ones, each with its own name.
 */
public final class TestSpaces {

  private TestSpaces() {}

  /** A name that no other test has. */
  public static String name(String about) {
    return about + "-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /** Sends again after 300 ms, so that a stall of a second is a long one. */
  public static TupleSpaceBuilder impatient(String url, String name) {
    return TupleSpaces.builder()
        .url(url)
        .name(name)
        .connectTimeout(Duration.ofSeconds(20))
        .responseTimeout(Duration.ofMillis(300));
  }

  /** The second fields, in order, of the tuples whose first is this. */
  public static List<Integer> numbers(TupleSpace space, String first) {
    return space.rdAll(Template.of(first, Integer.class)).stream().map(t -> t.getInt(1)).toList();
  }

  public static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  /** Random, and printed, so that a failure can be repeated. */
  public static Random random(String about) {
    long given = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
    System.out.println(about + ": -Dseed=" + given);
    return new Random(given);
  }

  /** Runs it on a thread of its own. */
  public static <T> Running<T> start(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "caller");
    thread.setDaemon(true);
    thread.start();
    return new Running<>(thread, result);
  }

  /** A call that is running on a thread of its own. */
  public record Running<T>(Thread thread, CompletableFuture<T> result) {}
}
