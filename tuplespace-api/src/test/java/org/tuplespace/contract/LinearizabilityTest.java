package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.tuplespace.Match.any;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.contract.Event.Kind;

class LinearizabilityTest {
  private static final Template ANY = Template.of(any(), any());
  private static final Template K = Template.of("k", any());

  private static Event out(long begin, long end, Object... fields) {
    Tuple tuple = Tuple.of(fields);
    return new Event(Kind.OUT, Template.exactly(tuple), Optional.of(tuple), 0, begin, end);
  }

  private static Event take(long begin, long end, Template template, Object... fields) {
    return query(Kind.TAKE, begin, end, template, fields);
  }

  private static Event read(long begin, long end, Template template, Object... fields) {
    return query(Kind.READ, begin, end, template, fields);
  }

  private static Event query(Kind kind, long begin, long end, Template template, Object... fields) {
    Optional<Tuple> answer = fields.length == 0 ? Optional.empty() : Optional.of(Tuple.of(fields));
    return new Event(kind, template, answer, 0, begin, end);
  }

  private static Event count(long begin, long end, long count) {
    return new Event(Kind.COUNT, K, Optional.empty(), count, begin, end);
  }

  private static Event hold(long begin, long end, Object... fields) {
    return query(Kind.HOLD, begin, end, K, fields);
  }

  private static Event giveBack(long begin, long end, Tuple... held) {
    return transactionEnd(Kind.GIVE_BACK, begin, end, held, new Tuple[0]);
  }

  private static Event commit(long begin, long end, Tuple[] held, Tuple... put) {
    return transactionEnd(Kind.COMMIT, begin, end, held, put);
  }

  private static Event transactionEnd(Kind kind, long begin, long end, Tuple[] held, Tuple[] put) {
    Tuple both = Tuple.of(Tuple.of((Object[]) held), Tuple.of((Object[]) put));
    return new Event(kind, Template.of("k"), Optional.of(both), 0, begin, end);
  }

  private static void assertGood(Event... history) {
    assertThat(Linearizability.findViolation(List.of(history))).isEmpty();
  }

  private static void assertBad(Event... history) {
    assertThat(Linearizability.findViolation(List.of(history))).isPresent();
  }

  @Test
  void sequence_asAListAnswers_isGood() {
    assertGood(
        take(1, 2, K),
        out(3, 4, "k", 1),
        out(5, 6, "k", 2),
        count(7, 8, 2),
        read(9, 10, K, "k", 1),
        take(11, 12, K, "k", 1),
        take(13, 14, Template.of("k", 2), "k", 2),
        read(15, 16, K));
  }

  @Test
  void emptyHistory_isGood() {
    assertGood();
  }

  @Test
  void takenTwice_isBad() {
    assertBad(out(1, 2, "k", 1), take(3, 6, K, "k", 1), take(4, 5, K, "k", 1));
  }

  @Test
  void takenBeforeItWasPut_isBad() {
    assertBad(take(1, 2, K, "k", 1), out(3, 4, "k", 1));
    assertGood(take(1, 4, K, "k", 1), out(3, 5, "k", 1));
  }

  @Test
  void lostTuple_isBad() {
    assertBad(out(1, 2, "k", 1), take(3, 4, K));
    assertGood(out(1, 4, "k", 1), take(2, 3, K));
  }

  @Test
  void readAfterTaken_isBad() {
    assertBad(out(1, 2, "k", 1), take(3, 4, K, "k", 1), read(5, 6, K, "k", 1));
    assertGood(out(1, 2, "k", 1), take(3, 6, K, "k", 1), read(4, 5, K, "k", 1));
  }

  @Test
  void newerTakenFirst_isBad() {
    assertBad(out(1, 2, "k", 1), out(3, 4, "k", 2), take(5, 6, K, "k", 2));
    assertGood(out(1, 4, "k", 1), out(2, 3, "k", 2), take(5, 6, K, "k", 2));
  }

  @Test
  void newerTakenFirst_acrossKeys_isBad() {
    assertBad(out(1, 2, "k", 1), out(3, 4, "l", 2), take(5, 6, ANY, "l", 2));
    assertGood(out(1, 2, "k", 1), out(3, 4, "l", 2), take(5, 6, Template.of("l", any()), "l", 2));
  }

  @Test
  void emptyThatWasNeverTrue_isBad() {
    // Between the outs and takes below at least one tuple is always there.
    assertBad(out(1, 2, "k", 1), take(3, 10, K), out(4, 5, "k", 2), take(6, 7, K, "k", 1));
    assertGood(out(1, 2, "k", 1), take(3, 10, K), out(5, 6, "k", 2), take(4, 7, K, "k", 1));
  }

  @Test
  void wrongCount_isBad() {
    assertBad(out(1, 2, "k", 1), count(3, 4, 0));
    assertBad(out(1, 2, "k", 1), count(3, 6, 3), out(4, 5, "k", 2));
    assertGood(out(1, 2, "k", 1), count(3, 6, 2), out(4, 5, "k", 2));
  }

