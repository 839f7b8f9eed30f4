package org.tuplespace.jobs;

/** Which jobs are taken first; within a level, the oldest. */
public enum Priority {
  HIGH("high"),
  NORMAL("normal"),
  LOW("low");

  private final String word;

  Priority(String word) {
    this.word = word;
  }

  /** The level as it stands in a job's tuple. */
  public String word() {
    return word;
  }
}
