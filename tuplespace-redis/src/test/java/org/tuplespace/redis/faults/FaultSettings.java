package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** What a run of the suite can be told, by system properties. */
final class FaultSettings {

  /** {@code -Dfaults.seed=}: when and where which fault comes; another each time unless given. */
  static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000_000);

  /** {@code -Dfaults.duration=}: of all scenarios together, without starting and draining. */
  static final Duration DURATION = Duration.parse(System.getProperty("faults.duration", "PT5M"));

  /** {@code -Dfaults.keep=true}: the ledgers of runs that passed stay too. */
  static final boolean KEEP = Boolean.getBoolean("faults.keep");

  static {
    System.out.println("faults: -Dfaults.seed=" + SEED + " -Dfaults.duration=" + DURATION);
  }

  private FaultSettings() {}

  /** The part of the duration that a scenario has for all that it does. */
  static Duration share(Scenario scenario) {
    int all = Arrays.stream(Scenario.values()).mapToInt(each -> each.share).sum();
    return DURATION.multipliedBy(scenario.share).dividedBy(all);
  }

  /** The same for the same seed, whichever scenarios run besides. */
  static Random random(Scenario scenario, String variant) {
    return new Random(SEED * 31 + (scenario + variant).hashCode());
  }
}
