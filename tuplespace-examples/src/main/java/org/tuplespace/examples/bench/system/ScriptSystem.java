package org.tuplespace.examples.bench.system;

import java.util.Set;
import org.redisson.Redisson;

/**
 * The yardstick of whatever is done by scripts: a script that does nothing, called with the same
 * payload. It holds nothing, so that only few workloads suit it.
 */
public final class ScriptSystem implements BenchSystem {

  public static final String ID = "script";

  private final String url;

  /** On this server. */
  public ScriptSystem(String url) {
    this.url = url;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "empty script by Redisson";
  }

  @Override
  public boolean keeps() {
    return false;
  }

  @Override
  public boolean isOnRedis() {
    return true;
  }

  @Override
  public Store open() {
    return new ScriptStore(url);
  }

  @Override
  public void close() {}

  private static final class ScriptStore extends RedissonStore {

    ScriptStore(String url) {
      super(url);
    }

    @Override
    public Client connect() {
      return new ScriptClient((Redisson) redisson(), prefix());
    }

    @Override
    public Set<String> commands() {
      return Set.of("evalsha");
    }
  }
}
