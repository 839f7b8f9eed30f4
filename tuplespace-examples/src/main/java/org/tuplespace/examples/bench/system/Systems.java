package org.tuplespace.examples.bench.system;

import java.util.List;
import org.redisson.Redisson;

/** All systems, in the order of the columns. */
public final class Systems {

  private Systems() {}

  /** Those on this server, and those that need none. */
  public static List<BenchSystem> of(String url) {
    return List.of(
        new TuplespaceSystem(url),
        new QueueSystem(url),
        new RawSystem(url),
        new ScriptSystem(url),
        new LocalSystem());
  }

  /** The version of the client library that all on Redis share. */
  public static String redissonVersion() {
    String version = Redisson.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
