package org.tuplespace.redis;

import static org.tuplespace.redis.RedisTupleSpace.join;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.redis.codec.EncodedTemplate;

/** Reads and counts many tuples, in pages, so that no script takes long. Thread-safe. */
final class TupleScan implements TupleTable {

  private static final String END = "0";

  private final RedisTupleSpace space;
  private final Partition partition;

  TupleScan(RedisTupleSpace space, Partition partition) {
    this.space = space;
    this.partition = partition;
  }

  List<Tuple> all(Template template) {
    EncodedTemplate encoded = partition.encode(template);
    partition.requireOpen();
    List<Tuple> all = new ArrayList<>();
    Page page = join(page(END, encoded));
    all.addAll(page.tuples());
    while (page.hasRest()) {
      page = join(page.rest());
      all.addAll(page.tuples());
    }
    return all;
  }

  long count(Template template) {
    EncodedTemplate encoded = partition.encode(template);
    partition.requireOpen();
    long count = 0;
    String after = END;
    do {
      Operation page = join(scan("count", after, encoded).start());
      page.end();
      after = page.reply().text(0);
      count += page.reply().number(1);
    } while (!after.equals(END));
    return count;
  }

  /** What an index serves is read by it; a template that fixes nothing is none to make one for. */
  Stream<Tuple> stream(Template template) {
    EncodedTemplate encoded = partition.encode(template);
    partition.requireOpen();
    boolean fixesNothing = encoded.key().length == 0;
    return PageStream.of(
        fixesNothing
            ? () -> new PagesById(this, encoded.arity(), encoded.tests())
            : () -> new PagesOfIndex(this, encoded));
  }

  Stream<Tuple> stream() {
    partition.requireOpen();
    return PageStream.of(() -> new PagesById(this, null, new byte[0]));
  }

  /** The tuples that match, in pages each of which tells the next. */
  private static final class PagesOfIndex implements Pages {

    private final TupleScan scan;
    private @Nullable EncodedTemplate template;

    PagesOfIndex(TupleScan scan, EncodedTemplate template) {
      this.scan = scan;
      this.template = template;
    }

    @Override
    public @Nullable CompletableFuture<Page> next() {
      EncodedTemplate wanted = template;
      template = null;
      return wanted == null ? null : scan.page(END, wanted);
    }
  }

  private CompletableFuture<Page> page(String after, EncodedTemplate template) {
    Operation page = scan("read", after, template);
    return read(
        page,
        () -> page(after, template),
        tuples -> {
          String next = page.reply().text(0);
          return new Page(tuples, next.equals(END) ? null : () -> page(next, template));
        });
  }

  private Operation scan(String mode, String after, EncodedTemplate template) {
    partition.requireOpen();
    Args args = Args.of(mode, after).add(template);
    return partition.operation(Script.SCAN, cursor -> args, List.of());
  }

  @Override
  public CompletableFuture<Page> read(List<String> places, byte[] tests) {
    partition.requireOpen();
    Args args = Args.of(String.join(",", places)).add(tests);
    Operation page = partition.operation(Script.READ, cursor -> args, List.of());
    return read(
        page,
        () -> read(places, tests),
        tuples -> {
          List<String> left = places.subList((int) page.reply().number(0), places.size());
          return new Page(tuples, left.isEmpty() ? null : () -> read(left, tests));
        });
  }

  /** A page that may hold blobs on the server is acknowledged, once these have been read. */
  private CompletableFuture<Page> read(
      Operation operation,
      Supplier<CompletableFuture<Page>> again,
      Function<List<Tuple>, Page> result) {
    return operation
        .start()
        .thenCompose(
            done -> {
              if (TupleReader.mayHoldBlobs(done.reply())) {
                return space.resultOf(done, result, again);
              }
              done.end();
              return partition.reader().read(done.reply()).thenApply(result);
            });
  }

  @Override
  public Reply list(String arity, String cursor, String after, String upto) {
    partition.requireOpen();
    Reply reply = join(partition.call(Script.LIST, Args.of(arity, cursor, after, upto)));
    if (!reply.is("OK")) {
      partition.dropped();
      throw partition.closed();
    }
    return reply;
  }
}
