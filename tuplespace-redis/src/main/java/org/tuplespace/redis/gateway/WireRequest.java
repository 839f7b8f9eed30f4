package org.tuplespace.redis.gateway;

import java.util.List;

/**
 * What a client has asked.
 *
 * @param operands the tuple or templates that came with it, as many as the operation takes
 */
record WireRequest(WireOperation operation, List<WireTuple> operands) {

  WireTuple first() {
    return operands.get(0);
  }

  WireTuple second() {
    return operands.get(1);
  }
}
