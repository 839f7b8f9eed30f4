package org.tuplespace.redis.gateway;

import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

class RedisGatewayIT extends GatewayContract {
  @Override
  TupleSpace newSpace() {
    return TupleSpaces.connect(RedisForTests.url(), TestSpaces.name("gateway"));
  }
}
