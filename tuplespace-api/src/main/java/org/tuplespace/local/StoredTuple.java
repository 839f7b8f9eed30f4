package org.tuplespace.local;

import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/** A tuple with its place in the order of the space, and where it is listed. */
final class StoredTuple {

  final Tuple tuple;
  final long order;

  /** When its time to live is over; {@link Agenda#NEVER} if it has none. */
  final long end;

  @Nullable Node<StoredTuple> listings;
  @Nullable Appointment expiry;

  StoredTuple(Tuple tuple, long order, long end) {
    this.tuple = tuple;
    this.order = order;
    this.end = end;
  }

  /** The same at the same place, for when it is given back. */
  StoredTuple deliveredOnceMore() {
    return new StoredTuple(tuple.withDeliveries(tuple.deliveries() + 1), order, end);
  }
}
