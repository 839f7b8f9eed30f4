package org.tuplespace.examples.bench.system;

/** This project on Redis. */
public final class TuplespaceSystem implements BenchSystem {

  public static final String ID = "tuplespace";

  private final String url;

  /** On this server. */
  public TuplespaceSystem(String url) {
    this.url = url;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "tuplespace on Redis";
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
  public boolean isOnRedis() {
    return true;
  }

  @Override
  public Store open() {
    return new SpaceStore(url);
  }

  @Override
  public void close() {}
}
