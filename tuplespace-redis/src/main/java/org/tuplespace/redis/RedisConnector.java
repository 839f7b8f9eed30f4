package org.tuplespace.redis;

import org.tuplespace.SpaceConnector;
import org.tuplespace.TupleSpace;

/** Connects to a space on Redis, for those who find this by the service loader. */
public final class RedisConnector implements SpaceConnector {

  @Override
  public boolean accepts(String url) {
    return url.startsWith("redis:")
        || url.startsWith("rediss:")
        || url.startsWith("redis+")
        || url.startsWith("rediss+");
  }

  @Override
  public TupleSpace connect(String url, String name) {
    return TupleSpaces.connect(url, name);
  }
}
