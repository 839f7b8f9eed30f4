package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.jobs.DequeueStrategy;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.Priority;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.jobs.TakenJob;

/** Jobs go to the workers that carry the labels they require or prefer. */
public abstract class LocalityContract extends SpaceFixture {

  private static final RetryPolicy AT_ONCE =
      RetryPolicy.DEFAULT.withDelays(Duration.ZERO, Duration.ZERO);

  private JobQueue queue;
  private JobQueue atA;
  private JobQueue atB;

  @BeforeEach
  void openQueue() {
    queue = JobQueue.on(space, "work");
    atA = queue.withLabels(Set.of("a"));
    atB = queue.withLabels(Set.of("b"));
  }

  private static JobOptions requiring(String... labels) {
    return JobOptions.DEFAULT.withoutResult().requiring(labels);
  }

  private static JobOptions preferring(Duration wait, String... labels) {
    return JobOptions.DEFAULT.withoutResult().preferring(wait, labels);
  }

  private static Optional<TakenJob> ask(JobQueue by) throws Exception {
    return by.dequeue(Duration.ZERO);
  }

  private static TakenJob next(JobQueue by) throws Exception {
    return by.dequeue(PATIENCE).orElseThrow(() -> new AssertionError("there is no job"));
  }

  private static List<Object> takeAll(JobQueue by) throws Exception {
    List<Object> payloads = new ArrayList<>();
    Optional<TakenJob> job = ask(by);
    while (job.isPresent()) {
      payloads.add(job.get().payload());
      job.get().complete(null);
      job = ask(by);
    }
    return payloads;
  }

  private void letPass(Duration time) throws Exception {
    space.out(Tuple.of("time", "passed"), OutOptions.delay(time));
    space.in("time", "passed");
  }

  @Test
  void required_isTakenByACarrierAlone() throws Exception {
    queue.enqueue("for a", requiring("a"));
    assertThat(ask(queue)).isEmpty();
    assertThat(ask(atB)).isEmpty();
    assertThat(takeAll(atA)).containsExactly("for a");
  }

  @Test
  void required_byAStranger_isALabelInTheTuple() throws Exception {
    space.out("work", "job", "normal", "a", "7", "for a", Tuple.of("result", 0));
    assertThat(ask(atB)).isEmpty();
    TakenJob job = next(atA);
    job.fail(new IllegalStateException());
    assertThat(space.rdAll("work", "body", any(), any(), any(), any())).hasSize(1);
    assertThat(space.count("work", "delayed", "7", any())).isEqualTo(1);
  }

  @Test
  void required_ofSeveral_isTakenByAnyCarrier_once() throws Exception {
    queue.enqueue(1, requiring("a", "b"));
    queue.enqueue(2, requiring("a", "b"));
    queue.enqueue(3, requiring("a", "b"));
    assertThat(ask(queue)).isEmpty();
    next(atB).complete(null);
    TakenJob second = next(atA);
    assertThat(second.payload()).isEqualTo(2);
    assertThat(next(queue.withLabels(Set.of("c", "b"))).payload()).isEqualTo(3);
    second.complete(null);
    assertThat(takeAll(atA)).isEmpty();
  }

