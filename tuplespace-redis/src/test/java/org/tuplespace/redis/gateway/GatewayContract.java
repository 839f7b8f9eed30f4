package org.tuplespace.redis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.redis.gateway.OldRequest.ANY;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Match;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.TestSpaces;

/** What an old client is answered, whatever space is behind the gateway. */
abstract class GatewayContract {

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private TupleSpace space;
  private LinuxTuplesGateway gateway;
  private OldClient client;

  /** A new space, which the test closes. */
  abstract TupleSpace newSpace();

  @BeforeEach
  void start() throws IOException {
    space = newSpace();
    restart(LinuxTuplesGateway.on(space));
  }

  private void restart(LinuxTuplesGateway.Builder builder) throws IOException {
    if (gateway != null) {
      gateway.close();
    }
    gateway = builder.notices(notices::add).start();
    client = new OldClient(gateway.address().getPort());
  }

  @AfterEach
  void stop() {
    gateway.close();
    space.close();
  }

  // ---- operations

  @Test
  void put_isSeenByJava_withTheTypesOfJava() throws Exception {
    byte[] binary = {0, (byte) 0xff, 0, 1};
    client.put(1, -2.5, "text", "ü\0".getBytes(StandardCharsets.UTF_8), binary, List.of("in", 3));
    assertThat(
            space.rdAll(
                Match.any(), Match.any(), Match.any(), Match.any(), Match.any(), Match.any()))
        .containsExactly(Tuple.of(1, -2.5, "text", "ü\0", binary, Tuple.of("in", 3)));
  }

  @Test
  void tupleOfJava_isAnsweredToAnOldClient() throws Exception {
    byte[] binary = {0, (byte) 0xff, 0, 1};
    space.out(Integer.MIN_VALUE, -0.0, "ü", binary, Tuple.of("in", Tuple.of(), 3), "");
    List<Object> tuple = client.get(ANY, ANY, ANY, ANY, ANY, ANY);
    assertThat(tuple)
        .containsExactly(
            Integer.MIN_VALUE,
            -0.0,
            latin("ü".getBytes(StandardCharsets.UTF_8)),
            latin(binary),
            List.of("in", List.of(), 3),
            "");
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void answer_hasTheLayoutOfTheProtocol() throws Exception {
    space.out("a", 7, Tuple.of(1.5, "bc"), "def");
    try (OldClient.Call call = client.call(OldRequest.of(OldRequest.READ, ANY, ANY, ANY, ANY))) {
      byte[] expected =
          OldRequest.numbers(
              4, 4, 's', 0, 1, 'i', 7, 0, 't', 0, 0, 2, 2, 'd', 0, 0x3ff80000, 's', 0, 2);
      ByteBuffer all = ByteBuffer.allocate(expected.length + 2 + 12 + 4);
      all.put(expected).put("bc".getBytes(StandardCharsets.US_ASCII));
      all.put(OldRequest.numbers('s', 1, 3)).put("adef".getBytes(StandardCharsets.US_ASCII));
      assertThat(call.rest()).isEqualTo(all.array());
    }
  }

  @Test
  void get_takesTheOldest_readLeavesIt() throws Exception {
    for (int i = 0; i < 3; i++) {
      client.put("n", i);
    }
    assertThat(client.read("n", ANY)).containsExactly("n", 0);
    assertThat(client.get("n", ANY)).containsExactly("n", 0);
    assertThat(client.get("n", 2)).containsExactly("n", 2);
    assertThat(client.get("n", ANY)).containsExactly("n", 1);
    assertThat(client.count()).isZero();
  }

  @Test
  void nonblocking_answersAtOnce() throws Exception {
    assertThat(client.getNonblocking("n", ANY)).isNull();
    assertThat(client.readNonblocking("n", ANY)).isNull();
    client.put("n", 1);
    assertThat(client.readNonblocking("n", ANY)).containsExactly("n", 1);
    assertThat(client.getNonblocking("n", 2)).isNull();
    assertThat(client.getNonblocking("n", ANY)).containsExactly("n", 1);
    assertThat(client.getNonblocking("n", ANY)).isNull();
  }

  @Test
  void blockedGetAndRead_areServedByAPut() throws Exception {
    try (OldClient.Call get = client.call(OldRequest.of(OldRequest.GET, "n", ANY));
        OldClient.Call read = client.call(OldRequest.of(OldRequest.READ, "n", ANY))) {
      awaitBlocked(2);
      space.out("n", 5);
      assertThat(read.tuple()).containsExactly("n", 5);
      assertThat(get.tuple()).containsExactly("n", 5);
      get.requireEnd();
    }
    assertThat(client.count()).isZero();
  }

  @Test
  void blockedGets_areServedInTheirOrder() throws Exception {
    List<OldClient.Call> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(client.call(OldRequest.of(OldRequest.GET, "n", ANY)));
      awaitBlocked(i + 1);
    }
    for (int i = 0; i < 5; i++) {
      client.put("n", i);
      assertThat(calls.get(i).tuple()).containsExactly("n", i);
      calls.get(i).close();
    }
  }

