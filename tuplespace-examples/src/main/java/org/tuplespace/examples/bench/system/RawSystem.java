package org.tuplespace.examples.bench.system;

import java.util.Set;
import org.redisson.Redisson;

/** Redis commands by the same client library: what there is to gain at most. */
public final class RawSystem extends RedisSystem {

  public static final String ID = "raw";

  /** On this server. */
  public RawSystem(String url) {
    super(ID, "RPUSH, LPOP, BLPOP by Redisson", url);
  }

  @Override
  public Store open() {
    return new RawStore(url());
  }

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
