package org.tuplespace.redis.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;

/** A server that forgets its scripts, throws its clients out, and has no more room. */
class ServerFaults {

  private static final Scenario SCENARIO = Scenario.SERVER;

  private static Duration share() {
    return FaultSettings.share(SCENARIO).dividedBy(4);
  }

  private static void commandsUnderLoad(String variant, List<List<String>> commands) {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        RedisConnection admin = RedisConnection.to(redis.port());
        FaultRun run = new FaultRun(SCENARIO, variant, redis.url())) {
      run.startHistoryClients(4);
      while (run.goesOn(share())) {
        List<String> command = commands.get(run.random.nextInt(commands.size()));
        run.fault(Interruptions.CUT + Interruptions.ALL);
        admin.run(command.toArray(String[]::new));
        run.faultEnded(Interruptions.MENDED + Interruptions.ALL);
        run.pause(0, 200);
      }
      Ledgers ledgers = run.drain();
      run.finishHistory(Recovery.ofClients(ledgers), ledgers, "");
    }
  }

  @Test
  void scriptFlush() {
    commandsUnderLoad("SCRIPT FLUSH", List.of(List.of("SCRIPT", "FLUSH")));
  }

  @Test
  void clientKill() {
    commandsUnderLoad(
        "CLIENT KILL, normal and pubsub",
        List.of(
            List.of("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"),
            List.of("CLIENT", "KILL", "TYPE", "pubsub")));
  }

  /** Nothing more goes in, everything comes out, and then it goes on. */
  @Test
  void memoryFull() {
    try (PrivateRedis redis =
            RedisForTests.privateServer("appendonly no", "maxmemory-policy noeviction");
        RedisConnection admin = RedisConnection.to(redis.port());
        FaultRun run = new FaultRun(SCENARIO, "maxmemory, noeviction", redis.url());
        TupleSpace observer = TupleSpaces.connect(redis.url(), run.space)) {
      ClientProcess producer = run.launch(Producer.class, "every=1");
      ClientProcess consumer = run.launch(Consumer.class, "threads=2");
      producer.awaitReady();
      consumer.awaitReady();
      while (run.goesOn(share())) {
        int refused = (int) producer.lines(Producer.REFUSED);
        run.fault("FULL");
        admin.run("CONFIG", "SET", "maxmemory", "1mb");
        producer.awaitLines(Producer.REFUSED, refused + 5);
        await().until(() -> observer.stats().tuples() == 0);
        admin.run("CONFIG", "SET", "maxmemory", "0");
        run.faultEnded(Interruptions.MENDED + producer.name());
        run.pause(200, 1000);
      }
      observer.close();
      Ledgers ledgers = run.drain();
      run.finish(
          Recovery.ofClients(ledgers), ledgers, "refused: " + producer.lines(Producer.REFUSED));
    }
  }

  /** Redis refuses every write, so that all wait, until there is room again. */
  @Test
  void diskFull() throws IOException {
    Optional<SmallDisk> made = SmallDisk.make();
    if (made.isEmpty()) {
      FaultReport.add(Row.notDone(SCENARIO, "disk full", "no mount and no prlimit here"));
      return;
    }
    try (SmallDisk disk = made.get();
        PrivateRedis redis =
            disk.startServer("appendfsync everysec", "auto-aof-rewrite-percentage 0");
        FaultRun run =
            new FaultRun(SCENARIO, "AOF everysec, " + disk.description() + " full", redis.url())) {
      ClientProcess producer = run.launch(Producer.class, "every=1");
      ClientProcess consumer = run.launch(Consumer.class, "threads=4");
      producer.awaitReady();
      consumer.awaitReady();
      while (run.goesOn(share())) {
        int refused = (int) producer.lines(Producer.REFUSED);
        run.fault("FULL");
        disk.fill();
        producer.awaitLines(Producer.REFUSED, refused + 5);
        run.pause(200, 2000);
        disk.makeRoom();
        run.faultEnded(Interruptions.MENDED + Interruptions.ALL);
        run.pause(2000, 3000);
      }
      Ledgers ledgers = run.drain();
      run.finish(
          Recovery.ofClients(ledgers),
          ledgers,
          "refused: "
              + producer.lines(Producer.REFUSED)
              + " outs, "
              + consumer.lines(Consumer.REFUSED)
              + " ins");
    }
  }
}
