package org.tuplespace.redis.faults;

/**
 * The scenarios of the suite, in the order of the report.
 *
 * <p>Each gets its share of the suite's duration; what it does in it is its own affair.
 */
enum Scenario {
  WORKERS(1, "workers killed and stopped", 30);

  final int number;
  final String title;
  final int share;

  Scenario(int number, String title, int share) {
    this.number = number;
    this.title = title;
    this.share = share;
  }
}
