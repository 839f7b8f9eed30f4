package org.tuplespace.examples.bench.system;

/** Something that tuples or messages can be put into and taken from. Used by one thread. */
public interface BenchSystem extends AutoCloseable {

  /** Names it in options and in JSON. */
  String id();

  /** Heads its column, with its version. */
  String title();

  /** Whether it is this project's, which must be able to do whatever suits it. */
  default boolean isOurs() {
    return false;
  }

  /** Whether what is put can be taken; not so of a yardstick that only calls. */
  default boolean keeps() {
    return true;
  }

  /** Whether its clients are {@link TupleClient}s. */
  default boolean hasTuples() {
    return false;
  }

  /** Whether its stores have {@link Store#jobs}. */
  default boolean hasJobs() {
    return false;
  }

  /** Whether it puts what it holds into the Redis server of the run. */
  default boolean isOnRedis() {
    return false;
  }

  /** A new store, which is empty. */
  Store open() throws Exception;

  /** Ends what was started for it; most start nothing. */
  @Override
  default void close() {}
}
