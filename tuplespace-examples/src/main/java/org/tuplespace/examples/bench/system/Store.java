package org.tuplespace.examples.bench.system;

import java.util.Optional;
import java.util.Set;

/** One bag of tuples or messages, empty at first. Used by one thread; its clients by many. */
public interface Store extends AutoCloseable {

  /** A client as another process would have, with connections of its own. */
  Client connect() throws Exception;

  /** Jobs with results, where this system has such a thing. */
  default Optional<JobService> jobs() throws Exception {
    return Optional.empty();
  }

  /** The commands that clients send to Redis; empty where there is no Redis. */
  default Set<String> commands() {
    return Set.of();
  }

  /** Removes what is in it, and closes its clients. */
  @Override
  void close() throws Exception;
}