  @Test
  void wildcards_matchInNestedTemplates() throws Exception {
    client.put("a", List.of("b", List.of(1, 2.0)));
    client.put("a", "b");
    assertThat(client.readNonblocking("a", List.of("b", List.of(ANY, 3.0)))).isNull();
    assertThat(client.readNonblocking("a", List.of("b", ANY, ANY))).isNull();
    assertThat(client.read("a", List.of("b", List.of(1, 2.0))).get(0)).isEqualTo("a");
    assertThat(client.read("a", List.of("b", List.of(ANY, 2.0))).get(0)).isEqualTo("a");
    assertThat(client.getNonblocking("a", List.of(ANY, ANY)))
        .containsExactly("a", List.of("b", List.of(1, 2.0)));
    assertThat(client.getNonblocking("a", List.of(ANY, ANY))).isNull();
  }

  @Test
  void values_areEqualWithinTheirType() throws Exception {
    client.put("v", 1);
    client.put("v", 1.0);
    client.put("v", "1");
    assertThat(client.count(List.of("v", 1))).isOne();
    assertThat(client.count(List.of("v", 1.0))).isOne();
    assertThat(client.count(List.of("v", "1"))).isOne();
    assertThat(client.count(List.of("v", List.of(1)))).isZero();
    assertThat(client.count(List.of("v", ANY))).isEqualTo(3);
    assertThat(client.count(List.of("V", ANY))).isZero();
  }

  @Test
  void doubles_areComparedAsInC() throws Exception {
    client.put("d", -0.0);
    client.put("d", 0.0);
    client.put("d", Double.NaN);
    client.put("t", List.of(-0.0));
    assertThat(client.count(List.of("d", 0.0))).isEqualTo(2);
    assertThat(client.count(List.of("d", -0.0))).isEqualTo(2);
    assertThat(client.count(List.of("d", Double.NaN))).isZero();
    assertThat(client.count(List.of("d", ANY))).isEqualTo(3);
    assertThat(client.count(List.of("t", List.of(0.0)))).isOne();
    assertThat(client.count(List.of("t", List.of(Double.NaN)))).isZero();
    assertThat(client.getNonblocking("d", 0.0)).containsExactly("d", -0.0);
  }

  @Test
  void dump_isNewestFirstOnTheWire() throws Exception {
    client.put("a", 1);
    client.put("b", 2);
    client.put("c");
    try (OldClient.Call call = client.call(OldRequest.numbers(OldRequest.DUMP, 0))) {
      assertThat(call.number()).isEqualTo(3);
      assertThat(call.tuple()).containsExactly("c");
      assertThat(call.tuple()).containsExactly("b", 2);
      assertThat(call.tuple()).containsExactly("a", 1);
      call.requireEnd();
    }
    assertThat(client.dump(List.of(ANY, ANY))).containsExactly(List.of("a", 1), List.of("b", 2));
    assertThat(client.dump(List.of("c"), List.of(ANY, 1), List.of("a", ANY)))
        .containsExactly(List.of("a", 1), List.of("c"));
    assertThat(client.dump(List.of("x"))).isEmpty();
  }

  @Test
  void counts_areThoseOfTheCountTest() throws Exception {
    client.put(1, 2);
    client.put(1, 2, 3);
    client.put(2, 4, 6);
    assertThat(client.count()).isEqualTo(3);
    assertThat(client.count(List.of(1, ANY))).isOne();
    assertThat(client.count(List.of(1, ANY, ANY), List.of(ANY, 4, ANY))).isEqualTo(2);
    assertThat(client.count(List.of(2, ANY, ANY), List.of(ANY, 4, ANY))).isOne();
    assertThat(client.get(1, 2, 3)).containsExactly(1, 2, 3);
    assertThat(client.count()).isEqualTo(2);
    assertThat(client.count(List.of(1, ANY, ANY), List.of(ANY, 4, ANY))).isOne();
  }

