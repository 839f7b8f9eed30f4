package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** Where the end of a transaction meets calls under way, no tuple is lost or doubled. */
public abstract class TransactionRaceContract extends SpaceFixture {
  private static final int TUPLES = 10;

  private static void spin(long nanos) {
    for (long start = System.nanoTime(); System.nanoTime() - start < nanos; ) {
      Thread.onSpinWait();
    }
  }

  private static Template round(int round) {
    return Template.of("r", round, any());
  }

  /** Puts tuples of a round one after the other, from another client. */
  private Caller<Void> putting(int round) {
    TupleSpace other = anotherClient();
    return call(
        () -> {
          for (int i = 0; i < TUPLES; i++) {
            other.out("r", round, i);
          }
          return null;
        });
  }

  private static List<CompletableFuture<Tuple>> takesOf(Transaction transaction, int round) {
    return IntStream.range(0, TUPLES).mapToObj(i -> transaction.inAsync(round(round))).toList();
  }

  /** How many were served; the others ended with their transaction. */
  private static int served(List<CompletableFuture<Tuple>> futures) throws Exception {
    int served = 0;
    for (CompletableFuture<Tuple> future : futures) {
      try {
        get(future);
        served++;
      } catch (TransactionEndedException | CancellationException e) {
        // not served
      }
    }
    return served;
  }

  @Test
  void commit_raceWithOuts_takesWhatItServed_andNothingElse() throws Exception {
    long seed = Seed.log("TransactionRaceContract");
    Random random = new Random(seed);
    int left = 0;
    for (int i = 0; i < 60; i++) {
      int round = i;
      Transaction transaction = space.begin(LONG);
      transaction.out("done", round);
      List<CompletableFuture<Tuple>> futures = takesOf(transaction, round);
      Caller<Void> putting = putting(round);
      spin(random.nextInt(3_000_000));
      transaction.commit();
      putting.result();
      int expected = TUPLES - served(futures);
      await(() -> space.count(round(round)) == expected);
      left += expected;
    }
    assertThat(space.count(any(), any(), any())).as("seed %s", seed).isEqualTo(left);
    assertThat(space.count("done", any())).isEqualTo(60);
    assertThat(space.rdAll(any(), any(), any())).allMatch(tuple -> tuple.deliveries() <= 1);
    awaitBlockedIns(0);
  }

