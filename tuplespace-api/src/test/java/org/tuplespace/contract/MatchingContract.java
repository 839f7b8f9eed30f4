package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.tuplespace.Match.any;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** The rows of {@link MatchingCases}, against tuples in the space and against waiters. */
public abstract class MatchingContract extends SpaceFixture {

  @TestFactory
  Stream<DynamicTest> storedTuple_isFoundIfTheRuleSaysSo() {
    return MatchingCases.all().stream()
        .map(each -> dynamicTest(each.toString(), () -> checkStored(each)));
  }

  private void checkStored(MatchingCase row) {
    Tuple tuple = row.tuple();
    Template template = row.template();
    space.out(tuple);
    try {
      assertThat(template.matches(tuple)).as("Template.matches").isEqualTo(row.matches());
      assertThat(space.rdp(template).isPresent()).as("rdp").isEqualTo(row.matches());
      assertThat(space.count(template)).as("count").isEqualTo(row.matches() ? 1 : 0);
      assertThat(space.inp(template).isPresent()).as("inp").isEqualTo(row.matches());
    } finally {
      assertThat(space.inp(row.anything()).isPresent()).as("left").isEqualTo(!row.matches());
    }
  }

  @TestFactory
  Stream<DynamicTest> waiter_isServedIfTheRuleSaysSo() {
    return MatchingCases.all().stream()
        .filter(row -> row.fields().size() < Tuple.MAX_ARITY)
        .map(each -> dynamicTest(each.toString(), () -> checkWaiter(each)));
  }

  private void checkWaiter(MatchingCase row) throws Exception {
    CompletableFuture<Tuple> future = blockedIn(() -> space.inAsync(row.template("tag")));
    space.out(row.tuple("tag"));
    boolean left = space.inp(row.anything("tag")).isPresent();
    if (left) {
      assertThat(future).isNotDone();
      future.cancel(false);
    }
    assertThat(!left).as("served").isEqualTo(row.matches());
    if (row.matches()) {
      assertThat(row.template("tag").matches(get(future))).isTrue();
    }
    awaitBlockedIns(0);
  }

  @Test
  void everyActual_findsItsValueAmongAll() {
    List<Object> samples = Samples.values();
    putAll(samples);
    SoftAssertions softly = new SoftAssertions();
    for (Object sample : samples) {
      softly.assertThat(space.rdAll("s", sample)).containsExactly(Tuple.of("s", sample));
      softly.assertThat(space.count(any(), sample)).isEqualTo(1);
    }
    softly.assertAll();
  }

  @Test
  void everyClass_findsItsInstancesAmongAll() {
    List<Object> samples = new ArrayList<>(Samples.values());
    samples.addAll(Samples.opaques());
    putAll(samples);
    List<Class<?>> classes =
        samples.stream()
            .filter(sample -> sample != null && !(sample instanceof List))
            .<Class<?>>map(Object::getClass)
            .distinct()
            .toList();
    SoftAssertions softly = new SoftAssertions();
    for (Class<?> type : classes) {
      softly
          .assertThat(space.rdAll("s", type))
          .as(type.getName())
          .isEqualTo(samples.stream().filter(type::isInstance).map(s -> Tuple.of("s", s)).toList());
    }
    softly.assertAll();
  }

  @Test
  void everyValue_comesBackEqualAndOfItsType() {
    List<Object> samples = new ArrayList<>(Samples.values());
    samples.addAll(Samples.opaques());
    TupleSpace reader = anotherClient();
    SoftAssertions softly = new SoftAssertions();
    for (Object sample : samples) {
      Tuple put = Tuple.of("s", sample, List.of(Tuple.of(sample)));
      space.out(put);
      Tuple got = reader.inp(any(), any(), any()).orElseThrow();
      softly.assertThat(got).isEqualTo(put);
      softly.assertThat(got.type(1)).isEqualTo(put.type(1));
      if (!(sample instanceof List)) {
        softly.assertThat(classOf(got.get(1))).isEqualTo(classOf(sample));
      }
    }
    softly.assertAll();
  }

  @Test
  void manyShapes_stillMatch() {
    // Every combination of actual, class and wildcard over four fields: 81 shapes.
    Tuple tuple = Tuple.of("a", 1, "b", 2L);
    space.out(tuple);
    space.out("a", 2, "c", 3L);
    SoftAssertions softly = new SoftAssertions();
    for (int shape = 0; shape < 81; shape++) {
      Object[] fields = new Object[4];
      for (int i = 0, rest = shape; i < 4; i++, rest /= 3) {
        Object value = tuple.get(i);
        fields[i] =
            switch (rest % 3) {
              case 0 -> value;
              case 1 -> value.getClass();
              default -> any();
            };
      }
      softly.assertThat(space.rdp(fields)).as("%s", Template.of(fields)).contains(tuple);
    }
    softly.assertAll();
  }

  private void putAll(List<Object> samples) {
    List<Tuple> tuples = new ArrayList<>();
    samples.forEach(sample -> tuples.add(Tuple.of("s", sample)));
    space.outAll(Collections.unmodifiableList(tuples));
  }

  private static Class<?> classOf(Object value) {
    return value == null ? Void.class : value.getClass();
  }
}