  @Test
  void replace_removesAllMatches_andPutsOne() throws Exception {
    client.replace(List.of("k", ANY), List.of("k", 0));
    client.put("k", 1);
    client.put("k", List.of(2));
    client.put("k", 3, 4);
    client.replace(List.of("k", ANY), List.of("k", 9));
    assertThat(client.dump()).containsExactly(List.of("k", 3, 4), List.of("k", 9));
    client.replace(List.of("k", 9), List.of("new"));
    assertThat(client.dump()).containsExactly(List.of("k", 3, 4), List.of("new"));
  }

  @Test
  void replace_servesWhoIsBlocked() throws Exception {
    try (OldClient.Call get = client.call(OldRequest.of(OldRequest.GET, "k", 9))) {
      awaitBlocked(1);
      client.replace(List.of("x"), List.of("k", 9));
      assertThat(get.tuple()).containsExactly("k", 9);
    }
  }

  @Test
  void log_tellsWhatWasDone_andIsDrained() throws Exception {
    client.put("a", 1);
    assertThat(client.read("a", ANY)).isNotNull();
    client.replace(List.of("a", ANY), List.of("b", 2.5));
    assertThat(client.get("b", ANY)).isNotNull();
    assertThat(client.log())
        .isEqualTo(
            "put (\"a\", 1)\nread (\"a\", 1)\nreplaced 1 with (\"b\", 2.5)\ngot (\"b\", 2.5)\n");
    assertThat(client.log()).isEmpty();
  }

