package org.tuplespace.local;

/** Something to be done at a time, in nanoseconds on the clock of the space. */
record Appointment(long time, long number, Runnable action) implements Comparable<Appointment> {

  @Override
  public int compareTo(Appointment other) {
    int byTime = Long.compare(time, other.time);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }
}
