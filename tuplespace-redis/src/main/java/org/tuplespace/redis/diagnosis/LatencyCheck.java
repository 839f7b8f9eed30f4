package org.tuplespace.redis.diagnosis;

/** How long an answer takes, of the network and of scripts. */
final class LatencyCheck implements Check {

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Finding examine(Examination examination) {
    ExaminedServer server = examination.server();
    Times pings = Times.of(() -> server.run("PING"));
    String what = "PING " + pings;
    boolean isSlow = pings.isSlow();
    try {
      Times scripts = Times.of(() -> server.run("EVAL", "return 1", "0"));
      what += "; an empty script " + scripts;
      isSlow |= scripts.isSlow();
    } catch (CommandRefusedException e) {
      what += "; no script of others may be run";
    }
    return isSlow
        ? Finding.warning(
            name(),
            what,
            "have client and server nearer to each other, and look at what else runs there")
        : Finding.ok(name(), what);
  }
}
