package org.tuplespace.examples.bench.system;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** A client of this project's. */
final class SpaceClient implements TupleClient {

  private final TupleSpace space;

  SpaceClient(TupleSpace space) {
    this.space = space;
  }

  @Override
  public void out(Object... fields) {
    space.out(fields);
  }

  @Override
  public Object[] in(Object... template) throws InterruptedException {
    return fields(space.in(template));
  }

  @Override
  public Optional<Object[]> inp(Object... template) {
    return space.inp(template).map(SpaceClient::fields);
  }

  @Override
  public Object[] rd(Object... template) throws InterruptedException {
    return fields(space.rd(template));
  }

  @Override
  public Optional<Object[]> rdp(Object... template) {
    return space.rdp(template).map(SpaceClient::fields);
  }

  @Override
  public byte[] take(String key) throws InterruptedException {
    return space.in(key, byte[].class).getBytes(1);
  }

  @Override
  public CompletionStage<byte[]> takeLater(String key) {
    return space.inAsync(key, byte[].class).thenApply(tuple -> tuple.getBytes(1));
  }

  @Override
  public void outAll(List<Object[]> tuples) {
    space.outAll(tuples.stream().map(Tuple::of).toList());
  }

  @Override
  public List<byte[]> takeSome(String key, int max) throws InterruptedException {
    return space.inAll(Template.of(key, byte[].class), max).stream()
        .map(tuple -> tuple.getBytes(1))
        .toList();
  }

  private static Object[] fields(Tuple tuple) {
    Object[] fields = new Object[tuple.arity()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = tuple.get(i);
    }
    return fields;
  }
}
