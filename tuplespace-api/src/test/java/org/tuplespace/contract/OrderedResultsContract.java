package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.OrderedCursor;
import org.tuplespace.jobs.OrderedResult;
import org.tuplespace.jobs.OrderedResults;
import org.tuplespace.jobs.TakenJob;

/** Results come in their order, whatever the order in which they were put. */
public abstract class OrderedResultsContract extends SpaceFixture {

  private OrderedResults<String> frames;

  @BeforeEach
  void openResults() {
    frames = OrderedResults.on(space, "render", "frames");
  }

  private void put(long... indices) throws Exception {
    for (long index : indices) {
      frames.put(index, "frame " + index);
    }
  }

  private static List<Long> indices(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private static List<Long> all(OrderedCursor<String> cursor) throws Exception {
    List<Long> indices = new ArrayList<>();
    for (Optional<OrderedResult<String>> each = cursor.next();
        each.isPresent();
        each = cursor.next()) {
      assertThat(each.get().value()).isEqualTo("frame " + each.get().index());
      indices.add(each.get().index());
    }
    return indices;
  }

  @Test
  void item_isATuple() throws Exception {
    frames.put(1234, "x");
    assertThat(space.inp("render", "item", "frames", 12L, 1234L, "x")).isPresent();
  }

  @Test
  void consume_goesInOrder_andTakesAway() throws Exception {
    List<Long> shuffled = new ArrayList<>(indices(0, 300));
    Collections.shuffle(shuffled, new Random(7));
    for (long index : shuffled) {
      put(index);
    }
    frames.end(300);
    try (OrderedCursor<String> cursor = frames.consume()) {
      assertThat(all(cursor)).isEqualTo(indices(0, 300));
      assertThat(cursor.isAtEnd()).isTrue();
    }
    assertThat(frames.next()).isEqualTo(300);
    assertThat(space.stats().tuples()).isEqualTo(2); // how far, and how many
    frames.clear();
    assertThat(space.stats().tuples()).isZero();
    awaitBlockedRds(0);
  }

  @Test
  void readFrom_leavesThem() throws Exception {
    put(2, 0, 1, 3);
    frames.end(4);
    try (OrderedCursor<String> cursor = frames.readFrom(1)) {
      assertThat(all(cursor)).containsExactly(1L, 2L, 3L);
    }
    assertThat(frames.read(3)).isEqualTo("frame 3");
    assertThat(frames.find(0)).contains(new OrderedResult<>(0, "frame 0"));
    assertThat(frames.find(4)).isEmpty();
    assertThat(frames.count()).hasValue(4);
  }

  @Test
  void next_waitsForTheOneThatIsMissing() throws Exception {
    put(1, 2);
    try (OrderedCursor<String> cursor = frames.consume()) {
      assertThat(cursor.next(Duration.ofMillis(20))).isEmpty();
      assertThat(cursor.isAtEnd()).isFalse();
      Caller<Optional<OrderedResult<String>>> caller = call(cursor::next);
      put(0);
      assertThat(caller.result().orElseThrow().index()).isZero();
      assertThat(cursor.next().orElseThrow().index()).isEqualTo(1);
      assertThat(cursor.next().orElseThrow().index()).isEqualTo(2);
      Caller<Optional<OrderedResult<String>>> last = call(cursor::next);
      frames.end(3);
      assertThat(last.result()).isEmpty();
    }
    awaitBlockedRds(0);
  }

  @Test
  void read_waits() throws Exception {
    Caller<String> caller = callBlockedRd(() -> frames.read(5));
    put(4, 5);
    assertThat(caller.result()).isEqualTo("frame 5");
  }

  @Test
  void consumer_thatDies_isGivenAgainWhatItDidNotConfirm() throws Exception {
    put(0, 1, 2, 3, 4);
    frames.end(5);
    try (OrderedCursor<String> cursor = frames.consume()) {
      cursor.next();
      cursor.next();
      cursor.confirm();
      cursor.next();
      assertThat(cursor.position()).isEqualTo(3);
    }
    assertThat(frames.next()).isEqualTo(2);
    try (OrderedCursor<String> cursor = frames.consume()) {
      assertThat(all(cursor)).containsExactly(2L, 3L, 4L);
    }
  }

  @Test
  void put_underATransaction_isSeenAtItsCommit() throws Exception {
    try (Transaction transaction = space.begin(LONG)) {
      frames.put(transaction, 0, "frame 0");
      assertThat(frames.find(0)).isEmpty();
      transaction.commit();
    }
    assertThat(frames.find(0)).isPresent();
  }

  @Test
  void put_inAJob_appearsWithItsEnd() throws Exception {
    JobQueue queue = JobQueue.on(space, "render");
    queue.enqueue(0, JobOptions.DEFAULT.withoutResult());
    TakenJob lost = queue.dequeue();
    frames.put(lost.tuples(), 0, "lost");
    lost.close();
    TakenJob job = queue.dequeue();
    frames.put(job.tuples(), 0, "frame 0");
    job.complete(null);
    assertThat(frames.read(0)).isEqualTo("frame 0");
    assertThat(space.stats().tuples()).isEqualTo(1);
  }

  @Test
  void window_holdsProducersBack() throws Exception {
    OrderedResults<String> narrow = frames.withWindow(4);
    put(0, 1, 2, 3);
    assertThat(narrow.put(4, "frame 4", Duration.ofMillis(20))).isFalse();
    assertThat(frames.find(4)).isEmpty();
    Caller<Boolean> producer =
        callBlockedRd(() -> narrow.put(5, "frame 5", LONG) && narrow.put(4, "frame 4", LONG));
    try (OrderedCursor<String> cursor = narrow.consume()) {
      cursor.next();
      assertThat(producer.isDone()).isFalse();
      cursor.next(); // 0 is confirmed
      cursor.next(); // 1 is confirmed
      assertThat(producer.result()).isTrue();
      assertThat(narrow.put(6, "frame 6", Duration.ZERO)).isFalse();
      cursor.next();
      assertThat(narrow.put(6, "frame 6", LONG)).isTrue();
    }
  }

  @Test
  void window_isKeptByAProducerAndAConsumer_thatDontKnowOfEachOther() throws Exception {
    OrderedResults<String> narrow = frames.withWindow(10);
    OrderedResults<String> producers =
        OrderedResults.<String>on(anotherClient(), "render", "frames").withWindow(10);
    Caller<Integer> producer =
        call(
            () -> {
              for (int i = 0; i < 100; i++) {
                producers.put(i, "frame " + i);
              }
              producers.end(100);
              return 100;
            });
    try (OrderedCursor<String> cursor = narrow.consume()) {
      for (long i = 0; i < 100; i++) {
        assertThat(cursor.next().orElseThrow().index()).isEqualTo(i);
        assertThat(space.count("render", "item", "frames", Long.class, Long.class, String.class))
            .isLessThanOrEqualTo(10 + 2);
      }
      assertThat(cursor.next()).isEmpty();
    }
    assertThat(producer.result()).isEqualTo(100);
  }

  @Test
  void missing_tellsTheGaps() throws Exception {
    assertThat(frames.missing(0, 3)).containsExactly(0L, 1L, 2L);
    List<Tuple> items = new ArrayList<>();
    for (long i = 0; i < 450; i++) {
      if (i != 7 && i != 250 && (i < 300 || i >= 400)) {
        items.add(Tuple.of("render", "item", "frames", i / 100, i, "frame " + i));
      }
    }
    space.outAll(items);
    List<Long> gaps = new ArrayList<>(List.of(7L, 250L));
    gaps.addAll(indices(300, 400));
    gaps.addAll(List.of(450L, 451L));
    assertThat(frames.missing(0, 452)).isEqualTo(gaps);
    assertThat(frames.missing(8, 250)).isEmpty();
    try (OrderedCursor<String> cursor = frames.consume()) {
      cursor.next();
      cursor.next();
      cursor.confirm();
    }
    assertThat(frames.missing(0, 100)).containsExactly(7L);
  }

  @Test
  void sequences_ofOneQueue_areApart() throws Exception {
    OrderedResults<String> energies = OrderedResults.on(space, "render", "energies");
    energies.put(0, "energy 0");
    put(0);
    energies.end(1);
    assertThat(frames.count()).isEmpty();
    assertThat(frames.read(0)).isEqualTo("frame 0");
    assertThat(energies.read(0)).isEqualTo("energy 0");
  }

  @Test
  void numbers_thatCannotBe_areRefused() {
    assertThatThrownBy(() -> frames.put(-1, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> frames.end(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> frames.withWindow(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
