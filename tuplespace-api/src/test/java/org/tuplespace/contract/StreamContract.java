package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;

/** Tuples one after the other, however many there are. */
public abstract class StreamContract extends SpaceFixture {
  private static final Template JOBS = Template.of("job", any());
  private static final Template PAIRS = Template.of(any(), any());

  private static List<Tuple> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Tuple.of("job", i)).toList();
  }

  @Test
  void stream_ofAnEmptySpace_isEmpty() {
    assertThat(space.stream()).isEmpty();
    assertThat(space.stream(JOBS)).isEmpty();
    assertThat(space.stream(PAIRS)).isEmpty();
    assertThat(space.stream(Template.of())).isEmpty();
  }

  @Test
  void stream_ofAll_isInTheOrderOfThePuts_whateverTheArity() {
    List<Tuple> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(Tuple.of(Stream.generate(() -> "x").limit(i % 7).toArray()));
      all.add(Tuple.of("n", i));
    }
    space.outAll(all);
    assertThat(space.stream()).containsExactlyElementsOf(all);
    assertThat(anotherClient().stream()).containsExactlyElementsOf(all);
  }

  @Test
  void stream_ofATemplate_isOfThoseThatMatch_oldestFirst() {
    space.outAll(jobs(0, 1_300));
    space.out("other", 1);
    space.out("job", 1, 1);
    assertThat(space.stream(JOBS)).containsExactlyElementsOf(jobs(0, 1_300));
    assertThat(space.stream(Template.of("job", greaterThan(999))))
        .containsExactlyElementsOf(jobs(1_000, 1_300));
    assertThat(space.stream(Template.of(any(), greaterThan(1_298)))).containsExactly(job(1_299));
    assertThat(space.stream(PAIRS)).hasSize(1_301);
    assertThat(space.stream(Template.of("job", 7))).containsExactly(job(7));
    assertThat(space.stream(Template.of("none", any()))).isEmpty();
  }

  private static Tuple job(int i) {
    return Tuple.of("job", i);
  }

  @Test
  void stream_endedEarly_leavesTheSpaceAsItWas() {
    space.outAll(jobs(0, 3_000));
    assertThat(space.stream().limit(10)).containsExactlyElementsOf(jobs(0, 10));
    assertThat(space.stream(JOBS).limit(10)).containsExactlyElementsOf(jobs(0, 10));
    assertThat(space.stream(PAIRS).findFirst()).contains(job(0));
    assertThat(space.count("job", any())).isEqualTo(3_000);
    assertThat(space.inp("job", any())).contains(job(0));
  }

  @Test
  void stream_exceptionOfTheConsumer_comesThroughAndEndsIt() {
    space.outAll(jobs(0, 1_200));
    for (Stream<Tuple> stream : List.of(space.stream(), space.stream(JOBS), space.stream(PAIRS))) {
      AtomicInteger seen = new AtomicInteger();
      IllegalStateException enough = new IllegalStateException("enough");
      assertThatThrownBy(
              () ->
                  stream.forEach(
                      tuple -> {
                        if (seen.incrementAndGet() == 700) {
                          throw enough;
                        }
                      }))
          .isSameAs(enough);
      assertThat(seen).hasValue(700);
    }
  }

  @Test
  void stream_looksAtTheSpaceWhenItIsConsumed() {
    Stream<Tuple> all = space.stream();
    Stream<Tuple> some = space.stream(JOBS);
    space.outAll(jobs(0, 5));
    assertThat(all).containsExactlyElementsOf(jobs(0, 5));
    assertThat(some).containsExactlyElementsOf(jobs(0, 5));
  }

  @Test
  void stream_whileTuplesGo_isOfThoseThatStay() throws Exception {
    space.outAll(jobs(0, 4_000));
    for (Template template : List.of(JOBS, PAIRS)) {
      Iterator<Tuple> tuples = space.stream(template).iterator();
      List<Tuple> seen = new ArrayList<>();
      seen.add(tuples.next());
      // Those at the end go while the first are being looked at.
      int from = template == JOBS ? 3_900 : 3_800;
      space.inAll(Template.of("job", greaterThan(from - 1)), 10_000, Duration.ZERO);
      tuples.forEachRemaining(seen::add);
      assertThat(seen).doesNotHaveDuplicates().containsAll(jobs(0, from));
    }
  }

  @Test
  void stream_whileTuplesCome_ends() throws Exception {
    space.outAll(jobs(0, 1_500));
    ConcurrentLinkedQueue<Tuple> seen = new ConcurrentLinkedQueue<>();
    space.stream()
        .peek(tuple -> space.out("job", tuple.getInt(1) + 1_500))
        .limit(20_000)
        .forEach(seen::add);
    assertThat(seen).hasSizeBetween(1_500, 19_999).containsAll(jobs(0, 1_500));
  }

  @Test
  void stream_hidesWhatIsHeldDelayedOrExpired() throws Exception {
    space.outAll(jobs(0, 4));
    space.out(Tuple.of("job", 4), OutOptions.delay(LONG));
    space.out(Tuple.of("job", 5), OutOptions.timeToLive(Duration.ofMillis(1)));
    await(() -> space.rdp("job", 5).isEmpty());
    try (Transaction transaction = space.begin(LONG)) {
      transaction.in("job", 2);
      transaction.out("job", 6);
      for (Stream<Tuple> s : List.of(space.stream(), space.stream(JOBS), space.stream(PAIRS))) {
        assertThat(s).containsExactly(job(0), job(1), job(3));
      }
    }
    Tuple back = space.stream(JOBS).skip(2).findFirst().orElseThrow();
    assertThat(back).isEqualTo(job(2));
    assertThat(back.deliveries()).isEqualTo(1);
    assertThat(space.stream().map(Tuple::deliveries)).containsExactly(0, 0, 1, 0);
  }

  @Test
  void stream_largeTuples() {
    List<Tuple> large =
        IntStream.range(0, 30).mapToObj(i -> Tuple.of("blob", i, new byte[200_000 + i])).toList();
    large.forEach(space::out);
    assertThat(space.stream()).containsExactlyElementsOf(large);
    assertThat(space.stream(Template.of("blob", any(), byte[].class)))
        .containsExactlyElementsOf(large);
    assertThat(space.stream(Template.of(any(), any(), any())).limit(3))
        .containsExactlyElementsOf(large.subList(0, 3));
  }

  @Test
  void stream_ofAClosedSpace_isAnError() {
    space.outAll(jobs(0, 3));
    Stream<Tuple> begun = space.stream();
    space.close();
    assertThatThrownBy(() -> space.stream()).isInstanceOf(TupleSpaceClosedException.class);
    assertThatThrownBy(() -> space.stream(JOBS)).isInstanceOf(TupleSpaceClosedException.class);
    assertThatThrownBy(begun::toList).isInstanceOf(TupleSpaceClosedException.class);
  }

  @Test
  void stream_ofNull_isAnError() {
    assertThatIllegalArgumentException().isThrownBy(() -> space.stream(null));
  }
}
