package org.tuplespace.examples.bench.system;

import java.util.Set;
import org.redisson.Redisson;

/**
 * The yardstick of whatever is done by scripts: a script that does nothing, called with the same
 * payload. It holds nothing, so that only few workloads suit it.
 */
public final class ScriptSystem extends RedisSystem {

  public static final String ID = "script";

  /** On this server. */
  public ScriptSystem(String url) {
    super(ID, "empty script by Redisson", url);
  }

  @Override
  public boolean keeps() {
    return false;
  }

  @Override
  public Store open() {
    return new ScriptStore(url());
  }

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
