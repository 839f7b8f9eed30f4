package org.tuplespace.redis;

import static org.tuplespace.redis.RedisTupleSpace.join;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.codec.EncodedTemplate;

/**
 * Tuples as they are read without a session. An index is used if there is one, and else the tuples
 * of the arity are tested: none is made. Thread-safe.
 */
final class ObservedTuples implements TupleTable {

  private static final String END = "0";

  /** A field out of line can go while it is read; its tuple is gone too then, at another look. */
  private static final int LOOKS = 5;

  private final Partition partition;

  ObservedTuples(Partition partition) {
    this.partition = partition;
  }

  Stream<Tuple> stream() {
    partition.requireOpen();
    return PageStream.of(() -> new PagesById(this, null, new byte[0]));
  }

  Stream<Tuple> stream(Template template) {
    EncodedTemplate encoded = partition.encode(template);
    partition.requireOpen();
    return PageStream.of(() -> new MatchingPages(encoded));
  }

  long count(Template template) {
    EncodedTemplate encoded = partition.encode(template);
    long count = 0;
    String after = END;
    do {
      Reply reply = call(Script.SCAN, scan("count", after, encoded));
      if (reply.is("I")) {
        return stream(template).count();
      }
      after = reply.text(0);
      count += reply.number(1);
    } while (!after.equals(END));
    return count;
  }

  private static Args scan(String mode, String after, EncodedTemplate template) {
    return Args.of("", "0", "0", mode, after).add(template);
  }

  /** By the index of the template's shape if there is one. */
  private final class MatchingPages implements Pages {

    private final EncodedTemplate template;
    private @Nullable Pages all;
    private boolean hasBegun;

    MatchingPages(EncodedTemplate template) {
      this.template = template;
    }

    @Override
    public @Nullable CompletableFuture<Page> next() {
      if (!hasBegun) {
        hasBegun = true;
        CompletableFuture<Page> indexed = template.key().length == 0 ? null : firstPage();
        if (indexed != null) {
          return indexed;
        }
        all = new PagesById(ObservedTuples.this, template.arity(), template.tests());
      }
      return all == null ? null : all.next();
    }

    /** Null if there is no index. */
    private @Nullable CompletableFuture<Page> firstPage() {
      Reply first = call(Script.SCAN, scan("read", END, template));
      return first.is("I") ? null : page(END, first);
    }

    private CompletableFuture<Page> page(String after, Reply first) {
      return look(
          first,
          () -> partition.call(Script.SCAN, scan("read", after, template)),
          (reply, tuples) -> {
            String next = reply.text(0);
            return new Page(tuples, next.equals(END) ? null : () -> page(next));
          },
          LOOKS);
    }

    private CompletableFuture<Page> page(String after) {
      return partition
          .call(Script.SCAN, scan("read", after, template))
          .thenCompose(reply -> page(after, reply));
    }
  }

  @Override
  public Reply list(String arity, String cursor, String after, String upto) {
    return call(Script.LIST, Args.of(arity, cursor, after, upto));
  }

  @Override
  public CompletableFuture<Page> read(List<String> places, byte[] tests) {
    partition.requireOpen();
    Args args = Args.of("", "0", "0").add(String.join(",", places)).add(tests);
    Supplier<CompletableFuture<Reply>> call = () -> partition.call(Script.READ, args);
    return call.get()
        .thenCompose(
            first ->
                look(
                    first,
                    call,
                    (reply, tuples) -> {
                      List<String> left = places.subList((int) reply.number(0), places.size());
                      return new Page(tuples, left.isEmpty() ? null : () -> read(left, tests));
                    },
                    LOOKS));
  }

  private interface PageMaker {
    Page of(Reply reply, List<Tuple> tuples);
  }

  private CompletableFuture<Page> look(
      Reply reply, Supplier<CompletableFuture<Reply>> again, PageMaker maker, int looks) {
    if (reply.is("DROPPED")) {
      partition.dropped();
      throw partition.closed();
    }
    if (reply.is("I")) {
      throw new TupleSpaceException(
          "the server has dropped the index that this look used, since nobody else did; look again",
          null);
    }
    CompletableFuture<Page> page =
        partition.reader().read(reply).thenApply(tuples -> maker.of(reply, tuples));
    if (!TupleReader.mayHoldBlobs(reply) || looks == 1) {
      return page;
    }
    Function<Throwable, CompletableFuture<Page>> retry =
        error ->
            ServerErrors.unwrap(error) instanceof TupleCodecException
                ? again.get().thenCompose(next -> look(next, again, maker, looks - 1))
                : CompletableFuture.failedFuture(error);
    return page.exceptionallyCompose(retry);
  }

  private Reply call(Script script, Args args) {
    partition.requireOpen();
    Reply reply = join(partition.call(script, args));
    if (reply.is("DROPPED")) {
      partition.dropped();
      throw partition.closed();
    }
    return reply;
  }
}