  @Test
  void contradictingReaders_areBad() {
    // One reader sees k before l, the other l before k.
    Template l = Template.of("l", any());
    assertBad(
        out(1, 20, "k", 1),
        out(2, 21, "l", 1),
        read(3, 4, K, "k", 1),
        read(5, 6, l),
        read(7, 8, l, "l", 1),
        read(9, 10, K));
  }

  @Test
  void unansweredOperation_happenedOrNot() {
    Event lostOut = out(1, 2, "k", 1).unanswered();
    assertGood(lostOut, take(3, 4, K));
    assertGood(lostOut, take(3, 4, K, "k", 1));
    assertGood(lostOut, take(3, 4, K), take(5, 6, K, "k", 1));
    assertBad(lostOut, take(3, 4, K, "k", 1), take(5, 6, K, "k", 1));
    Event lostTake = take(3, 4, K, "k", 1).unanswered();
    assertGood(out(1, 2, "k", 1), lostTake, read(5, 6, K, "k", 1), read(7, 8, K));
    assertBad(out(1, 2, "k", 1), lostTake, read(5, 6, K), read(7, 8, K, "k", 1));
  }

  @Test
  void heldTuple_isNotThere_andReturnsToItsPlace() {
    Event one = out(1, 2, "k", 1);
    Event two = out(3, 4, "k", 2);
    Tuple held = Tuple.of("k", 1);
    assertGood(one, two, hold(5, 6, "k", 1), read(7, 8, K, "k", 2), count(9, 10, 1));
    assertBad(one, two, hold(5, 6, "k", 1), read(7, 8, K, "k", 1));
    assertBad(one, two, hold(5, 6, "k", 2));
    assertGood(
        one,
        two,
        hold(5, 6, "k", 1),
        giveBack(7, 8, held),
        take(9, 10, K, "k", 1),
        count(11, 12, 1));
    assertBad(one, two, hold(5, 6, "k", 1), giveBack(7, 8, held), take(9, 10, K, "k", 2));
    assertGood(one, two, hold(5, 6, "k", 1), giveBack(7, 10, held), take(8, 9, K, "k", 2));
  }

  @Test
  void emptyHold_isAsATakeThatSawNone() {
    assertGood(hold(1, 2), out(3, 4, "k", 1));
    assertBad(out(1, 2, "k", 1), hold(3, 4));
  }

  @Test
  void commit_isOneStep() {
    Event one = out(1, 2, "k", 1);
    Event hold = hold(3, 4, "k", 1);
    Tuple[] held = {Tuple.of("k", 1)};
    Tuple[] put = {Tuple.of("k", 2), Tuple.of("k", 3)};
    assertGood(one, hold, commit(5, 6, held, put), count(7, 8, 2), take(9, 10, K, "k", 2));
    assertGood(one, hold, commit(5, 10, held, put), count(6, 7, 0), count(8, 9, 2));
    assertBad(one, hold, commit(5, 10, held, put), count(6, 7, 1));
    assertBad(one, hold, commit(5, 6, held, put), take(7, 8, K, "k", 1));
    assertBad(one, hold, commit(5, 6, held, put), take(7, 8, K, "k", 3));
    assertBad(one, hold, count(5, 6, 2), commit(7, 8, held, put));
  }

  @Test
  void byFirstField_findsWhatTheWholeSearchFinds() {
    List<Event> bad = List.of(out(1, 2, "k", 1), out(3, 4, "l", 1), take(5, 6, K));
    assertThat(Linearizability.findViolationByFirstField(bad))
        .hasValueSatisfying(text -> assertThat(text).contains("explained are 1 of 2"));
    assertThat(Linearizability.findViolationByFirstField(bad.subList(0, 2))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Linearizability.findViolationByFirstField(List.of(take(1, 2, ANY))));
  }

  @Test
  void longRandomHistory_isGoodUntilOneAnswerIsChanged() {
    Random random = new Random(1);
    List<Event> history = randomHistory(random, 400);
    assertThat(Linearizability.findViolation(history)).isEmpty();

    List<Event> changed = new ArrayList<>(history);
    int victim = 200;
    while (changed.get(victim).kind() != Kind.TAKE || changed.get(victim).tuple().isEmpty()) {
      victim++;
    }
    Event event = changed.get(victim);
    changed.set(
        victim,
        new Event(
            event.kind(),
            event.template(),
            Optional.of(Tuple.of("k", -1)),
            0,
            event.begin(),
            event.end()));
    assertThat(Linearizability.findViolation(changed)).isPresent();
  }

  /** A sequence of operations on a list, whose begins and ends were then spread to overlap. */
  private static List<Event> randomHistory(Random random, int length) {
    List<Tuple> tuples = new ArrayList<>();
    List<Event> history = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      long instant = 100L * i;
      long begin = instant - random.nextInt(190);
      long end = instant + random.nextInt(190);
      if (random.nextInt(5) < 2) {
        tuples.add(Tuple.of("k", i));
        history.add(out(begin, end, "k", i));
      } else {
        boolean takes = random.nextInt(5) < 4;
        Object[] oldest = tuples.isEmpty() ? new Object[0] : tuples.get(0).fields().toArray();
        history.add(query(takes ? Kind.TAKE : Kind.READ, begin, end, K, oldest));
        if (takes && !tuples.isEmpty()) {
          tuples.remove(0);
        }
      }
    }
    return history;
  }
}
