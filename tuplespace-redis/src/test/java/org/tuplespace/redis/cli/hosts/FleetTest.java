package org.tuplespace.redis.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetTest {

  @Test
  void run_oneThatFails_doesNotKeepTheOthersFromIt() throws InterruptedException {
    Map<Integer, String> done = new HashMap<>();
    List<String> failed = new ArrayList<>();

    Fleet.run(
        IntStream.range(0, 10).boxed().toList(),
        3,
        host -> {
          if (host == 4) {
            throw HostException.away("it is cold");
          }
          return "host " + host;
        },
        done::put,
        (host, failure) -> failed.add(host + " " + failure.getMessage()));

    assertThat(done).hasSize(9).containsEntry(9, "host 9").doesNotContainKey(4);
    assertThat(failed).containsExactly("4 it is cold");
  }

  @Test
  void run_asManyAtOnceAsAllowed() throws InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier three = new CyclicBarrier(3);

    Fleet.run(
        IntStream.range(0, 12).boxed().toList(),
        3,
        host -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          try {
            three.await(30, TimeUnit.SECONDS); // passes only if three are here
          } catch (Exception e) {
            throw HostException.failed("alone");
          } finally {
            now.decrementAndGet();
          }
          return host;
        },
        (host, result) -> {},
        (host, failure) -> {
          throw new AssertionError(failure);
        });

    assertThat(most).hasValue(3);
  }
}
