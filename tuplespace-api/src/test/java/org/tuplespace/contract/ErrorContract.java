package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;
import static org.tuplespace.Match.startsWith;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.contract.Calls.Async;
import org.tuplespace.contract.Calls.Blocking;
import org.tuplespace.contract.Calls.Timed;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.NotSerializable;

/** Wrong operands are refused, say what to write instead, and change nothing. */
@SuppressWarnings("FutureReturnValueIgnored") // a refused call has no future
public abstract class ErrorContract extends SpaceFixture {

  /** A call that must be refused. */
  interface Refused {
    Object call() throws Exception;
  }

  private void assertRefused(Refused call, String... messageParts) {
    long before = space.stats().tuples();
    Throwable refusal = catchThrowable(call::call);
    assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
    for (String part : messageParts) {
      assertThat(refusal).hasMessageContaining(part);
    }
    assertThat(space.stats().tuples()).as("tuples").isEqualTo(before);
    assertThat(space.stats().blockedIns()).as("blocked").isZero();
  }

  private void assertOutRefused(Object field, String... messageParts) {
    assertRefused(
        () -> {
          space.out("a", field);
          return "put";
        },
        messageParts);
    assertRefused(() -> space.outAsync("a", field), messageParts);
  }

  private void assertTemplateRefused(Object field, String... messageParts) {
    space.out("a", 1);
    assertRefused(() -> space.in("a", field), messageParts);
    assertRefused(() -> space.inp("a", field), messageParts);
    assertRefused(() -> space.rd("a", field), messageParts);
    assertRefused(() -> space.rdp("a", field), messageParts);
    assertRefused(() -> space.rdAll("a", field), messageParts);
    assertRefused(() -> space.count("a", field), messageParts);
    assertRefused(() -> space.inAsync("a", field), messageParts);
    assertRefused(() -> space.rdAsync("a", field), messageParts);
    space.inp("a", 1);
  }

  @Test
  void out_formal_isRefused() {
    assertOutRefused(any(), "field 1", "formal");
    assertOutRefused(Integer.class, "field 1", "formal", "Integer");
    assertOutRefused(greaterThan(1), "field 1", "formal");
    assertOutRefused(startsWith("x"), "field 1", "formal");
    assertOutRefused(Template.of("b"), "field 1", "emplate");
    assertOutRefused(List.of(any()), "field 1", "formal");
    assertRefused(
        () -> {
          space.out(Template.of("b"));
          return "put";
        },
        "field 0");
  }

  @Test
  void out_notSerializable_isRefused() {
    assertOutRefused(new NotSerializable(), "field 1", "NotSerializable", "Serializable");
    assertOutRefused(Thread.currentThread(), "field 1");
  }

  @Test
  void loneSurrogate_isRefused() {
    for (String text : List.of("\uD800", "a\uDC00", "\uDC00\uD800", "\uD800\uD800\uDC00")) {
      assertOutRefused(text, "field 1", "surrogate");
      assertTemplateRefused(text, "field 1", "surrogate");
    }
    assertOutRefused(List.of("\uD800"), "field 1", "surrogate");
    assertOutRefused(new SampleTypes.Word("\uD800"), "field 1", "surrogate");
  }

  @Test
  void template_opaqueActual_isRefused() {
    assertTemplateRefused(new Circle(1), "field 1", "opaque", "Circle");
    assertTemplateRefused(List.of(new Circle(1)), "field 1", "opaque");
    assertTemplateRefused(Tuple.of(new Circle(1)), "field 1", "opaque");
    assertTemplateRefused(List.of(Tuple.of(new Circle(1))), "field 1", "opaque");
    assertTemplateRefused(new SampleTypes.Pair(Tuple.of(new Circle(1)), 2), "field 1", "opaque");
  }

  @Test
  void template_loneTupleWithOpaqueField_isRefused() {
    Tuple tuple = Tuple.of("a", new Circle(1));
    space.out(tuple);
    assertRefused(() -> space.inp(tuple), "field 1", "opaque");
    assertRefused(() -> space.in(tuple), "field 1", "opaque");
  }

