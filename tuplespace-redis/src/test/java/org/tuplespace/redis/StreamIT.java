package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** How streams come by their tuples, which no caller sees. */
class StreamIT {

  private RedisTupleSpace space;

  @BeforeEach
  void connect() {
    space = (RedisTupleSpace) TupleSpaces.connect(RedisForTests.url(), TestSpaces.name("stream"));
  }

  @AfterEach
  void drop() {
    space.drop();
  }

  private List<Tuple> put(int count) {
    List<Tuple> all =
        IntStream.range(0, count)
            .mapToObj(i -> i % 3 == 0 ? Tuple.of("n", i) : Tuple.of("m", "n", i))
            .toList();
    space.outAll(all);
    return all;
  }

  @Test
  void stream_thatFixesNothing_makesNoIndex() {
    List<Tuple> all = put(2_000);
    assertThat(space.stream()).containsExactlyElementsOf(all);
    assertThat(space.stream(Template.of(any(), Object.class))).hasSize(667);
    assertThat(space.stats().shapes()).isEmpty();
  }

  @Test
  void stream_whereFewIdsAreInUse_readsThese() throws Exception {
    put(9_000);
    assertThat(space.inAll(Template.of("n", any()), 10_000, Duration.ZERO)).hasSize(3_000);
    assertThat(space.inAll(Template.of("m", any(), any()), 6_000, Duration.ZERO)).hasSize(6_000);
    List<Tuple> left = put(1_100);
    assertThat(space.stream()).containsExactlyElementsOf(left);
    assertThat(space.stream(Template.of(any(), any())))
        .containsExactlyElementsOf(left.stream().filter(tuple -> tuple.arity() == 2).toList());
  }

  @Test
  void stream_ofMoreThanFitInMemory_gathersSeveralTimes() throws Exception {
    put(9_000);
    space.inAll(Template.of("n", any()), 10_000, Duration.ZERO);
    space.inAll(Template.of("m", any(), any()), 10_000, Duration.ZERO);
    List<Tuple> left = put(1_100);
    TupleScan scan = new TupleScan(space, space.partition());
    for (int most : new int[] {1, 7, 100, 549, 550, 1_099, 1_100, 5_000}) {
      List<Tuple> seen = new ArrayList<>();
      PageStream.of(() -> new PagesById(scan, null, new byte[0], most)).forEach(seen::add);
      assertThat(seen).as("%d at a time", most).isEqualTo(left);
    }
  }
}