  @Test
  void log_ofMuch_comesInPiecesThatAClientHasRoomFor() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      client.put("some longer text, so that there is more than a client reads at once", i);
    }
    StringBuilder all = new StringBuilder();
    for (String part = client.log(); !part.isEmpty(); part = client.log()) {
      assertThat(part.length()).isLessThanOrEqualTo(32 * 1024);
      all.append(part);
    }
    assertThat(all.toString().lines()).hasSize(1_000).last().asString().endsWith(", 999)");
  }

  // ---- what an old client can't represent

  @Test
  void whatCantBeRepresented_isNotShown_andSaidOnce() throws Exception {
    space.out("n", 1L);
    space.out("n", (Object) null);
    space.out("n", List.of(1));
    space.out("n", Tuple.of(1, Tuple.of(true)));
    space.out("n", 2);
    assertThat(client.count()).isOne();
    assertThat(client.count(List.of("n", ANY))).isOne();
    assertThat(client.dump()).containsExactly(List.of("n", 2));
    assertThat(client.dump(List.of("n", ANY), List.of("x"))).containsExactly(List.of("n", 2));
    assertThat(client.read("n", ANY)).containsExactly("n", 2);
    assertThat(client.get("n", ANY)).containsExactly("n", 2);
    assertThat(client.getNonblocking("n", ANY)).isNull();
    assertThat(client.readNonblocking("n", ANY)).isNull();
    client.replace(List.of("n", ANY), List.of("n", 3));
    assertThat(client.count()).isOne();
    assertThat(space.stats().tuples()).isEqualTo(5);
    assertThat(notices).singleElement().asString().contains("not shown to old clients");
  }

  @Test
  void blockedOnWhatCantBeRepresented_waitsForWhatCan() throws Exception {
    space.out("n", Tuple.of(1L));
    try (OldClient.Call get = client.call(OldRequest.of(OldRequest.GET, "n", ANY));
        OldClient.Call read = client.call(OldRequest.of(OldRequest.READ, "n", ANY))) {
      Awaitility.await().until(() -> notices.size() == 1 && gateway.clients() == 2);
      space.out("n", Tuple.of(1));
      space.out("n", Tuple.of(1)); // whoever looks first, there is one for the other
      assertThat(read.tuple()).containsExactly("n", List.of(1));
      assertThat(get.tuple()).containsExactly("n", List.of(1));
    }
    Awaitility.await().until(() -> gateway.clients() == 0);
    assertThat(space.rdAll("n", Match.any()))
        .containsExactly(Tuple.of("n", Tuple.of(1L)), Tuple.of("n", Tuple.of(1)));
  }

  // ---- connections

  @Test
  void request_inSinglePackets_isRead() throws Exception {
    byte[] request =
        OldRequest.replace(List.of("x", List.of(ANY)), List.of("split", 1, List.of("in", 2.5)));
    try (OldClient.Call call = client.open()) {
      for (byte each : request) {
        call.send(new byte[] {each});
      }
      call.endSending();
      call.requireNumber(8);
    }
    assertThat(client.get("split", 1, ANY)).containsExactly("split", 1, List.of("in", 2.5));
  }

  @Test
  void clientThatKeepsItsSendingSideOpen_isAnswered() throws Exception {
    try (OldClient.Call put = client.open()) {
      put.send(OldRequest.of(OldRequest.PUT, "open", 1));
      put.requireNumber(0);
    }
    try (OldClient.Call get = client.open()) {
      get.send(OldRequest.of(OldRequest.GET, "open", ANY));
      assertThat(get.tuple()).containsExactly("open", 1);
      get.requireEnd();
    }
  }

  @Test
  void bytesBehindTheRequest_areIgnored() throws Exception {
    try (OldClient.Call put = client.open()) {
      byte[] request = OldRequest.of(OldRequest.PUT, "first", 1);
      byte[] twice = Arrays.copyOf(request, request.length * 2);
      System.arraycopy(request, 0, twice, request.length, request.length);
      put.send(twice);
      put.endSending();
      put.requireNumber(0);
    }
    assertThat(client.count()).isOne();
  }

  @Test
  void bigStrings_passWhole() throws Exception {
    byte[] bytes = new byte[64 * 1024 * 1024];
    new Random(1).nextBytes(bytes);
    client.put("big", bytes, "behind");
    List<Object> tuple = client.get("big", ANY, ANY);
    assertThat(tuple.get(2)).isEqualTo("behind");
    assertThat(((String) tuple.get(1)).getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
  }

  @Test
  void nesting_upToTheLimit_passes_andBeyondIsRefused() throws Exception {
    List<Object> tuple = List.of("core");
    List<Object> template = List.of(ANY);
    for (int i = 0; i < 63; i++) {
      tuple = List.of(tuple);
      template = List.of(template);
    }
    client.put(tuple.toArray());
    assertThat(client.read(ANY)).isEqualTo(tuple);
    assertThat(client.get(template.toArray())).isEqualTo(tuple);
    for (int operation : new int[] {OldRequest.PUT, OldRequest.GET, OldRequest.READ_NB}) {
      assertRefused(OldRequest.of(operation, tuple), "nest");
    }
    assertThat(client.count()).isZero();
  }

  @Test
  void tuplesOfManyElements_passUpToTheLimitOfASpace() throws Exception {
    Object[] most = new Object[Tuple.MAX_ARITY];
    Arrays.fill(most, "x");
    client.put(most);
    assertThat(client.get(most)).hasSize(Tuple.MAX_ARITY);
    client.put();
    assertThat(client.get()).isEmpty();
    Object[] more = new Object[Tuple.MAX_ARITY + 1];
    Arrays.fill(more, 1);
    assertRefused(OldRequest.of(OldRequest.PUT, more), "256 elements");
  }

  @Test
  void putOfAWildcard_isRefused() throws Exception {
    assertRefused(OldRequest.of(OldRequest.PUT, "a", ANY), "holds ?");
    assertRefused(OldRequest.of(OldRequest.PUT, "a", List.of(1, List.of(ANY))), "holds ?");
    assertRefused(OldRequest.replace(List.of("a"), List.of(ANY)), "holds ?");
    assertThat(client.count()).isZero();
  }

  @Test
  void malformedRequests_costTheirConnectionAlone() throws Exception {
    int put = OldRequest.PUT;
    assertRefused(OldRequest.numbers(9), "no operation 9");
    assertRefused(OldRequest.numbers(-1), "no operation -1");
    assertRefused(OldRequest.numbers(put, -1, 0), "-1 elements");
    assertRefused(OldRequest.numbers(put, 1, -1), "-1 bytes");
    assertRefused(OldRequest.numbers(put, 1, 0, 'x', 0, 0), "tag");
    assertRefused(OldRequest.numbers(put, 1, 4, 's', 1, 4, 0), "not within");
    assertRefused(OldRequest.numbers(put, 1, 4, 's', -1, 4, 0), "place of a string");
    assertRefused(OldRequest.numbers(put, 1, 4, 's', 0, -1, 0), "length of a string");
    assertRefused(OldRequest.numbers(put, 2, 4, 's', 0, 4, 's', 0, 4, 0), "not within");
    assertRefused(OldRequest.numbers(put, 1, Integer.MAX_VALUE), "limit");
    assertRefused(OldRequest.numbers(OldRequest.COUNT, -1), "-1 templates");
    assertRefused(OldRequest.numbers(OldRequest.DUMP, Integer.MAX_VALUE), "limit");
    assertRefused(OldRequest.numbers(put, 1), "ends before its end");
    assertRefused(new byte[0], "ends before its end");
    client.put("still there");
    assertThat(client.count()).isOne();
  }

  private void assertRefused(byte[] request, String why) throws IOException {
    notices.clear();
    try (OldClient.Call call = client.call(request)) {
      assertThat(call.isRefused()).isTrue();
    }
    Awaitility.await()
        .untilAsserted(() -> assertThat(notices).singleElement().asString().contains(why));
  }

  @Test
  void requestThatDoesNotCome_endsAfterTheTimeout() throws Exception {
    restart(LinuxTuplesGateway.on(space).requestTimeout(Duration.ofMillis(300)));
    try (OldClient.Call silent = client.open();
        OldClient.Call half = client.open();
        OldClient.Call get = client.call(OldRequest.of(OldRequest.GET, "n", ANY))) {
      half.send(OldRequest.numbers(OldRequest.PUT, 1));
      assertThat(silent.isRefused()).isTrue();
      assertThat(half.isRefused()).isTrue();
      client.put("n", 1);
      assertThat(get.tuple()).containsExactly("n", 1);
    }
    assertThat(notices).hasSize(2).allMatch(each -> each.contains("not there within 300 ms"));
  }

  @Test
  void messageBeyondTheLimit_isRefused() throws Exception {
    restart(LinuxTuplesGateway.on(space).maxMessage(100).maxNesting(1));
    client.put("x".repeat(100 - 12 - 12));
    assertRefused(OldRequest.of(OldRequest.PUT, "x".repeat(100 - 12 - 11)), "limit of 100");
    client.put(List.of(1));
    assertRefused(OldRequest.of(OldRequest.PUT, List.of(List.of())), "limit of 1");
  }

  @Test
  void manyClientsAtOnce_areAllServed() throws Exception {
    int clients = 1_000;
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      CountDownLatch ready = new CountDownLatch(clients);
      List<Future<List<Object>>> answers = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int n = i;
        answers.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  client.put("ask", n);
                  return client.get("answer", n, ANY);
                }));
      }
      for (int i = 0; i < clients; i++) {
        int n = (int) client.get("ask", ANY).get(1);
        client.put("answer", n, n * 2);
      }
      for (int i = 0; i < clients; i++) {
        assertThat(answers.get(i).get()).containsExactly("answer", i, i * 2);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(client.count()).isZero();
  }

  // ---- clients that have gone

  @Test
  void getOfAClientThatWasReset_leavesTheTupleInItsPlace() throws Exception {
    assertPutBack(OldClient.Call::reset, true);
  }

  @Test
  void getOfAClientThatClosed_putsTheTupleBackInItsPlace() throws Exception {
    assertPutBack(OldClient.Call::close, true);
  }

  @Test
  void getOfAClientThatClosedWithoutEndingBefore_putsTheTupleBackInItsPlace() throws Exception {
    assertPutBack(OldClient.Call::close, false);
  }

  private interface Leaving {
    void leave(OldClient.Call call) throws IOException;
  }

  private void assertPutBack(Leaving leaving, boolean endsSending) throws Exception {
    OldClient.Call call = client.open();
    call.send(OldRequest.of(OldRequest.GET, "n", ANY));
    if (endsSending) {
      call.endSending();
    }
    awaitBlocked(1);
    leaving.leave(call);
    space.outAll(List.of(Tuple.of("n", 1), Tuple.of("n", 2)));
    Awaitility.await().until(() -> gateway.clients() == 0);
    Awaitility.await().until(() -> space.count("n", Match.any()) == 2);
    assertThat(client.get("n", ANY)).containsExactly("n", 1);
    assertThat(client.get("n", ANY)).containsExactly("n", 2);
  }

  @Test
  void getWhoseAnswerIsNotRead_putsTheTupleBack() throws Exception {
    OldClient.Call call = client.call(OldRequest.of(OldRequest.GET, "n", ANY));
    awaitBlocked(1);
    byte[] bytes = new byte[32 * 1024 * 1024];
    space.out("n", bytes);
    assertThat(call.in().read()).isNotNegative(); // it is under way
    call.close();
    Awaitility.await().until(() -> space.count("n", Match.any()) == 1);
    assertThat(gateway.clients()).isZero();
  }

  @Test
  void dumpThatIsNotRead_costsTheOthersNothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      space.out("n", i, new byte[1024 * 1024]);
    }
    try (OldClient.Call dump = client.call(OldRequest.numbers(OldRequest.DUMP, 0))) {
      assertThat(dump.number()).isEqualTo(20);
      assertThat(client.get("n", 0, ANY)).hasSize(3);
      assertThat(dump.tuple().subList(0, 2)).containsExactly("n", 19);
    }
    Awaitility.await().until(() -> gateway.clients() == 0);
    assertThat(client.dump()).hasSize(19);
  }

  @Test
  void close_endsWhatIsBlocked_andTakesNothing() throws Exception {
    try (OldClient.Call get = client.call(OldRequest.of(OldRequest.GET, "n", ANY));
        OldClient.Call read = client.call(OldRequest.of(OldRequest.READ, "n", ANY))) {
      awaitBlocked(2);
      gateway.close();
      gateway.close();
      assertThat(get.isRefused()).isTrue();
      assertThat(read.isRefused()).isTrue();
    }
    space.out("n", 1);
    assertThat(space.inp("n", Match.any())).isEqualTo(Optional.of(Tuple.of("n", 1)));
  }

  // ---- garbage

  @Test
  void garbage_neitherCrashesNorLosesATuple() throws Exception {
    Random random = TestSpaces.random("garbage");
    space.out("kept", List.of(1), 1L); // which no old client matches
    List<byte[]> requests =
        List.of(
            OldRequest.of(OldRequest.PUT, "put", 1, 2.5, List.of("in", List.of(3))),
            OldRequest.of(OldRequest.GET, "get", ANY, List.of(ANY, 1)),
            OldRequest.of(OldRequest.READ, "read", 1.0),
            OldRequest.of(OldRequest.GET_NB, ANY, ANY),
            OldRequest.of(OldRequest.READ_NB, "x".repeat(100), ANY),
            OldRequest.list(OldRequest.DUMP, List.of(List.of(ANY), List.of("dump", ANY))),
            OldRequest.list(OldRequest.COUNT, List.of(List.of(1, ANY), List.of())),
            OldRequest.numbers(OldRequest.LOG),
            OldRequest.replace(List.of("old", ANY), List.of("new", 1)));
    for (int i = 0; i < 10_000; i++) {
      byte[] mutated = mutate(requests.get(random.nextInt(requests.size())).clone(), random);
      try (OldClient.Call call = client.open()) {
        call.send(mutated);
        if (random.nextBoolean()) {
          call.endSending();
        }
        if (random.nextInt(4) == 0) {
          call.reset();
        }
      } catch (IOException e) {
        // It was refused before everything was sent.
      }
    }
    Awaitility.await().until(() -> answersToAPutAndAGet());
    assertThat(space.rdAll("kept", List.of(1), 1L)).hasSize(1);
    gateway.close();
    assertThat(gateway.clients()).isZero();
    Awaitility.await()
        .until(() -> space.stats().waiting().isEmpty() && space.stats().transactions() == 0);
  }

  private boolean answersToAPutAndAGet() throws IOException {
    client.put("sound", 1);
    return client.get("sound", ANY).equals(List.of("sound", 1));
  }

  private static byte[] mutate(byte[] request, Random random) {
    byte[] mutated = request;
    for (int i = 0; i <= random.nextInt(4); i++) {
      switch (random.nextInt(4)) {
        case 0 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length + 1));
        case 1 -> mutated = Arrays.copyOf(mutated, mutated.length + random.nextInt(20));
        default -> {
          if (mutated.length > 0) {
            mutated[random.nextInt(mutated.length)] =
                (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(4));
          }
        }
      }
    }
    return mutated;
  }

  // ---- helpers

  private void awaitBlocked(int count) {
    Awaitility.await()
        .until(
            () -> space.stats().waiting().stream().mapToLong(each -> each.count()).sum() == count);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
