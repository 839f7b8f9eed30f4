package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.numbers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.Command;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Copies of a call that reach the server when the client has long gone on: none runs again. */
class LateCopiesIT {

  private static PrivateRedis redis;
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
    String name = TestSpaces.name("late");
    proxy = FaultyProxy.to(redis.port());
    space = impatient(proxy.url(), name).lease(Duration.ofSeconds(6)).connect();
    other = impatient(redis.url(), name).connect();
  }

  @AfterEach
  void drop() {
    space.close();
    proxy.close();
    other.drop();
  }

  private void keep(Script script) {
    proxy.keep(command -> command.runs(script.sha1()));
  }

  /** The one command that was kept; the client may have sent it again, unchanged. */
  private Command kept() {
    List<Command> kept = proxy.kept();
    assertThat(kept).isNotEmpty().allMatch(each -> each.isCopyOf(kept.get(0)));
    return kept.get(0);
  }

  private String status(Command copy) {
    return String.valueOf(((List<?>) proxy.deliverAgain(copy)).get(0));
  }

  /** Another operation on the same slot, which is the one used last. */
  private void goOn() {
    proxy.keep(command -> false);
    assertThat(space.inp("nothing")).isEmpty();
  }

  @Test
  void out_copiedAtOnce_isAnsweredFromItsRecord() {
    keep(Script.OUT);
    space.out("a", 1);
    assertThat(status(kept())).isEqualTo("OK");
    assertThat(numbers(other, "a")).containsExactly(1);
  }

  @Test
  void out_copiedLate_isRefused() {
    keep(Script.OUT);
    space.out("a", 1);
    Command out = kept();
    goOn();
    assertThat(status(out)).isEqualTo("REFUSED");
    assertThat(numbers(other, "a")).containsExactly(1);
  }

  @Test
  void in_copiedBeforeAndAfterItsAcknowledgement() throws Exception {
    other.out("a", 1);
    other.out("a", 2);
    proxy.stop(command -> command.runs(Script.ACKNOWLEDGE.sha1()));
    keep(Script.TAKE);
    assertThat(space.in("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
    Command in = kept();
    assertThat(status(in)).isEqualTo("T");
    assertThat(numbers(other, "a")).containsExactly(2);
    proxy.stop(command -> false);
    await().until(() -> other.stats().claimed() == 0);
    assertThat(status(in)).isEqualTo("REFUSED");
    goOn();
    assertThat(status(in)).isEqualTo("REFUSED");
    assertThat(numbers(other, "a")).containsExactly(2);
  }

  @Test
  void inp_thatFoundNothing_copiedLate_takesNothing() {
    keep(Script.TAKE);
    assertThat(space.inp("a", Integer.class)).isEmpty();
    Command inp = kept();
    other.out("a", 1);
    assertThat(status(inp)).isEqualTo("N");
    goOn();
    assertThat(status(inp)).isEqualTo("REFUSED");
    assertThat(numbers(other, "a")).containsExactly(1);
  }

  @Test
  void registration_copiedAfterTheWaitEnded_registersNobody() throws Exception {
    keep(Script.TAKE);
    CompletableFuture<Tuple> in = space.inAsync("a", Integer.class);
    await().until(() -> other.stats().blockedIns() == 1);
    Command register = kept();
    assertThat(status(register)).isEqualTo("W");
    assertThat(other.stats().blockedIns()).isEqualTo(1);
    other.out("a", 1);
    in.get(10, TimeUnit.SECONDS);
    assertThat(status(register)).isIn("W", "REFUSED");
    assertThat(other.stats().blockedIns()).isZero();
    other.out("a", 2);
    assertThat(numbers(other, "a")).containsExactly(2);
  }

  @Test
  void rd_copiedAfterItsTupleIsGone_leavesAReaderThatIsForgottenWhenServed() throws Exception {
    other.out("a", 1);
    keep(Script.TAKE);
    assertThat(space.rd("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
    Command rd = kept();
    assertThat(other.inp("a", 1)).isPresent();
    proxy.deliverAgain(rd);
    other.out("a", 2);
    assertThat(numbers(other, "a")).containsExactly(2);
    await().until(() -> other.stats().blockedRds() == 0 && other.stats().claimed() == 0);
  }

  @Test
  void rd_copiedAfterItsTupleIsGone_leavesAReaderThatIsWithdrawnSoon() throws Exception {
    CompletableFuture<Tuple> waits = space.inAsync("b", Integer.class);
    await().until(() -> other.stats().blockedIns() == 1);
    other.out("a", 1);
    keep(Script.TAKE);
    assertThat(space.rd("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
    Command rd = kept();
    assertThat(other.inp("a", 1)).isPresent();
    assertThat(status(rd)).isEqualTo("W");
    assertThat(other.stats().blockedRds()).isEqualTo(1);
    await().until(() -> other.stats().blockedRds() == 0);
    assertThat(other.stats().blockedIns()).isEqualTo(1);
    other.out("b", 1);
    waits.get(10, TimeUnit.SECONDS);
  }

  @Test
  void cancel_copiedLate_cancelsNothing() throws Exception {
    keep(Script.CANCEL);
    assertThat(space.in(Template.of("a", Integer.class), Duration.ofMillis(30))).isEmpty();
    Command cancel = kept();
    assertThat(status(cancel)).isEqualTo("OK");
    CompletableFuture<Tuple> in = space.inAsync("a", Integer.class);
    await().until(() -> other.stats().blockedIns() == 1);
    assertThat(status(cancel)).isIn("REFUSED", "OK");
    assertThat(other.stats().blockedIns()).isEqualTo(1);
    other.out("a", 1);
    in.get(10, TimeUnit.SECONDS);
  }

  @Test
  void undo_copiedLate_putsNothingBack() throws Exception {
    keep(Script.UNDO);
    CompletableFuture<Tuple> cancelled = space.inAsync("a", Integer.class);
    await().until(() -> other.stats().blockedIns() == 1);
    cancelled.cancel(true);
    await().until(() -> other.stats().blockedIns() == 0);
    Command undo = kept();
    other.out("a", 1);
    assertThat(space.in("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
    assertThat(status(undo)).isEqualTo("OK");
    assertThat(other.stats().tuples()).isZero();
  }

  @Test
  void swapAndReplace_copied_runOnce() throws Exception {
    other.out("a", 1);
    keep(Script.TAKE);
    assertThat(space.swap(Template.of("a", 1), Tuple.of("b", 1))).isEqualTo(Tuple.of("a", 1));
    Command swap = kept();
    other.out("a", 1);
    assertThat(status(swap)).isIn("T", "REFUSED");
    keep(Script.REPLACE);
    assertThat(space.replace(Template.of("b", Integer.class), Tuple.of("c", 1))).isEqualTo(1);
    Command replace = kept();
    assertThat(status(swap)).isEqualTo("REFUSED");
    assertThat(proxy.deliverAgain(replace)).isEqualTo(List.of("OK", "1"));
    goOn();
    assertThat(status(replace)).isEqualTo("REFUSED");
    assertThat(numbers(other, "a")).containsExactly(1);
    assertThat(numbers(other, "b")).isEmpty();
    assertThat(numbers(other, "c")).containsExactly(1);
  }

  @Test
  void everything_ofAClosedSession_isUnknown() {
    proxy.keep(command -> command.is("EVALSHA"));
    space.out("a", 1);
    assertThat(space.inp("a", 1)).isPresent();
    assertThat(space.inp("a", 1)).isEmpty();
    space.close();
    for (Command copy : proxy.kept()) {
      if (copy.runs(Script.OUT.sha1())
          || copy.runs(Script.TAKE.sha1())
          || copy.runs(Script.RENEW.sha1())
          || copy.runs(Script.UNDO.sha1())) {
        assertThat(status(copy)).isEqualTo("NOSESSION");
      } else {
        proxy.deliverAgain(copy);
      }
    }
    assertThat(other.stats().tuples()).isZero();
    assertThat(other.stats().claimed()).isZero();
  }

  @Test
  void operation_ofUnknownSession_changesNothing() {
    keep(Script.OUT);
    space.out("a", 1);
    List<byte[]> words = new ArrayList<>(kept().words());
    words.set(4, "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    assertThat(status(new Command(words))).isEqualTo("NOSESSION");
    words = new ArrayList<>(kept().words());
    words.set(5, "77".getBytes(StandardCharsets.UTF_8));
    assertThat(status(new Command(words))).as("a slot of its own").isEqualTo("OK");
    assertThat(status(new Command(words))).as("and its record").isEqualTo("OK");
    assertThat(other.count("a", 1)).isEqualTo(2);
  }

  @Test
  void randomCopies_duringRandomWork_changeNothing() throws Exception {
    Random random = TestSpaces.random("random copies");
    byte[] several = Script.SEVERAL.text().getBytes(StandardCharsets.UTF_8);
    proxy.deliverAgain(
        new Command(
            List.of(
                "SCRIPT".getBytes(StandardCharsets.UTF_8),
                "LOAD".getBytes(StandardCharsets.UTF_8),
                several)));
    proxy.keep(command -> command.is("EVALSHA"));
    List<Integer> expected = new ArrayList<>();
    List<Integer> got = new ArrayList<>();
    for (int round = 0; round < 40; round++) {
      List<CompletableFuture<Tuple>> ins = new ArrayList<>();
      List<CompletableFuture<?>> outs = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        int number = round * 10 + i;
        expected.add(number);
        if (random.nextBoolean()) {
          ins.add(space.inAsync("a", Integer.class));
          outs.add(space.outAsync("a", number));
        } else {
          outs.add(space.outAsync("a", number));
          ins.add(space.inAsync("a", Integer.class));
        }
        List<Command> copies = new ArrayList<>(proxy.kept());
        Collections.shuffle(copies, random);
        copies.stream().limit(5).forEach(proxy::deliverAgain);
      }
      for (CompletableFuture<?> out : outs) {
        out.get(10, TimeUnit.SECONDS);
      }
      for (CompletableFuture<Tuple> in : ins) {
        got.add(in.get(10, TimeUnit.SECONDS).getInt(1));
      }
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(other.stats().tuples()).isZero();
    await().until(() -> other.stats().claimed() == 0);
    assertThat(other.stats().blockedIns()).isZero();
  }
}
