package org.tuplespace.examples.bench.system;

/** A system that keeps what it holds on the Redis server of the run. */
abstract class RedisSystem implements BenchSystem {

  private final String id;
  private final String title;
  private final String url;

  RedisSystem(String id, String title, String url) {
    this.id = id;
    this.title = title;
    this.url = url;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final boolean isOnRedis() {
    return true;
  }

  /** Of the server. */
  final String url() {
    return url;
  }
}
