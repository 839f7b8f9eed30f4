package org.tuplespace.internal;

import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;

/** A tuple that a transaction is going to put. */
public interface Put {

  Tuple tuple();

  OutOptions options();

  /** About how many bytes it adds to the commit. */
  long bytes();
}
