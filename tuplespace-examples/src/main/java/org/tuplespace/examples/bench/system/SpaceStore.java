package org.tuplespace.examples.bench.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;

/** A space of this project's on Redis. */
final class SpaceStore implements Store {

  private final String url;
  private final String name = "bench-" + UUID.randomUUID();
  private final List<TupleSpace> clients = new ArrayList<>();

  SpaceStore(String url) {
    this.url = url;
  }

  @Override
  public Client connect() {
    return new SpaceClient(space());
  }

  @Override
  public Optional<JobService> jobs() {
    return Optional.of(new SpaceJobs(space(), space()));
  }

  @Override
  public Set<String> commands() {
    return Set.of("evalsha");
  }

  private TupleSpace space() {
    TupleSpace space = TupleSpaces.connect(url, name);
    clients.add(space);
    return space;
  }

  @Override
  public void close() {
    if (!clients.isEmpty()) {
      clients.get(0).drop();
    }
    clients.forEach(TupleSpace::close);
  }
}
