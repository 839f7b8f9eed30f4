package org.tuplespace.redis;

import static org.tuplespace.redis.RedisTupleSpace.join;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.tuplespace.OutOptions;
import org.tuplespace.SpaceStats;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.Watch;
import org.tuplespace.internal.AbstractOperations;
import org.tuplespace.internal.Arguments;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;
import org.tuplespace.internal.Transfer;

/**
 * A space on a Redis server as one sees it who only looks: without a session, and nothing that is
 * called here writes to the server.
 */
final class ObservedTupleSpace extends AbstractOperations implements TupleSpace {

  private final String name;
  private final RedissonClient redisson;
  private final boolean ownsConnection;
  private final Partition partition;
  private final SpaceThreads threads;
  private final ObservedTuples tuples;

  ObservedTupleSpace(
      String name,
      RedissonClient redisson,
      boolean ownsConnection,
      Partition partition,
      SpaceThreads threads) {
    this.name = name;
    this.redisson = redisson;
    this.ownsConnection = ownsConnection;
    this.partition = partition;
    this.threads = threads;
    this.tuples = new ObservedTuples(partition);
  }

  // ---- what an observer can do

  @Override
  public String name() {
    return name;
  }

  @Override
  protected List<Tuple> attempt(Request request) {
    if (request.takes()) {
      throw refusal("in and swap");
    }
    for (Template template : request.templates()) {
      List<Tuple> first = stream(template).limit(1).toList();
      if (!first.isEmpty()) {
        return first;
      }
    }
    return List.of();
  }

  @Override
  public List<Tuple> rdAll(Template template) {
    return stream(template).toList();
  }

  @Override
  public long count(Template template) {
    return tuples.count(Arguments.template(template));
  }

  @Override
  public Stream<Tuple> stream(Template template) {
    return tuples.stream(Arguments.template(template));
  }

  @Override
  public Stream<Tuple> stream() {
    return tuples.stream();
  }

  @Override
  public long copyCollect(Template template, TupleSpace target) {
    Arguments.target(target);
    return Transfer.copy(rdAll(template), target);
  }

  @Override
  public SpaceStats stats() {
    partition.requireOpen();
    return new Observation(partition).stats(name);
  }

  @Override
  public void close() {
    partition.closeObserved();
    threads.close();
    if (ownsConnection) {
      redisson.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  // ---- what it can't

  private static UnsupportedOperationException refusal(String operations) {
    return new UnsupportedOperationException(
        operations
            + " would write to the server, and this client only looks; connect without"
            + " builder.observer()");
  }

  @Override
  protected <R> Pending<R> submit(Request request, long nanos, Function<List<Tuple>, R> result) {
    throw refusal("calls that wait or are asynchronous");
  }

  @Override
  public void out(Tuple tuple, OutOptions options) {
    throw refusal("out");
  }

  @Override
  public CompletableFuture<@Nullable Void> outAsync(Tuple tuple, OutOptions options) {
    throw refusal("out");
  }

  @Override
  public void outAll(Collection<Tuple> all) {
    throw refusal("outAll");
  }

  @Override
  public long replace(Template template, Tuple tuple) {
    throw refusal("replace");
  }

  @Override
  public CompletableFuture<Tuple> eval(@Nullable Object... fields) {
    throw refusal("eval");
  }

  @Override
  public long collect(Template template, TupleSpace target) {
    throw refusal("collect");
  }

  @Override
  public Transaction begin(Duration lease) {
    throw refusal("a transaction");
  }

  @Override
  public Watch watch(Template template, TupleListener listener) {
    throw refusal("watch, which has the server tell of events,");
  }

  @Override
  public Watch watch(TupleListener listener) {
    throw refusal("watch, which has the server tell of events,");
  }

  @Override
  public void drop() {
    throw refusal("drop");
  }

  /** Fails where the space is of another version. */
  void check() {
    join(partition.checkSchema());
  }
}
