package org.tuplespace.redis.diagnosis;

/**
 * What one check of a server found. Immutable.
 *
 * @param check what was looked at, in a word or two
 * @param status how it is
 * @param what what was found, in a line
 * @param remedy what to do, in a line; empty where nothing is to be done
 */
public record Finding(String check, Status status, String what, String remedy) {

  /** How bad it is, the best first. */
  public enum Status {
    OK,
    /** It could not be looked at; {@link #what} says why. */
    NOT_CHECKED,
    /** It works, and may hurt later. */
    WARNING,
    /** It doesn't work, or loses tuples. */
    FAILED
  }

  static Finding ok(String check, String what) {
    return new Finding(check, Status.OK, what, "");
  }

  static Finding warning(String check, String what, String remedy) {
    return new Finding(check, Status.WARNING, what, remedy);
  }

  static Finding failed(String check, String what, String remedy) {
    return new Finding(check, Status.FAILED, what, remedy);
  }

  static Finding notChecked(String check, String why, String remedy) {
    return new Finding(check, Status.NOT_CHECKED, "not checked: " + why, remedy);
  }
}
