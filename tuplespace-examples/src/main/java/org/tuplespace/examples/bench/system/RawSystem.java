package org.tuplespace.examples.bench.system;

import java.util.Set;
import org.redisson.Redisson;

/** Redis commands by the same client library: what there is to gain at most. */
public final class RawSystem implements BenchSystem {

  public static final String ID = "raw";

  private final String url;

  /** On this server. */
  public RawSystem(String url) {
    this.url = url;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "RPUSH, LPOP, BLPOP by Redisson";
  }

  @Override
  public boolean isOnRedis() {
    return true;
  }

  @Override
  public Store open() {
    return new RawStore(url);
  }

  @Override
  public void close() {}

  private static final class RawStore extends RedissonStore {

    RawStore(String url) {
      super(url);
    }

    @Override
    public Client connect() {
      return new RawClient((Redisson) redisson(), prefix());
    }

    @Override
    public Set<String> commands() {
      return Set.of("rpush", "blpop", "lpop");
    }
  }
}
