package org.tuplespace.redis;

import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Put;
import org.tuplespace.redis.codec.EncodedTuple;

/** A tuple that a transaction is going to put, in the form in which it is sent. */
record EncodedPut(Tuple tuple, OutOptions options, EncodedTuple encoded) implements Put {

  @Override
  public long bytes() {
    return encoded.bytes().length;
  }
}