  @Test
  void abort_raceWithOuts_everythingIsThere() throws Exception {
    long seed = Seed.log("TransactionRaceContract");
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      int round = i;
      Transaction transaction = space.begin(LONG);
      List<CompletableFuture<Tuple>> futures = takesOf(transaction, round);
      Caller<Void> putting = putting(round);
      spin(random.nextInt(3_000_000));
      if (random.nextBoolean()) {
        transaction.abort();
      } else {
        transaction.release();
      }
      putting.result();
      assertThat(served(futures)).isBetween(0, TUPLES);
      await(() -> space.count(round(round)) == TUPLES);
      assertThat(space.rdAll(round(round))).as("seed %s", seed).doesNotHaveDuplicates();
    }
    assertThat(space.stats().tuples()).isEqualTo(60 * TUPLES);
    awaitBlockedIns(0);
  }

  @Test
  void cancel_raceWithOutsAndOwnPuts_losesNothing() throws Exception {
    long seed = Seed.log("TransactionRaceContract");
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      int round = i;
      Transaction transaction = space.begin(LONG);
      List<CompletableFuture<Tuple>> futures = takesOf(transaction, round);
      Caller<Void> putting = putting(round);
      Caller<Void> puttingOwn =
          call(
              () -> {
                for (int j = 0; j < TUPLES; j++) {
                  transaction.out("r", round, TUPLES + j);
                }
                return null;
              });
      spin(random.nextInt(2_000_000));
      futures.forEach(future -> future.cancel(false));
      putting.result();
      puttingOwn.result();
      int served = served(futures);
      transaction.commit();
      await(() -> space.count(round(round)) == 2 * TUPLES - served);
      assertThat(space.rdAll(round(round))).as("seed %s", seed).doesNotHaveDuplicates();
    }
    awaitBlockedIns(0);
  }

  @Test
  void timeout_raceWithAnOwnPut_takesItOrLeavesIt() throws Exception {
    Random random = new Random(44);
    Transaction transaction = space.begin(LONG);
    for (int i = 0; i < 100; i++) {
      int round = i;
      long delay = 1_500_000L + random.nextInt(1_000_000);
      Caller<Boolean> taker =
          call(() -> transaction.in(Template.of("r", round), Duration.ofMillis(2)).isPresent());
      spin(delay);
      transaction.out("r", i);
      boolean taken = taker.result();
      assertThat(transaction.inp("r", i).isPresent()).as("left, if not taken").isEqualTo(!taken);
    }
    awaitBlockedIns(0);
    transaction.commit();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void callsThatAnswerAtOnce_raceWithTheEnd_areInItOrTooLate() throws Exception {
    long seed = Seed.log("TransactionRaceContract");
    Random random = new Random(seed);
    int total = 0;
    int gone = 0;
    int put = 0;
    for (int i = 0; i < 30; i++) {
      List<Tuple> tuples = IntStream.range(0, 100).mapToObj(n -> Tuple.of("job", n)).toList();
      space.outAll(tuples);
      total += tuples.size();
      Transaction transaction = space.begin(LONG);
      List<Caller<int[]>> callers = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        callers.add(call(() -> workUntilTheEnd(transaction)));
      }
      spin(random.nextInt(5_000_000));
      boolean commits = random.nextInt(3) > 0;
      if (commits) {
        transaction.commit();
      } else {
        transaction.abort();
      }
      for (Caller<int[]> caller : callers) {
        int[] done = caller.result();
        gone += commits ? done[0] : 0;
        put += commits ? done[1] : 0;
      }
      int expected = total - gone;
      await(() -> space.count("job", any()) == expected);
      assertThat(space.count("result", any())).as("seed %s", seed).isEqualTo(put);
    }
  }

  /** Takes and puts; how many of each took effect. */
  private static int[] workUntilTheEnd(Transaction transaction) throws InterruptedException {
    int[] done = new int[2];
    try {
      while (true) {
        if (transaction.inp("job", any()).isPresent()) {
          done[0]++;
        }
        transaction.out("result", 0);
        done[1]++;
        done[0] += transaction.inAll(Template.of("job", any()), 3, Duration.ZERO).size();
        if (transaction
            .swap(Template.of("job", any()), Duration.ZERO, Tuple.of("result", 1))
            .isPresent()) {
          done[0]++;
          done[1]++;
        }
        if (transaction.in(Template.of("job", any()), Duration.ofMillis(1)).isPresent()) {
          done[0]++;
        }
      }
    } catch (TransactionEndedException e) {
      return done;
    }
  }

  @Test
  void expiry_raceWithWork_losesAndDoublesNothing() throws Exception {
    long seed = Seed.log("TransactionRaceContract");
    int tuples = 60;
    for (int i = 0; i < tuples; i++) {
      space.out("job", i);
    }
    List<Caller<Integer>> callers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Random random = new Random(seed + t);
      TupleSpace client = anotherClient();
      callers.add(call(() -> workWithShortLeases(client, random)));
    }
    int done = 0;
    for (Caller<Integer> caller : callers) {
      done += caller.result();
    }
    int finished = done;
    await(() -> space.count("job", any()) == tuples - finished);
    assertThat(space.rdAll("result", any()))
        .as("seed %s", seed)
        .hasSize(finished)
        .doesNotHaveDuplicates();
  }

  /** Takes jobs under leases that may be too short; how many it finished. */
  private static int workWithShortLeases(TupleSpace client, Random random) throws Exception {
    int done = 0;
    for (int i = 0; i < 10; i++) {
      try (Transaction transaction = client.begin(Duration.ofMillis(10 + random.nextInt(60)))) {
        Tuple job = transaction.inp("job", any()).orElseThrow();
        transaction.out("result", job.get(1));
        spin(random.nextInt(60_000_000));
        transaction.commit();
        done++;
      } catch (TransactionEndedException e) {
        assertThat(e.state()).isEqualTo(State.EXPIRED);
      }
    }
    return done;
  }

  @Test
  void ownPuts_ofSeveralThreads_areTakenExactlyOnce() throws Exception {
    int threads = 4;
    int each = 300;
    Transaction transaction = space.begin(LONG);
    List<Caller<List<Integer>>> taking = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      taking.add(
          call(
              () -> {
                List<Integer> taken = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                  taken.add(transaction.in("token", Integer.class).getInt(1));
                }
                return taken;
              }));
    }
    List<Caller<Void>> putting = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int base = t * each;
      boolean own = t % 2 == 0;
      putting.add(
          call(
              () -> {
                for (int i = 0; i < each; i++) {
                  if (own) {
                    transaction.out("token", base + i);
                  } else {
                    space.out("token", base + i);
                  }
                }
                return null;
              }));
    }
    for (Caller<Void> caller : putting) {
      caller.result();
    }
    List<Integer> taken = new ArrayList<>();
    for (Caller<List<Integer>> caller : taking) {
      taken.addAll(caller.result());
    }
    assertThat(taken).hasSize(threads * each).doesNotHaveDuplicates();
    transaction.commit();
    assertThat(space.stats().tuples()).isZero();
    awaitBlockedIns(0);
  }
}
