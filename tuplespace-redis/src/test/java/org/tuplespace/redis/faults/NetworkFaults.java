package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.tuplespace.redis.ScriptCalls;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.FaultyProxy.Point;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;

/** Each client reaches the server through a proxy of its own, which cuts, delays and blocks. */
class NetworkFaults {

  private static final Scenario SCENARIO = Scenario.NETWORK;
  private static final int CLIENTS = 4;

  private static Duration share() {
    return FaultSettings.share(SCENARIO).dividedBy(5);
  }

  /** A client and its way to the server. */
  private record Remote(ClientProcess process, FaultyProxy proxy) {
    String name() {
      return process.name();
    }
  }

  private static List<Remote> startClients(
      FaultRun run, PrivateRedis redis, Class<?> main, String... options) {
    List<Remote> remotes = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      FaultyProxy proxy = run.proxyTo(redis.port());
      List<String> all = new ArrayList<>(List.of(options));
      all.add("url=" + proxy.url());
      all.add("seed=" + run.random.nextLong());
      remotes.add(new Remote(run.launch(main, all.toArray(String[]::new)), proxy));
    }
    remotes.forEach(remote -> remote.process().awaitReady());
    return remotes;
  }

  private static Remote any(FaultRun run, List<Remote> remotes) {
    return remotes.get(run.random.nextInt(remotes.size()));
  }

  /** Every point of a call's way in turn, and now and then all connections of a client at once. */
  @Test
  void cuts_atEveryPoint() throws Exception {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run = new FaultRun(SCENARIO, "connection cut", redis.url(), "response=PT1S")) {
      List<Remote> remotes = startClients(run, redis, HistoryClient.class);
      Map<String, Integer> cuts = new TreeMap<>();
      for (int i = 0; run.goesOn(share()); i++) {
        Remote remote = any(run, remotes);
        String where;
        if (i % 10 == 0) {
          where = "all of a client's";
          run.fault(Interruptions.CUT + remote.name());
          remote.proxy().cutAll();
        } else if (i % 10 == 1) {
          where = "subscription";
          run.fault(Interruptions.CUT + remote.name());
          remote.proxy().cutSubscriptions();
        } else {
          Point point = Point.values()[i % Point.values().length];
          where = point.name().toLowerCase(Locale.ROOT).replace('_', ' ');
          CompletableFuture<?> cut = remote.proxy().cutNext(point, ScriptCalls::isOperation);
          run.fault(Interruptions.CUT + remote.name());
          join(cut);
        }
        run.faultEnded(Interruptions.MENDED + remote.name());
        cuts.merge(where, 1, Integer::sum);
        run.pause(0, 100);
      }
      finish(run, cuts.toString().replaceAll("[{}]", "").replace("=", ": "));
    }
  }

  private static void join(CompletableFuture<?> happened)
      throws InterruptedException, ExecutionException {
    try {
      happened.get(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no operation came by within 30 s", e);
    }
  }

  @Test
  void latency_thatChanges() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "up to 150 ms of latency each way, response timeout 0.2 s",
                redis.url(),
                "response=PT0.2S")) {
      List<Remote> remotes = startClients(run, redis, HistoryClient.class, "threads=3", "keys=16");
      while (run.goesOn(share())) {
        Remote remote = any(run, remotes);
        int millis = run.random.nextInt(4) == 0 ? 0 : run.random.nextInt(150);
        run.fault("LAG " + remote.name() + " " + millis);
        remote.proxy().lag(Duration.ofMillis(millis));
        run.pause(100, 500);
      }
      remotes.forEach(remote -> remote.proxy().lag(Duration.ZERO));
      finish(run, "");
    }
  }

  @Test
  void blocks_shorterThanTheLease() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "blocked for 0.2 s to 3 s, lease 10 s",
                redis.url(),
                "response=PT0.3S",
                "lease=PT10S")) {
      List<Remote> remotes = startClients(run, redis, HistoryClient.class);
      while (run.goesOn(share())) {
        block(run, any(run, remotes), 200, 3000);
        run.pause(100, 500);
      }
      finish(run, "");
    }
  }

  private static void block(FaultRun run, Remote remote, int atLeast, int atMost) {
    run.fault(Interruptions.CUT + remote.name());
    remote.proxy().freeze();
    run.pause(atLeast, atMost);
    remote.proxy().thaw();
    run.faultEnded(Interruptions.MENDED + remote.name());
  }

  private static void finish(FaultRun run, String note) {
    run.pause(500, 500);
    Ledgers ledgers = run.drain();
    run.finishHistory(Recovery.ofClients(ledgers), ledgers, note);
  }

  /** The session of the client ends meanwhile, and what it did not acknowledge goes to others. */
  @Test
  void blocks_longerThanTheLease() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "blocked for 4 s to 6 s, lease 2 s; plain in",
                redis.url(),
                "response=PT0.3S",
                "lease=PT2S")) {
      run.start(Producer.class, "every=2");
      List<Remote> remotes = startClients(run, redis, Consumer.class, "threads=4");
      while (run.goesOn(share())) {
        block(run, any(run, remotes), 4000, 6000);
        run.pause(100, 1000);
      }
      run.pause(500, 500);
      Ledgers ledgers = run.drain();
      run.finish(Recovery.ofClients(ledgers), ledgers, "");
    }
  }

  /** What a worker does after its lease is refused, whenever it reaches the server. */
  @Test
  void blocks_longerThanTheLease_underTransactions() {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        FaultRun run =
            new FaultRun(
                SCENARIO,
                "blocked for 4 s to 6 s, lease 2 s; transactions",
                redis.url(),
                "response=PT0.3S",
                "lease=PT2S")) {
      ClientProcess producer = run.start(Producer.class, "every=5");
      run.start(Consumer.class, "of=result", "threads=2");
      List<Remote> remotes = startClients(run, redis, Worker.class, "threads=4");
      while (run.goesOn(share())) {
        block(run, any(run, remotes), 4000, 6000);
        run.pause(100, 1000);
      }
      producer.end();
      run.awaitResults(0);
      Ledgers ledgers = run.drain();
      run.finish(Recovery.ofClients(ledgers), ledgers, "");
      assertThat(Results.of(ledgers).doubled()).as("jobs with two results").isZero();
    }
  }
}
