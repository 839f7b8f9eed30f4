package org.tuplespace.redis.faults;

import static org.tuplespace.redis.faults.Setup.Loss.NOTHING;
import static org.tuplespace.redis.faults.Setup.Loss.PLAIN_TAKES;
import static org.tuplespace.redis.faults.Setup.Loss.WHAT_REDIS_LOSES;
import static org.tuplespace.redis.faults.Setup.Strike.FAIL_OVER;
import static org.tuplespace.redis.faults.Setup.Strike.FAIL_OVER_BEHIND;
import static org.tuplespace.redis.faults.Setup.Strike.KILL;
import static org.tuplespace.redis.faults.Setup.Strike.POWER;

import java.util.List;

/** What Redis is told to keep, and what happens to it then. */
enum Setup {
  MEMORY("nothing on disk", KILL, WHAT_REDIS_LOSES, "appendonly no"),
  SNAPSHOTS("RDB, a snapshot each 5 s", KILL, WHAT_REDIS_LOSES, "appendonly no", "save 5 1"),
  EVERY_SECOND("AOF everysec", KILL, WHAT_REDIS_LOSES, "appendfsync everysec"),
  EVERY_SECOND_POWER("AOF everysec", POWER, WHAT_REDIS_LOSES, "appendfsync everysec"),
  ALWAYS("AOF always", KILL, NOTHING, "appendfsync always"),
  REPLICA("a replica", FAIL_OVER, WHAT_REDIS_LOSES),
  REPLICA_BEHIND("a replica", FAIL_OVER_BEHIND, WHAT_REDIS_LOSES),
  WAIT("a replica, and WAIT", FAIL_OVER, PLAIN_TAKES),
  WAIT_BEHIND("a replica, and WAIT", FAIL_OVER_BEHIND, PLAIN_TAKES);

  /** What happens. */
  enum Strike {
    KILL("kill -9, restart"),
    /** A model: the log is cut where it ended a second before, since that much may be unwritten. */
    POWER("the last second of the log gone, restart"),
    FAIL_OVER("kill -9 of the master, failover"),
    FAIL_OVER_BEHIND("the same, the replica cut off 0.2 s to 0.5 s before");

    final String text;

    Strike(String text) {
      this.text = text;
    }
  }

  /** What may be lost though its caller was told of it. */
  enum Loss {
    NOTHING,
    /** Takes outside transactions are not waited for. */
    PLAIN_TAKES,
    WHAT_REDIS_LOSES
  }

  final String text;
  final Strike strike;
  final Loss loss;
  final List<String> options;

  Setup(String text, Strike strike, Loss loss, String... options) {
    this.text = text;
    this.strike = strike;
    this.loss = loss;
    this.options = List.of(options);
  }

  boolean isReplicated() {
    return strike == FAIL_OVER || strike == FAIL_OVER_BEHIND;
  }

  /** The option of clients. */
  String durability() {
    return "durability=" + (loss == PLAIN_TAKES ? "1:PT1S" : "-");
  }
}
