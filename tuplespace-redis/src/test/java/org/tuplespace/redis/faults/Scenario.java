package org.tuplespace.redis.faults;

/**
 * The scenarios of the suite, in the order of the report.
 *
 * <p>Each gets its share of the suite's duration; those without a share do what they do once.
 */
enum Scenario {
  WORKERS(1, "workers killed and stopped", 30),
  NETWORK(2, "connections and network", 20),
  STALLED_SERVER(3, "server stalled", 15),
  REDIS(4, "Redis killed", 30),
  SERVER(5, "server's state", 15),
  POISON(6, "poison tuples", 0),
  HERD(7, "clients that die in a loop", 0),
  IDLE(8, "clients at rest", 0);

  final int number;
  final String title;
  final int share;

  Scenario(int number, String title, int share) {
    this.number = number;
    this.title = title;
    this.share = share;
  }
}
