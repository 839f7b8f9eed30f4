package org.tuplespace.redis.gateway;

import org.tuplespace.LocalTupleSpace;
import org.tuplespace.TupleSpace;

class LocalGatewayTest extends GatewayContract {
  @Override
  TupleSpace newSpace() {
    return new LocalTupleSpace("gateway");
  }
}
