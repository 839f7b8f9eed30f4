package org.tuplespace.examples.bench.system;

/** This project on Redis. */
public final class TuplespaceSystem extends RedisSystem {

  public static final String ID = "tuplespace";

  /** On this server. */
  public TuplespaceSystem(String url) {
    super(ID, "tuplespace on Redis", url);
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public boolean hasTuples() {
    return true;
  }

  @Override
  public boolean hasJobs() {
    return true;
  }

  @Override
  public Store open() {
    return new SpaceStore(url());
  }
}
