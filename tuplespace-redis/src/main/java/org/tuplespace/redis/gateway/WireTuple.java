package org.tuplespace.redis.gateway;

import java.util.List;

/** A tuple or template as it is sent. */
record WireTuple(List<WireElement> elements) {

  /** Whether there is a wildcard in it, at any depth. */
  boolean isOpen() {
    return elements.stream().anyMatch(WireElement::isOpen);
  }
}
