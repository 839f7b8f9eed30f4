package org.tuplespace.local;

import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Put;

/** A tuple that a transaction is going to put. */
record LocalPut(Tuple tuple, OutOptions options, long bytes) implements Put {}