  @Test
  void arity_beyondTheLimit_isRefused() {
    Object[] most = new Object[255];
    Arrays.fill(most, 1);
    space.out(most);
    assertThat(space.inp(most)).isPresent();
    Object[] tooMany = new Object[256];
    Arrays.fill(tooMany, 1);
    assertRefused(
        () -> {
          space.out(tooMany);
          return "put";
        },
        "255",
        "256");
    assertRefused(() -> space.inp(tooMany), "255", "256");
  }

  @Test
  void nullForAll_isRefused() {
    assertRefused(
        () -> {
          space.out((Tuple) null);
          return "put";
        });
    assertRefused(
        () -> {
          space.out((Object[]) null);
          return "put";
        },
        "(Object) null");
    assertRefused(() -> space.inp((Object[]) null), "(Object) null");
    assertRefused(() -> space.outAsync(null, OutOptions.NONE));
    assertRefused(() -> space.inp((Template) null), "template");
    assertRefused(() -> space.rdp((Template) null), "template");
    assertRefused(() -> space.rdAll((Template) null), "template");
    assertRefused(() -> space.count((Template) null), "template");
    assertRefused(() -> space.replace(null, Tuple.of("a")), "template");
    assertRefused(() -> space.replace(Template.of("a"), null), "tuple");
    assertRefused(() -> space.collect(null, space), "template");
    assertRefused(() -> space.copyCollect(null, space), "template");
    assertRefused(() -> space.watch(null, new TupleListener() {}), "template");
    assertRefused(
        () -> {
          space.outAll(Arrays.asList(Tuple.of("a"), null));
          return "put";
        });
  }

  @ParameterizedTest
  @MethodSource("org.tuplespace.contract.Calls#blocking")
  void nullTemplate_blocking_isRefused(Blocking each) {
    assertRefused(() -> each.apply(space, null));
  }

  @ParameterizedTest
  @MethodSource("org.tuplespace.contract.Calls#timed")
  void nullTemplate_timed_isRefused(Timed each) {
    assertRefused(() -> each.apply(space, null, Duration.ZERO));
  }

  @ParameterizedTest
  @MethodSource("org.tuplespace.contract.Calls#async")
  void nullTemplate_async_isRefused(Async each) {
    assertRefused(
        () -> {
          var future = each.apply(space, null);
          return get(future);
        });
  }

  @Test
  void nullElsewhere_isRefused_andChangesNothing() {
    space.out("a", 1);
    Template template = Template.of("a", any());
    for (Refused each :
        List.<Refused>of(
            () -> space.in(template, null),
            () -> space.rd(template, null),
            () -> space.inAll(template, 1, null),
            () -> space.swap(template, (Tuple) null),
            () -> space.swap(template, Duration.ZERO, (Tuple) null),
            () -> space.collect(template, null),
            () -> space.copyCollect(template, null),
            () -> space.watch(template, null),
            () -> space.outAsync(Tuple.of("a"), null))) {
      assertThatThrownBy(each::call)
          .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
      assertThat(space.rdAll("a", any())).containsExactly(Tuple.of("a", 1));
    }
  }

  @Test
  void negativeTimeout_async_isRefused() {
    space.out("a", 1);
    Duration negative = Duration.ofMillis(-1);
    assertRefused(() -> get(space.inAsync(Template.of("a", any()), negative)), "-0.001");
  }

  @Test
  void nesting_beyondTheLimit_isRefused() {
    Tuple deep = Tuple.of();
    for (int i = 0; i < 62; i++) {
      deep = Tuple.of(deep);
    }
    space.out("a", deep);
    assertThat(space.inp("a", Tuple.class)).contains(Tuple.of("a", deep));
    space.out("a", deep);
    assertThat(space.inp("a", deep)).isPresent();
    Tuple tooDeep = Tuple.of(Tuple.of(deep));
    assertOutRefused(tooDeep, "field 1", "deep");
  }
}
