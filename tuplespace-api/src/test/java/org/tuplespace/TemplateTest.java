package org.tuplespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.oneOf;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.tuplespace.TemplateField.Actual;
import org.tuplespace.TemplateField.Formal;
import org.tuplespace.TemplateField.Nested;
import org.tuplespace.contract.MatchingCase;
import org.tuplespace.contract.MatchingCases;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.NotSerializable;
import org.tuplespace.contract.SampleTypes.Pair;
import org.tuplespace.contract.Samples;

class TemplateTest {

  @Test
  void matches_asTheTableSays() {
    SoftAssertions softly = new SoftAssertions();
    for (MatchingCase each : MatchingCases.all()) {
      softly
          .assertThat(each.template().matches(each.tuple()))
          .as(each.toString())
          .isEqualTo(each.matches());
    }
    softly.assertAll();
  }

  @Test
  void exactly_matchesTheTupleAndNoOther() {
    List<Object> samples = Samples.values();
    for (Object one : samples) {
      Template template = Template.exactly(Tuple.of(one));
      for (Object other : samples) {
        assertThat(template.matches(Tuple.of(other))).isEqualTo(one == other);
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Template.exactly(null));
  }

  @Test
  void fields_tellWhatEachAccepts() {
    Template template = Template.of("a", int.class, any(), Template.of(1), Tuple.of(1), null);
    assertThat(template.arity()).isEqualTo(6);
    assertThat(template.fields())
        .containsExactly(
            new Actual("a"),
            new Formal(Integer.class),
            any(),
            new Nested(Template.of(1)),
            new Actual(Tuple.of(1)),
            new Actual(null));
    assertThatThrownBy(() -> template.fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equality_isThatOfTheFields() {
    Template template =
        Template.of("a", new byte[] {1}, Integer.class, between(1, 2), oneOf(1, null));
    Template equal = Template.of("a", new byte[] {1}, int.class, between(1, 2), oneOf(1, null));
    assertThat(template).isEqualTo(equal).hasSameHashCodeAs(equal);
    assertThat(Template.of(1)).isNotEqualTo(Template.of(1L));
    assertThat(Template.of(1)).isNotEqualTo(Template.of(Integer.class));
    assertThat(Template.of(between(1, 2))).isNotEqualTo(Template.of(between(1, 3)));
    assertThat(Template.of(Template.of(1))).isNotEqualTo(Template.of(Tuple.of(1)));
    assertThat(Template.of()).isEqualTo(Template.of()).isNotEqualTo(Template.of(any()));
  }

  @Test
  void actual_isACopy() {
    byte[] bytes = {1};
    Template template = Template.of(bytes);
    bytes[0] = 2;
    assertThat(template.matches(Tuple.of(new byte[] {1}))).isTrue();
  }

  @Test
  void of_whatCanBeNoActual_saysWhichFieldAndWhatToWriteInstead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of("a", new Circle(1)))
        .withMessageContainingAll("field 1", "opaque", "Circle", "write its class");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(Tuple.of(1, new Circle(1))))
        .withMessageContainingAll("field 0", "opaque");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(List.of(Tuple.of(new Circle(1)))))
        .withMessageContainingAll("field 0", "opaque");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(new Pair(1, List.of(Tuple.of(new Circle(1))))))
        .withMessageContainingAll("field 0", "opaque");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(new NotSerializable()))
        .withMessageContainingAll("field 0", "NotSerializable");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(1, "\uDC00"))
        .withMessageContainingAll("field 1", "surrogate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(List.of(any())))
        .withMessageContaining("field 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(void.class))
        .withMessageContaining("void");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of(new Object[256]))
        .withMessageContainingAll("255", "256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Template.of((Object[]) null))
        .withMessageContaining("Template.of((Object) null)");
  }

  @Test
  void toString_showsWhatIsOpen() {
    assertThat(Template.of("sqrt", Double.class, any(), null, 1L, Template.of("a", any())))
        .hasToString("(\"sqrt\", ?Double, ?, null, 1L, (\"a\", ?))");
    assertThat(Template.of(between(1, 9), Match.startsWith("x"), Match.greaterThan('a')))
        .hasToString("(?[1..9], ?\"x\"..., ?('a'..))");
  }
}
