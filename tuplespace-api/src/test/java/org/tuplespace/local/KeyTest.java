package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

class KeyTest {

  record Point(int x, byte[] tag) {}

  enum Colour {
    RED
  }

  /** Has no value of its own, so that no key may look at it. */
  static final class Opaque implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean equals(Object other) {
      return fail("asked for equality");
    }

    @Override
    public int hashCode() {
      return fail("asked for a hash");
    }
  }

  static List<Object> values() {
    return List.of(
        1,
        1L,
        Double.NaN,
        -0.0,
        0.0,
        'c',
        "c",
        new byte[] {1, 2},
        new BigDecimal("1.0"),
        new BigDecimal("1.00"),
        Colour.RED,
        Tuple.of("nested", new byte[] {1}),
        List.of(1, new byte[] {2}),
        new Point(1, new byte[] {3}));
  }

  @ParameterizedTest
  @MethodSource("values")
  void keys_ofTupleAndTemplate_areEqualAsTheyMatch(Object value) {
    Template template = Template.of(value);
    Shape shape = Shape.of(template);
    for (Object other : values()) {
      Tuple tuple = Tuple.of(other);
      assertThat(shape.keyOf(template).equals(shape.keyOf(tuple)))
          .as("%s and %s", template, tuple)
          .isEqualTo(template.matches(tuple));
    }
    assertThat(shape.keyOf(Tuple.of(value)).hashCode()).isEqualTo(shape.keyOf(template).hashCode());
  }

  @Test
  void keyOf_opaqueField_isNone_andIsNotAsked() {
    Shape values = Shape.of(Template.of(1, 2));
    assertThat(values.keyOf(Tuple.of(1, new Opaque()))).isNull();
    assertThat(values.keyOf(Tuple.of(1, Tuple.of(2, Tuple.of(new Opaque()))))).isNull();
    assertThat(Shape.of(Template.of(1, Object.class)).keyOf(Tuple.of(1, new Opaque()))).isNotNull();
  }

  @Test
  void shape_ofATemplate() {
    Template template =
        Template.of(1, Integer.class, Number.class, null, Colour.class, Tuple.class, List.class);
    assertThat(Shape.of(template)).hasToString("VT*V*T*");
    assertThat(Shape.of(Template.of())).hasToString("");
  }
}
