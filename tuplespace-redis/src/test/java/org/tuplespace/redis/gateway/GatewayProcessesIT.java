package org.tuplespace.redis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.redis.gateway.OldRequest.ANY;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Gateways that die, that are stopped, that are several, and that have very many clients. */
class GatewayProcessesIT {

  private static final int GETS = 100;

  private final String name = TestSpaces.name("gateways");
  private TupleSpace space;

  @BeforeEach
  void connect() {
    space =
        TupleSpaces.builder()
            .url(RedisForTests.url())
            .name(name)
            .connectTimeout(Duration.ofSeconds(20))
            .connect();
  }

  @AfterEach
  void drop() {
    space.drop();
  }

  @RepeatedTest(5)
  void gatewayKilledAmidGets_losesNoTuple() throws Exception {
    Random random = TestSpaces.random("gateway killed");
    ExecutorService threads = Executors.newFixedThreadPool(GETS);
    Set<Integer> got = new HashSet<>();
    try (GatewayProcess gateway = GatewayProcess.start(RedisForTests.url(), name)) {
      OldClient client = gateway.client();
      CountDownLatch firstGot = new CountDownLatch(1 + random.nextInt(GETS / 2));
      List<Future<Integer>> gets = new ArrayList<>();
      for (int i = 0; i < GETS; i++) {
        gets.add(threads.submit(() -> number(client, firstGot)));
      }
      Awaitility.await().until(() -> waiting() == GETS);
      Future<?> puts =
          TestSpaces.start(
                  () -> {
                    for (int i = 0; i < GETS; i++) {
                      space.out("n", i);
                    }
                    return null;
                  })
              .result();
      firstGot.await();
      gateway.kill();
      puts.get();
      for (Future<Integer> get : gets) {
        int number = get.get();
        if (number >= 0) {
          assertThat(got.add(number)).as("nobody else got " + number).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
    Awaitility.await().until(() -> waiting() == 0 && space.stats().transactions() == 0);
    List<Integer> left = TestSpaces.numbers(space, "n");
    assertThat(left).isSorted().doesNotHaveDuplicates();
    got.addAll(left);
    assertThat(got).hasSize(GETS);
  }

  /** What a GET got; -1 if its gateway died before. */
  private static int number(OldClient client, CountDownLatch gotOne) {
    try {
      int number = (int) client.get("n", ANY).get(1);
      gotOne.countDown();
      return number;
    } catch (IOException e) {
      return -1;
    }
  }

  private long waiting() {
    return space.stats().waiting().stream().mapToLong(each -> each.count()).sum();
  }

  @Test
  void gatewayStoppedForLongerThanItsLease_servesItsClientsAfterwards() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(RedisForTests.url(), name);
        OldClient.Call get = gateway.client().call(OldRequest.of(OldRequest.GET, "n", ANY));
        OldClient.Call read = gateway.client().call(OldRequest.of(OldRequest.READ, "n", ANY))) {
      Awaitility.await().until(() -> waiting() == 2);
      gateway.signal("STOP");
      Awaitility.await().until(() -> waiting() == 0); // its session has expired
      gateway.signal("CONT");
      Awaitility.await().until(() -> waiting() == 2);
      space.out("n", 1);
      assertThat(get.tuple()).containsExactly("n", 1);
      assertThat(read.tuple()).containsExactly("n", 1);
    }
  }

  @Test
  void manyBlockedClients_areAllServed_byFewThreads() throws Exception {
    int clients = manyClients();
    List<OldClient.Call> calls = new ArrayList<>();
    try (GatewayProcess gateway = GatewayProcess.start(RedisForTests.url(), name)) {
      OldClient client = gateway.client();
      for (int i = 0; i < clients; i++) {
        calls.add(client.call(OldRequest.of(OldRequest.GET, "n", i, ANY)));
      }
      client.put("first", 1);
      assertThat(client.get("first", ANY)).containsExactly("first", 1);
      assertThat(gateway.threads()).isLessThan(150);
      for (int i = clients - 1; i >= 0; i--) {
        space.out("n", i, i * 2);
      }
      for (int i = 0; i < clients; i++) {
        assertThat(calls.get(i).tuple()).containsExactly("n", i, i * 2);
      }
      assertThat(client.count()).isZero();
    } finally {
      for (OldClient.Call call : calls) {
        call.close();
      }
    }
  }

  /** 10,000, or fewer where a process can't have as many sockets. */
  private static int manyClients() {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long sockets = system.getMaxFileDescriptorCount() - 500;
    return (int) Math.min(10_000, sockets);
  }

  @Test
  void severalGateways_shareTheSpace() throws Exception {
    try (LinuxTuplesGateway one = LinuxTuplesGateway.on(space).start();
        LinuxTuplesGateway other = LinuxTuplesGateway.on(space).start()) {
      OldClient ping = new OldClient(one.address().getPort());
      OldClient pong = new OldClient(other.address().getPort());
      Future<?> answers =
          TestSpaces.start(
                  () -> {
                    for (int i = 0; i < 200; i++) {
                      pong.put("pong", pong.get("ping", ANY).get(1));
                    }
                    return null;
                  })
              .result();
      for (int i = 0; i < 200; i++) {
        ping.put("ping", i);
        assertThat(ping.get("pong", ANY)).containsExactly("pong", i);
      }
      answers.get();
    }
  }

  @Test
  void serverThatIsAway_costsConnections_andNoTuple() throws Exception {
    try (PrivateRedis redis = RedisForTests.privateServer();
        TupleSpace away =
            TestSpaces.impatient(redis.url(), name)
                .operationTimeout(Duration.ofSeconds(1))
                .connect();
        LinuxTuplesGateway gateway = LinuxTuplesGateway.on(away).start()) {
      OldClient client = new OldClient(gateway.address().getPort());
      client.put("n", 1);
      try (OldClient.Call blocked = client.call(OldRequest.of(OldRequest.GET, "later", ANY))) {
        Awaitility.await().until(() -> !away.stats().waiting().isEmpty());
        redis.kill();
        for (byte[] request :
            List.of(
                OldRequest.of(OldRequest.PUT, "n", 2),
                OldRequest.of(OldRequest.GET_NB, "n", ANY),
                OldRequest.of(OldRequest.READ_NB, "n", ANY),
                OldRequest.list(OldRequest.COUNT, List.of()),
                OldRequest.list(OldRequest.DUMP, List.of()),
                OldRequest.replace(List.of("n", 1), List.of("n", 3)))) {
          try (OldClient.Call call = client.call(request)) {
            assertThat(call.isRefused()).isTrue();
          }
        }
        redis.restart();
        client.put("later", 5);
        assertThat(blocked.tuple()).containsExactly("later", 5);
      }
      assertThat(client.read("n", ANY)).containsExactly("n", 1);
      assertThat(away.rdAll("n", Integer.class)).contains(Tuple.of("n", 1));
    }
  }
}
