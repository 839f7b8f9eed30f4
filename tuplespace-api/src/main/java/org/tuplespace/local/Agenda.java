package org.tuplespace.local;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is to be done later, in the order of its time; of one time, in the order it was added. */
final class Agenda {

  /** A time that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  // A set, and no heap, so that a cancelled appointment leaves at once and without a search.
  private final TreeSet<Appointment> appointments = new TreeSet<>();
  private long count;

  /** The time so many nanoseconds after another. */
  static long after(long time, long nanos) {
    long sum = time + nanos;
    return sum < 0 ? NEVER : sum;
  }

  Appointment add(long time, Runnable action) {
    Appointment appointment = new Appointment(time, count++, action);
    appointments.add(appointment);
    return appointment;
  }

  void cancel(Appointment appointment) {
    appointments.remove(appointment);
  }

  /** Removes and returns the next one if its time has come. */
  @Nullable Appointment pollDue(long now) {
    if (appointments.isEmpty() || appointments.first().time() > now) {
      return null;
    }
    return appointments.pollFirst();
  }

  /** When the next one is due. */
  long nextTime() {
    return appointments.isEmpty() ? NEVER : appointments.first().time();
  }

  boolean isEmpty() {
    return appointments.isEmpty();
  }

  int size() {
    return appointments.size();
  }

  void clear() {
    appointments.clear();
  }
}
