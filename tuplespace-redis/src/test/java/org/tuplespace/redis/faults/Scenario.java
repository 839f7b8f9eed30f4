package org.tuplespace.redis.faults;

/**
 * The scenarios of the suite, in the order of the report.
 *
 * <p>Each gets its share of the suite's duration; what it does in it is its own affair.
 */
enum Scenario {
  WORKERS(1, "workers killed and stopped", 30),
  NETWORK(2, "connections and network", 20),
  STALLED_SERVER(3, "server stalled", 15),
  SERVER(5, "server's state", 15);

  final int number;
  final String title;
  final int share;

  Scenario(int number, String title, int share) {
    this.number = number;
    this.title = title;
    this.share = share;
  }
}
