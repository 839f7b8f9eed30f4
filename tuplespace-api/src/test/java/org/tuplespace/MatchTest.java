package org.tuplespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.atMost;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.greaterThan;
import static org.tuplespace.Match.instanceOf;
import static org.tuplespace.Match.lessThan;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.ofTypes;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tuplespace.contract.SampleTypes.Circle;
import org.tuplespace.contract.SampleTypes.Color;

class MatchTest {
  private static final List<Function<Object, TemplateField>> RANGES =
      List.of(
          bound -> between(bound, bound),
          Match::greaterThan,
          Match::atLeast,
          Match::lessThan,
          Match::atMost);

  @Test
  void range_ofATypeWithoutOrder_isRefused() {
    for (Object bound :
        List.of(
            true, new byte[1], new UUID(0, 0), Color.RED, Tuple.of(1), List.of(1), new Circle(1))) {
      for (Function<Object, TemplateField> range : RANGES) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> range.apply(bound))
            .withMessageContaining("no ranges");
      }
    }
  }

  @Test
  void range_ofBigNumbers_saysWhatToDoInstead() {
    for (Object bound : List.of(BigInteger.ONE, BigDecimal.ONE)) {
      for (Function<Object, TemplateField> range : RANGES) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> range.apply(bound))
            .withMessageContainingAll(bound.getClass().getSimpleName(), "Long or Double");
      }
    }
  }

  @Test
  void range_ofNullNaNOrLoneSurrogate_isRefused() {
    for (Function<Object, TemplateField> range : RANGES) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> range.apply(null))
          .withMessageContaining("null");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> range.apply(Double.NaN))
          .withMessageContaining("NaN");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> range.apply(Float.NaN))
          .withMessageContaining("NaN");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> range.apply("\uD800"))
          .withMessageContaining("surrogate");
    }
  }

  @Test
  void range_ofTwoTypes_namesBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> between(1, 2L))
        .withMessageContainingAll("Integer (1)", "Long (2L)");
    assertThatIllegalArgumentException().isThrownBy(() -> between("a", 'b'));
    assertThatIllegalArgumentException().isThrownBy(() -> between(1, null));
  }

  @Test
  void range_ofAFormal_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> greaterThan(any()));
    assertThatIllegalArgumentException().isThrownBy(() -> lessThan(Integer.class));
    assertThatIllegalArgumentException().isThrownBy(() -> atMost(Template.of(1)));
  }

  @Test
  void startsWith_nullOrLoneSurrogate_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> startsWith(null))
        .withMessageContaining("String.class");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> startsWith("\uD83D"))
        .withMessageContaining("surrogate");
  }

  @Test
  void oneOfAndNoneOf_whatCanBeNoActual_isRefused() {
    List<Function<Object, TemplateField>> sets = List.of(Match::oneOf, Match::noneOf);
    for (Function<Object, TemplateField> set : sets) {
      for (Object value : List.of(any(), Integer.class, Template.of(1), new Circle(1), "\uDC00")) {
        assertThatIllegalArgumentException().isThrownBy(() -> set.apply(value));
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> oneOf((Object[]) null))
        .withMessageContaining("oneOf((Object) null)");
    assertThatIllegalArgumentException().isThrownBy(() -> noneOf((Object[]) null));
  }

  @Test
  void instanceOf_aClassThatOnlyOneTypeHas_isThatClass() {
    for (Class<?> type : List.of(Integer.class, String.class, byte[].class, Tuple.class)) {
      assertThat(Template.of(instanceOf(type.getName()))).isEqualTo(Template.of(type));
    }
    assertThat(Template.of(instanceOf("int"))).isEqualTo(Template.of(int.class));
    assertThat(instanceOf("com.example.Shape")).hasToString("?com.example.Shape");
  }

  @Test
  void instanceOf_whatIsNoName_isRefused() {
    for (String name : Arrays.asList(null, "", " ", "a b", ".a", "a.", "a..b", "a/b", "[", "[Lx")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> instanceOf(name))
          .withMessageContaining("Class.getName");
    }
    for (String name : List.of("Shape", "a.b.C$D", "[I", "[[La.B;", "ä.Ö")) {
      assertThat(instanceOf(name)).isNotNull();
    }
  }

  @Test
  void ofTypes_oneType_isItsClass() {
    assertThat(Template.of(ofTypes(FieldType.INTEGER))).isEqualTo(Template.of(Integer.class));
    assertThat(ofTypes(FieldType.STRING, FieldType.NULL, FieldType.INTEGER))
        .hasToString("?null|Integer|String")
        .isEqualTo(ofTypes(FieldType.INTEGER, FieldType.STRING, FieldType.NULL));
    assertThat(ofTypes(FieldType.BYTES, FieldType.LIST)).hasToString("?byte[]|List");
  }

  @Test
  void ofTypes_noneOrOneThatSaysNothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ofTypes()).withMessageContaining("more");
    assertThatIllegalArgumentException().isThrownBy(() -> ofTypes((FieldType[]) null));
    assertThatIllegalArgumentException().isThrownBy(() -> ofTypes(FieldType.LONG, null));
    for (FieldType type :
        List.of(FieldType.ENUM, FieldType.RECORD, FieldType.OPAQUE, FieldType.UNREAD)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ofTypes(FieldType.INTEGER, type))
          .withMessageContainingAll(type.name(), "write the class");
    }
  }

  @Test
  void filters_ofEqualOperands_areEqual() {
    assertThat(any()).isEqualTo(any());
    assertThat(between(1, 2)).isEqualTo(between(1, 2)).hasSameHashCodeAs(between(1, 2));
    assertThat(greaterThan(1)).isNotEqualTo(atLeast(1));
    assertThat(atMost(1)).isNotEqualTo(lessThan(1)).isNotEqualTo(atMost(1L));
    assertThat(oneOf(new byte[] {1}, null))
        .isEqualTo(oneOf(new byte[] {1}, null))
        .hasSameHashCodeAs(oneOf(new byte[] {1}, null))
        .isNotEqualTo(noneOf(new byte[] {1}, null));
    assertThat(startsWith("a")).isEqualTo(startsWith("a")).isNotEqualTo(startsWith("b"));
  }
}
