package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;
import static org.tuplespace.redis.testing.TestSpaces.range;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.Command;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.FaultyProxy.Point;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Transactions whose calls are cut, copied and late, and whose clients are out of touch. */
class TransactionIT {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static PrivateRedis redis;
  private String name;
  private FaultyProxy proxy;
  private TupleSpace space;
  private TupleSpace other;

  @BeforeAll
  static void startServer() {
    redis = RedisForTests.privateServer("appendonly no");
  }

  @AfterAll
  static void stopServer() {
    redis.close();
  }

  @BeforeEach
  void connect() {
    name = TestSpaces.name("transaction");
    proxy = FaultyProxy.to(redis.port());
    space = impatient(proxy.url(), name).lease(Duration.ofSeconds(2)).connect();
    other = impatient(redis.url(), name).connect();
    other.outAll(range(0, 5).stream().map(i -> Tuple.of("job", i)).toList());
  }

  @AfterEach
  void drop() {
    proxy.thaw();
    proxy.refuse(false);
    space.close();
    proxy.close();
    other.drop();
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(30));
  }

  private void keep(Script script) {
    proxy.keep(command -> command.runs(script.sha1()));
  }

  private Command kept() {
    List<Command> kept = proxy.kept();
    assertThat(kept).isNotEmpty().allMatch(each -> each.isCopyOf(kept.get(0)));
    return kept.get(0);
  }

  private String status(Command copy) {
    return String.valueOf(((List<?>) proxy.deliverAgain(copy)).get(0));
  }

  /** How many keys the space has that only transactions need. */
  private int leftovers() {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      String prefix = new SpaceKeys(name, 0).meta().replace("meta", "");
      return admin.list("KEYS", prefix.replace("{", "\\{") + "q:*").size()
          + (int) (long) admin.run("EXISTS", prefix + "tx");
    }
  }

  // ---- copies

  @Test
  void take_copied_isAnsweredFromWhatIsHeld_andRefusedAfterTheEnd() throws Exception {
    keep(Script.TAKE);
    Transaction transaction = space.begin(LONG);
    assertThat(transaction.in("job", Integer.class)).isEqualTo(Tuple.of("job", 0));
    Command take = kept();
    assertThat(status(take)).isEqualTo("T");
    assertThat(numbers(other, "job")).containsExactly(1, 2, 3, 4);
    transaction.commit();
    assertThat(status(take)).isIn("REFUSED", "NOTX");
    assertThat(numbers(other, "job")).containsExactly(1, 2, 3, 4);
    assertThat(leftovers()).isZero();
  }

  @Test
  void commit_copied_putsOnce() throws Exception {
    keep(Script.COMMIT);
    try (Transaction transaction = space.begin(LONG)) {
      transaction.in("job", 3);
      transaction.out("result", 3);
      transaction.commit();
    }
    Command commit = kept();
    assertThat(status(commit)).isEqualTo("OK");
    proxy.keep(command -> false);
    assertThat(space.inp("nothing")).isEmpty();
    assertThat(status(commit)).isEqualTo("REFUSED");
    assertThat(numbers(other, "result")).containsExactly(3);
    assertThat(numbers(other, "job")).containsExactly(0, 1, 2, 4);
  }

  @Test
  void abort_copied_changesNothingForTheNextTransaction() throws Exception {
    keep(Script.ABORT);
    Transaction first = space.begin(LONG);
    first.in("job", 1);
    first.abort();
    Command abort = kept();
    Transaction second = space.begin(LONG);
    second.in("job", 2);
    assertThat(status(abort)).isEqualTo("OK");
    assertThat(numbers(other, "job")).containsExactly(0, 1, 3, 4);
    second.commit();
    assertThat(numbers(other, "job")).containsExactly(0, 1, 3, 4);
    assertThat(other.rdp("job", 1).orElseThrow().deliveries()).isEqualTo(1);
  }

  @Test
  void abort_afterAnExpiryThatTheClientHasNotHeardOf_saysThatItExpired() throws Exception {
    Transaction transaction = space.begin(Duration.ofMillis(300));
    transaction.in("job", 1);
    proxy.freeze();
    patiently().until(() -> other.count("job", Integer.class) == 5);
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    CompletableFuture<Void> abort = CompletableFuture.runAsync(transaction::abort);
    patiently().until(() -> transaction.state() == State.ABORTED);
    proxy.thaw();
    assertThatThrownBy(() -> abort.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            TransactionEndedException.class, e -> assertThat(e.state()).isEqualTo(State.EXPIRED));
    assertThat(transaction.state()).isEqualTo(State.EXPIRED);
    assertThat(other.rdp("job", 1).orElseThrow().deliveries()).isEqualTo(1);
    assertThat(leftovers()).isZero();
  }

  @Test
  void abortedTake_ofAnyLength_isBack() throws Exception {
    List<Tuple> tuples =
        Stream.of(range(0, 40), range(230, 260), List.of(60_000))
            .flatMap(List::stream)
            .map(length -> Tuple.of("any", length, "x".repeat(length)))
            .toList();
    Template any = Template.of("any", Integer.class, String.class);
    assertThat(space.inp(any)).isEmpty(); // makes the index
    for (Tuple tuple : tuples) {
      space.out(tuple);
      Transaction transaction = space.begin(LONG);
      assertThat(transaction.inp(any)).contains(tuple);
      transaction.abort();
      assertThat(other.inp(any)).contains(tuple);
    }
    assertThat(leftovers()).isZero();
  }

  // ---- cuts

  @ParameterizedTest
  @EnumSource
  void take_cut_holdsOneTuple(Point point) throws Exception {
    Transaction transaction = space.begin(LONG);
    proxy.cutNext(point, command -> command.runs(Script.TAKE.sha1()));
    assertThat(transaction.in("job", Integer.class)).isEqualTo(Tuple.of("job", 0));
    assertThat(numbers(other, "job")).containsExactly(1, 2, 3, 4);
    transaction.commit();
    assertThat(other.count("job", Integer.class)).isEqualTo(4);
    assertThat(leftovers()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void commit_cut_takesEffectOnce(Point point) throws Exception {
    Transaction transaction = space.begin(LONG);
    Tuple job = transaction.in("job", Integer.class);
    transaction.out("result", job.getInt(1));
    proxy.cutNext(point, command -> command.runs(Script.COMMIT.sha1()));
    transaction.commit();
    assertThat(transaction.state()).isEqualTo(Transaction.State.COMMITTED);
    assertThat(numbers(other, "result")).containsExactly(0);
    assertThat(numbers(other, "job")).containsExactly(1, 2, 3, 4);
  }

  @Test
  void blockedTake_servedWhileItsHintIsLost_isHeld() throws Exception {
    Transaction transaction = space.begin(LONG);
    CompletableFuture<Tuple> wait = transaction.inAsync("late", Integer.class);
    patiently().until(() -> other.stats().blockedIns() == 1);
    proxy.dropMessages(true);
    other.out("late", 1);
    patiently().until(() -> other.count("late", Integer.class) == 0);
    proxy.dropMessages(false);
    assertThat(wait.get(10, TimeUnit.SECONDS)).isEqualTo(Tuple.of("late", 1));
    transaction.abort();
    assertThat(other.inp("late", 1).orElseThrow().deliveries()).isEqualTo(1);
  }

  @Test
  void commit_whileWhatServedABlockedTakeIsOnItsWay_doesNotConsumeIt() throws Exception {
    Transaction transaction = space.begin(LONG);
    transaction.in("job", 0);
    CompletableFuture<Tuple> wait = transaction.inAsync("late", Integer.class);
    patiently().until(() -> other.stats().blockedIns() == 1);
    proxy.dropMessages(true);
    other.out("late", 1);
    patiently().until(() -> other.count("late", Integer.class) == 0);
    transaction.commit();
    assertThatThrownBy(wait::join).hasCauseInstanceOf(TransactionEndedException.class);
    assertThat(numbers(other, "late")).containsExactly(1);
    assertThat(numbers(other, "job")).containsExactly(1, 2, 3, 4);
  }

  @Test
  void timedTake_underATransaction_withoutAnAnswer_holdsNothing() throws Exception {
    Transaction transaction = space.begin(LONG);
    transaction.in("job", 0);
    proxy.cutNext(Point.AFTER_REQUEST, command -> command.runs(Script.CANCEL.sha1()));
    try {
      assertThat(transaction.in(Template.of("none"), Duration.ofMillis(50))).isEmpty();
    } catch (org.tuplespace.BackendUnavailableException expectedAtTimes) {
      assertThat(expectedAtTimes).hasMessageContaining("did not answer");
    }
    other.out("none");
    transaction.commit();
    assertThat(other.count("none")).isEqualTo(1);
    assertThat(numbers(other, "job")).containsExactly(1, 2, 3, 4);
  }

  // ---- clients out of touch

  @Test
  void sessionExpired_commitIsRefused_andChangesNothing() throws Exception {
    Transaction transaction = space.begin(LONG);
    transaction.in("job", 0);
    transaction.out("result", 0);
    proxy.refuse(true);
    proxy.cutAll();
    patiently().until(() -> numbers(other, "job").size() == 5);
    proxy.refuse(false);
    TransactionEndedException refusal =
        catchThrowableOfType(TransactionEndedException.class, transaction::commit);
    assertThat(refusal.state()).isEqualTo(Transaction.State.EXPIRED);
    assertThat(transaction.state()).isEqualTo(Transaction.State.EXPIRED);
    assertThat(other.rdp("result", 0)).isEmpty();
    assertThat(other.rdp("job", 0).orElseThrow().deliveries()).isEqualTo(1);
    assertThat(leftovers()).isZero();
  }

  @Test
  void sessionExpired_afterTheCommitArrived_itStands() throws Exception {
    Transaction transaction = space.begin(LONG);
    transaction.in("job", 0);
    transaction.out("result", 0);
    CompletableFuture<?> cut =
        proxy.cutNext(Point.AFTER_REQUEST, command -> command.runs(Script.COMMIT.sha1()));
    var unused = cut.thenRun(() -> proxy.refuse(true));
    CompletableFuture<?> commit = CompletableFuture.runAsync(transaction::commit);
    cut.get(10, TimeUnit.SECONDS);
    proxy.cutAll();
    patiently().until(() -> other.stats().sessions() == 1);
    proxy.refuse(false);
    commit.get(20, TimeUnit.SECONDS);
    assertThat(numbers(other, "result")).containsExactly(0);
    assertThat(numbers(other, "job")).containsExactly(1, 2, 3, 4);
  }

  @Test
  void silentServer_leavesTheCommitInDoubt_andItIsDecidedLater() throws Exception {
    TupleSpace hasty =
        impatient(proxy.url(), name).operationTimeout(Duration.ofSeconds(1)).connect();
    Transaction transaction = hasty.begin(LONG);
    transaction.in("job", 0);
    transaction.out("result", 0);
    proxy.stop(command -> command.runs(Script.COMMIT.sha1()));
    assertThatThrownBy(transaction::commit).isInstanceOf(OutcomeUnknownException.class);
    assertThat(transaction.state()).isEqualTo(Transaction.State.IN_DOUBT);
    TransactionEndedException refusal =
        catchThrowableOfType(TransactionEndedException.class, () -> transaction.inp("job", 1));
    assertThat(refusal).hasMessageContaining("in doubt");
    proxy.stop(command -> false);
    patiently().until(() -> other.count("job", 0) + other.count("result", 0) == 1);
    patiently().until(() -> leftovers() == 0);
    hasty.close();
  }

  @Test
  void closedSpace_givesBackAtOnce_andDoesNotCount() throws Exception {
    Transaction transaction = space.begin(LONG);
    transaction.in("job", 0);
    space.close();
    assertThat(other.rdp("job", 0).orElseThrow().deliveries()).isZero();
    assertThatThrownBy(transaction::commit)
        .isInstanceOfAny(
            TransactionEndedException.class, org.tuplespace.TupleSpaceClosedException.class);
    assertThat(leftovers()).isZero();
  }

  // ---- what is large

  @Test
  void fieldsOutOfLine_areKeptWhileHeld_andGoWithTheCommit() throws Exception {
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) 7);
    other.out("large", large);
    Set<String> before = blobs();
    assertThat(before).isNotEmpty();
    Transaction first = space.begin(LONG);
    assertThat(first.in("large", byte[].class).getBytes(1)).isEqualTo(large);
    first.out("larger", large);
    assertThat(first.rd("larger", byte[].class).getBytes(1)).isEqualTo(large);
    first.abort();
    assertThat(blobs()).isEqualTo(before);
    Transaction second = space.begin(LONG);
    assertThat(second.in("large", byte[].class).getBytes(1)).isEqualTo(large);
    second.out("larger", large);
    second.commit();
    assertThat(other.in("larger", byte[].class).getBytes(1)).isEqualTo(large);
    patiently().until(() -> blobs().isEmpty());
  }

  private Set<String> blobs() {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      String prefix = new SpaceKeys(name, 0).meta().replace("meta", "");
      return Set.copyOf(
          admin.list("KEYS", prefix.replace("{", "\\{") + "b:*").stream()
              .map(String::valueOf)
              .toList());
    }
  }

  @Test
  void manyTuples_goBackInSteps_alsoIfTheClientDiesOverIt() throws Exception {
    int many = 1000;
    other.outAll(range(0, many).stream().map(i -> Tuple.of("many", i)).toList());
    Transaction transaction = space.begin(LONG);
    assertThat(transaction.inAll(Template.of("many", Integer.class), many)).hasSize(many);
    assertThat(other.count("many", Integer.class)).isZero();
    proxy
        .cutNext(Point.AFTER_REPLY, command -> command.runs(Script.ABORT.sha1()))
        .thenRun(() -> proxy.refuse(true));
    CompletableFuture<?> abort = CompletableFuture.runAsync(transaction::abort);
    patiently().until(() -> other.count("many", Integer.class) == many);
    assertThat(numbers(other, "many")).isEqualTo(range(0, many));
    proxy.refuse(false);
    abort.handle((done, error) -> done).get(20, TimeUnit.SECONDS);
  }

  // ---- all of it together

  @Test
  void randomCuts_loseAndDoubleNothing() throws Exception {
    Random random = TestSpaces.random("random cuts");
    int jobs = 150;
    other.outAll(range(0, jobs).stream().map(i -> Tuple.of("work", i)).toList());
    Point[] points = Point.values();
    int left = jobs;
    while (left > 0) {
      if (random.nextInt(4) == 0) {
        proxy.cutNext(points[random.nextInt(points.length)], command -> true);
      }
      try (Transaction transaction = space.begin(LONG)) {
        Tuple work = transaction.in("work", Integer.class);
        transaction.out("done", work.getInt(1));
        if (random.nextInt(5) > 0) {
          transaction.commit();
          left--;
        }
      } catch (TransactionEndedException e) {
        assertThat(e.state()).isEqualTo(Transaction.State.EXPIRED); // cut off for too long
      }
    }
    assertThat(numbers(other, "done").stream().sorted().toList()).isEqualTo(range(0, jobs));
    assertThat(other.count("work", Integer.class)).isZero();
    assertThat(leftovers()).isZero();
  }
}
