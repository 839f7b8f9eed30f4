package org.tuplespace.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.Worker;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.server.EmbeddedRedis;

/** A thousand jobs that prefer one of two hosts, evenly; each host has four workers. */
@Timeout(300)
class LocalityIT {

  private static final int JOBS = 1_000;
  private static final int WORKERS_A_HOST = 4;
  private static final List<String> HOSTS = List.of("host-a", "host-b");

  private static EmbeddedRedis server;

  private final TupleSpace space =
      TupleSpaces.connect(server.url(), "locality-it-" + UUID.randomUUID());
  private final JobQueue queue = JobQueue.on(space, "locality");
  private final List<Worker> workers = new ArrayList<>();

  @BeforeAll
  static void startServer() {
    server = EmbeddedRedis.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void close() {
    workers.forEach(worker -> worker.close(Duration.ZERO));
    space.drop();
    space.close();
  }

  @Test
  void bothHostsAlive_nearlyAllJobsRunAtHome() throws Exception {
    HOSTS.forEach(this::startWorkersOn);

    Map<String, String> ranOn = run(Duration.ofSeconds(5));

    assertThat(ranOn).hasSize(JOBS);
    long atHome = ranOn.entrySet().stream().filter(e -> isAtHome(e.getKey(), e.getValue())).count();
    System.out.println(atHome + " of " + JOBS + " jobs ran at home");
    assertThat(atHome).isGreaterThanOrEqualTo(JOBS * 95 / 100);
  }

  @Test
  void oneHostDead_allJobsFinish() throws Exception {
    startWorkersOn("host-a");

    Map<String, String> ranOn = run(Duration.ofSeconds(1));

    assertThat(ranOn).hasSize(JOBS);
    assertThat(ranOn.values()).containsOnly("host-a");
  }

  @Test
  void hostThatDiesAtWork_allJobsFinish() throws Exception {
    HOSTS.forEach(this::startWorkersOn);
    List<Worker> doomed = workers.subList(WORKERS_A_HOST, 2 * WORKERS_A_HOST);
    List<CompletableFuture<String>> results = enqueue(Duration.ofSeconds(1));
    results.get(0).get(2, TimeUnit.MINUTES);

    doomed.forEach(worker -> worker.close(Duration.ZERO));

    assertThat(await(results)).hasSize(JOBS).containsValue("host-a");
  }

  private void startWorkersOn(String host) {
    for (int i = 1; i <= WORKERS_A_HOST; i++) {
      workers.add(
          Worker.on(queue)
              .name(host + "/" + i)
              .labels(host)
              .concurrency(1)
              .handler(Integer.class, (number, context) -> work(context.worker()))
              .start());
    }
  }

  /** Some milliseconds of work; the result is the host. */
  private static String work(String worker) {
    long end = System.nanoTime() + 2_000_000;
    long sum = 0;
    while (System.nanoTime() < end) {
      sum += end % 7;
    }
    assertThat(sum).isNotNegative();
    return worker.substring(0, worker.indexOf('/'));
  }

  private Map<String, String> run(Duration wait) throws Exception {
    return await(enqueue(wait));
  }

  private List<CompletableFuture<String>> enqueue(Duration wait) {
    List<CompletableFuture<String>> results = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      results.add(
          queue.submit(i, String.class, JobOptions.DEFAULT.preferring(wait, HOSTS.get(i % 2))));
    }
    return results;
  }

  /** Where each job ran, by its number. */
  private static Map<String, String> await(List<CompletableFuture<String>> results)
      throws Exception {
    Map<String, String> ranOn = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      ranOn.put(Integer.toString(i), results.get(i).get(4, TimeUnit.MINUTES));
    }
    return ranOn;
  }

  private static boolean isAtHome(String number, String host) {
    return HOSTS.get(Integer.parseInt(number) % 2).equals(host);
  }
}
