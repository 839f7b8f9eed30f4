package org.tuplespace.redis.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceStats;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.TestSpaces;

/**
 * One run of a variant of a scenario: a space of its own, the processes that use it, their ledgers,
 * and the suite's own, in which it marks the faults. Closing it kills what still runs. Not
 * thread-safe.
 *
 * <pre>{@code
 * try (FaultRun run = new FaultRun(Scenario.X, "with y", redis.url(), "lease=PT2S")) {
 *   ClientProcess producer = run.start(Producer.class, "every=1");
 *   ClientProcess consumer = run.start(Consumer.class);
 *   while (run.goesOn(FaultSettings.share(Scenario.X))) {
 *     run.pause(100, 500);
 *     run.kill(consumer);
 *     consumer = run.start(Consumer.class);
 *   }
 *   Ledgers ledgers = run.drain();
 *   run.finish(Recovery.ofHeldTuples(ledgers), ledgers, "");
 * }
 * }</pre>
 */
final class FaultRun implements AutoCloseable {

  private static final Duration FINISHING = Duration.ofSeconds(90);

  final Scenario scenario;
  final String variant;
  final Random random;
  final String space;

  /** The ledger of the suite itself. */
  final Ledger ledger;

  final Path directory;
  private final String url;
  private final List<String> options;
  private final List<ClientProcess> processes = new ArrayList<>();
  private final List<FaultyProxy> proxies = new ArrayList<>();
  private @Nullable Long firstFault;
  private int faults;
  private boolean finished;

  /**
   * Prepares a run.
   *
   * @param url of the server, as the suite itself reaches it
   * @param options of every client
   */
  FaultRun(Scenario scenario, String variant, String url, String... options) {
    this.scenario = scenario;
    this.variant = variant;
    this.url = url;
    this.options = List.of(options);
    this.random = FaultSettings.random(scenario, variant);
    this.space = TestSpaces.name("faults");
    try {
      this.directory = Files.createTempDirectory("tuplespace-faults-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.ledger = Ledger.open(directory, "suite");
  }

  // ---- clients

  /** Starts a client, and waits until it is connected; options given later prevail. */
  ClientProcess start(Class<?> main, String... more) {
    ClientProcess process = launch(main, more);
    process.awaitReady();
    return process;
  }

  /** Starts a client, which is not connected yet. */
  ClientProcess launch(Class<?> main, String... more) {
    String name = main.getSimpleName().toLowerCase(Locale.ROOT) + "-" + processes.size();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("url=" + url, "space=" + space));
    arguments.addAll(List.of("ledgers=" + directory, "name=" + name));
    arguments.addAll(options);
    arguments.addAll(List.of(more));
    ClientProcess process = ClientProcess.start(main, name, directory, arguments);
    processes.add(process);
    return process;
  }

  /** Starts clients of which a history is to be checked. */
  void startHistoryClients(int count) {
    Stream.generate(() -> launch(HistoryClient.class, "seed=" + random.nextLong()))
        .limit(count)
        .toList()
        .forEach(ClientProcess::awaitReady);
  }

  /** Waits until all clients are connected. */
  void awaitClients() {
    processes.forEach(ClientProcess::awaitReady);
  }

  /** A proxy that lives as long as the run. */
  FaultyProxy proxyTo(int port) {
    FaultyProxy proxy = FaultyProxy.to(port);
    proxies.add(proxy);
    return proxy;
  }

  // ---- faults

  /** Nothing reaches the server by proxies any more, nor comes back. */
  void freezeProxies() {
    proxies.forEach(FaultyProxy::freeze);
  }

  void thawProxies() {
    proxies.forEach(FaultyProxy::thaw);
  }

  /** Marks a fault that is no signal to a client: the text is one of {@link Interruptions}. */
  void fault(String text) {
    faults++;
    ledger.mark(text);
  }

  /** Marks the end of a fault. */
  void faultEnded(String text) {
    ledger.mark(text);
  }

  void kill(ClientProcess process) {
    fault(Interruptions.KILLED + process.name());
    process.kill();
  }

  void stop(ClientProcess process) {
    fault(Interruptions.STOPPED + process.name());
    process.stop();
  }

  void resume(ClientProcess process) {
    process.resume();
    faultEnded(Interruptions.RESUMED + process.name());
  }

  // ---- time

  /** Whether so much time has not passed since this was asked first. */
  boolean goesOn(Duration duration) {
    long now = System.nanoTime();
    if (firstFault == null) {
      firstFault = now;
    }
    return now - firstFault < duration.toNanos();
  }

  /** Lets the clients work for a random time. */
  void pause(int atLeastMillis, int atMostMillis) {
    try {
      Thread.sleep(atLeastMillis + random.nextInt(atMostMillis - atLeastMillis + 1));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- the end

  /** Ends the clients that are alive, in the order in which they were started. */
  void endClients() {
    processes.stream().filter(ClientProcess::isAlive).forEach(ClientProcess::end);
  }

  /** Waits until everything has been taken, and nothing that was taken plainly may come back. */
  void awaitEmptySpace() {
    try (TupleSpace observer = TupleSpaces.connect(url, space)) {
      await()
          .alias("the clients take everything")
          .atMost(FINISHING)
          .until(
              () -> {
                SpaceStats stats = observer.stats();
                return stats.tuples() == 0 && stats.claimed() == 0;
              });
    }
  }

  /** Waits until all jobs but so many have a result that somebody has got. */
  void awaitResults(int without) {
    await()
        .alias("jobs without a result: " + without)
        .atMost(FINISHING)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Results.of(Ledgers.read(directory)).without() == without);
  }

  /** Ends the clients, takes what is left, and reads all ledgers. */
  Ledgers drain() {
    endClients();
    Drain.run(url, space, ledger);
    return Ledgers.read(directory);
  }

  /** Adds a row to the report, and fails if anything was lost, doubled or reordered. */
  Account finish(Recovery recovery, Ledgers ledgers, String note) {
    Account account = report(recovery, ledgers, note);
    complain(account.complaint());
    return account;
  }

  /** Adds a row to the report, where losses may be those of Redis itself. */
  Account report(Recovery recovery, Ledgers ledgers, String note) {
    Account account = Account.of(ledgers);
    FaultReport.add(new Row(scenario, variant, faults, account, recovery, note));
    return account;
  }

  /** Ends the run, and fails if there is a complaint. */
  void complain(String complaint) {
    if (!complaint.isEmpty()) {
      throw new AssertionError(
          scenario
              + " "
              + variant
              + ", -Dfaults.seed="
              + FaultSettings.SEED
              + ", ledgers in "
              + directory
              + ": "
              + complaint);
    }
    passed();
  }

  /** For a run that does not end by {@link #finish}. */
  void passed() {
    finished = true;
  }

  /** As {@link #finish}, and fails if the operations are not linearizable. */
  void finishHistory(Recovery recovery, Ledgers ledgers, String note) {
    int events = History.check(ledgers, directory);
    String checked = events + " operations, linearizable";
    finish(recovery, ledgers, note.isEmpty() ? checked : checked + "; " + note);
  }

  /** Kills what still runs. The ledgers of a run that failed stay, or all if so set. */
  @Override
  public void close() {
    processes.forEach(ClientProcess::close);
    proxies.forEach(FaultyProxy::close);
    ledger.close();
    if (!finished || FaultSettings.KEEP) {
      System.out.println("faults: the ledgers of " + scenario + " " + variant + ": " + directory);
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
