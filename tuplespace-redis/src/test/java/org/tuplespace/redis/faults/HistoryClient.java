package org.tuplespace.redis.faults;

import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tuplespace.TupleSpaceException;

/**
 * A process that puts, takes, reads and counts at random {@code (key, name, number)}s under a few
 * keys, also under transactions, some takers blocking, for a history that can be checked. It takes
 * more than it puts.
 *
 * <p>Options: {@code seed}; {@code keys}, how many, 4 unless given; {@code every}, the time between
 * two calls of a thread in milliseconds; {@code threads}, which don't block, and {@code takers},
 * which do, 1 of each unless given.
 */
final class HistoryClient {

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final RecordedSpace space;
  private final String name;
  private final int every;
  private final int keys;
  private final AtomicInteger numbers = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);

  private HistoryClient(RecordedSpace space, ClientProgram.Options options) {
    this.space = space;
    this.name = options.text("name");
    this.every = options.number("every", 3);
    this.keys = options.number("keys", 4);
  }

  public static void main(String[] arguments) throws Exception {
    ClientProgram.run(
        arguments, (space, options) -> new HistoryClient(space, options).start(options));
  }

  private ClientProgram.Driver start(ClientProgram.Options options) {
    Random seeds = new Random(Long.parseLong(options.text("seed")));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.number("threads", 1); i++) {
      Random random = new Random(seeds.nextLong());
      threads.add(ClientProgram.thread(() -> operate(random)));
    }
    List<Thread> takers = new ArrayList<>();
    for (int i = 0; i < options.number("takers", 1); i++) {
      Random random = new Random(seeds.nextLong());
      takers.add(ClientProgram.thread(() -> take(random)));
    }
    return () -> {
      ended.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      ClientProgram.interruptAndJoin(takers);
    };
  }

  private String key(Random random) {
    return "k" + random.nextInt(keys);
  }

  /** Takes and puts up to two, under one key, for its history is checked by itself. */
  private void transact(Random random, String key) throws Exception {
    String transaction = "t" + numbers.incrementAndGet();
    try (RecordedTransaction under = space.begin(LEASE, transaction)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        under.inp(key, any(), any());
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        under.out(key, name, numbers.incrementAndGet());
      }
      switch (random.nextInt(4)) {
        case 0 -> under.abort();
        case 1 -> under.release();
        default -> under.commit();
      }
    }
  }

  private void operate(Random random) throws Exception {
    do {
      String key = key(random);
      try {
        int choice = random.nextInt(100);
        if (choice < 15) {
          transact(random, key);
        } else if (choice < 45) {
          space.out(key, name, numbers.incrementAndGet());
        } else if (choice < 75) {
          space.inp(key, any(), any());
        } else if (choice < 90) {
          space.rdp(key, any(), any());
        } else {
          space.count(key, any(), any());
        }
      } catch (TupleSpaceException e) {
        // The ledger has it.
      }
    } while (!ended.await(every, TimeUnit.MILLISECONDS));
  }

  private void take(Random random) {
    try {
      while (!ended.await(every, TimeUnit.MILLISECONDS)) {
        try {
          space.in(key(random), any(), any());
        } catch (TupleSpaceException e) {
          // The ledger has it.
        }
      }
    } catch (InterruptedException e) {
      // It is over.
    }
  }
}