  @Test
  void tokens_inOtherPlaces_goWithTheJob() throws Exception {
    queue.enqueue(1, requiring("a", "b", "c"));
    queue.enqueue(2, preferring(Duration.ZERO, "b", "c"));
    assertThat(takeAll(atA)).containsExactly(1, 2);
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void tokens_thatAreLeft_areDroppedByWhoTakesThem() throws Exception {
    for (int i = 0; i < 150; i++) {
      space.out("work", "job", "normal", "~*", "taken before " + i, 0, "token");
    }
    queue.enqueue("last", preferring(Duration.ZERO, "a"));
    assertThat(takeAll(atB)).containsExactly("last");
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void required_afterAFailureOrACrash_isStillRequired() throws Exception {
    queue.enqueue("x", requiring("a", "b").withRetries(AT_ONCE));
    next(atA).fail(new IllegalStateException());
    assertThat(ask(queue)).isEmpty();
    TakenJob second = next(atB);
    assertThat(second.attempt()).isEqualTo(2);
    second.close();
    assertThat(ask(queue)).isEmpty();
    TakenJob third = next(atA);
    assertThat(third.attempt()).isEqualTo(2);
    assertThat(third.crashes()).isEqualTo(1);
    third.complete(null);
    assertThat(takeAll(atA)).isEmpty();
    assertThat(takeAll(atB)).isEmpty();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void preferred_waitsForACarrier_thenForAnybody() throws Exception {
    queue.enqueue("x", preferring(Duration.ofMillis(200), "a"));
    assertThat(ask(atB)).isEmpty();
    long start = System.nanoTime();
    TakenJob job = next(atB);
    assertThat(job.payload()).isEqualTo("x");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(50));
    job.complete(null);
    assertThat(takeAll(atA)).isEmpty();
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void preferred_isTakenAtOnceByACarrier() throws Exception {
    queue.enqueue("x", preferring(LONG, "a", "c"));
    Caller<TakenJob> elsewhere = callBlockedIn(atB::dequeue);
    assertThat(takeAll(atA)).containsExactly("x");
    assertThat(elsewhere.isDone()).isFalse();
  }

  @Test
  void preferred_whenNobodyElseHasWork_wakesWhoWaits() throws Exception {
    Caller<TakenJob> elsewhere = callBlockedIn(atB::dequeue);
    queue.enqueue("x", preferring(Duration.ofMillis(50), "a"));
    assertThat(elsewhere.result().payload()).isEqualTo("x");
  }

  @Test
  void preferenceWait_countsFromTheEnqueue_notFromTheFailure() throws Exception {
    queue.enqueue("x", preferring(Duration.ofMillis(400), "a").withRetries(AT_ONCE));
    TakenJob first = next(atA);
    letPass(Duration.ofMillis(400));
    assertThat(ask(atB)).isEmpty(); // the job is being run
    first.fail(new IllegalStateException());
    assertThat(next(atB).attempt()).isEqualTo(2);
  }

  @Test
  void preferenceWait_thatIsNotOver_goesOnAfterAFailure() throws Exception {
    queue.enqueue("x", preferring(LONG, "a").withRetries(AT_ONCE));
    next(atA).fail(new IllegalStateException());
    assertThat(ask(atB)).isEmpty();
    assertThat(next(atA).attempt()).isEqualTo(2);
  }

  @Test
  void tokens_ofAnEarlierAttempt_dontCount() throws Exception {
    RetryPolicy slow = RetryPolicy.DEFAULT.withDelays(LONG, LONG);
    queue.enqueue("x", preferring(Duration.ofMillis(50), "a").withRetries(slow));
    next(atA).fail(new IllegalStateException());
    assertThat(atB.dequeue(Duration.ofMillis(200))).isEmpty();
  }

  @Test
  void order_withinALevel() throws Exception {
    Duration none = Duration.ZERO;
    queue.enqueue("elsewhere", preferring(none, "b"));
    queue.enqueue("free", JobOptions.DEFAULT.withoutResult());
    queue.enqueue("preferred", preferring(LONG, "a"));
    queue.enqueue("required", requiring("a"));
    queue.enqueue("urgent", JobOptions.DEFAULT.withoutResult().withPriority(Priority.HIGH));
    assertThat(takeAll(atA))
        .containsExactly("urgent", "required", "preferred", "free", "elsewhere");
  }

  @Test
  void strategy_changesTheOrder() throws Exception {
    queue.enqueue("urgent", JobOptions.DEFAULT.withoutResult().withPriority(Priority.HIGH));
    queue.enqueue("preferred", preferring(LONG, "a"));
    queue.enqueue("required", requiring("a"));
    queue.enqueue("free", JobOptions.DEFAULT.withoutResult());
    DequeueStrategy mineAlone =
        (name, labels) ->
            labels.stream()
                .map(label -> DequeueStrategy.preferred(name, Priority.NORMAL, label))
                .toList();
    assertThat(takeAll(atA.withStrategy(mineAlone))).containsExactly("preferred");
    assertThat(takeAll(atA.withStrategy(DequeueStrategy.LOCALITY_FIRST)))
        .containsExactly("required", "urgent", "free");
  }

  @Test
  void label_thatCannotBe_isRefused() {
    assertThatThrownBy(() -> requiring("*")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> preferring(LONG, "~a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.withLabels(Set.of("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("begin with");
  }
}
