package org.tuplespace.redis.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Redis itself is killed, and comes back with what it has kept, or a replica takes over. Whatever
 * it loses, transactions stay whole: the log ends at one point, and a commit is one entry.
 */
class RedisFaults {

  private static final Scenario SCENARIO = Scenario.REDIS;

  private static Duration share() {
    return FaultSettings.share(SCENARIO).dividedBy(Setup.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void struck(Setup setup, @TempDir Path directory) {
    try (Servers servers = new Servers(setup, directory);
        FaultRun run =
            new FaultRun(
                SCENARIO,
                setup.text + "; " + setup.strike.text,
                servers.url(),
                "response=PT1S",
                setup.durability())) {
      run.launch(Producer.class, "every=2");
      run.launch(Producer.class, "every=2");
      run.launch(Consumer.class, "threads=2");
      run.launch(Worker.class, "threads=3", "transaction=PT10S");
      run.awaitClients();
      int strikes = 0;
      do {
        run.pause(1000, 3000);
        servers.strike(run);
        strikes++;
      } while (run.goesOn(share()));
      run.pause(1000, 1000);
      Ledgers ledgers = run.drain();
      servers.assertNothingElseFailedOver();
      Survival survival = Survival.of(ledgers);
      SurvivalReport.add(setup, strikes, survival);
      Account account = run.report(survival.outages(), ledgers, note(setup, survival));
      run.complain(complaint(setup, survival, account));
    }
  }

  private static String note(Setup setup, Survival survival) {
    if (survival.outsLost() + survival.commitsUndone() + survival.takesUndone() == 0) {
      return "";
    }
    return setup.loss == Setup.Loss.PLAIN_TAKES
        ? "came back to plain `in`s, which don't wait for replicas (durability.md)"
        : "lost by Redis itself (durability.md)";
  }

  private static String complaint(Setup setup, Survival survival, Account account) {
    boolean keeps = setup.loss != Setup.Loss.WHAT_REDIS_LOSES;
    boolean bad =
        survival.twice() + survival.torn() > 0
            || keeps && survival.outsLost() + survival.commitsUndone() > 0;
    return (bad ? survival + "\n" : "")
        + (setup.loss == Setup.Loss.NOTHING ? account.complaint() : "");
  }
}
