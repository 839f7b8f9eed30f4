package org.tuplespace.redis.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.atMost;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.startsWith;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

class SyntaxTest {

  @Test
  void argument_isTheValueThatItLooksLike() {
    assertThat(tuple("42", "-5", "42L", "2.5", "-.5", "1e3", "2.5f", "true", "false", "null"))
        .isEqualTo(Tuple.of(42, -5, 42L, 2.5, -.5, 1e3, 2.5f, true, false, null));
  }

  @Test
  void argument_isTextOtherwise_withAllThatIsInIt() {
    assertThat(
            tuple("sqrt", "a b, (c)", "", "007", "+5", "1.2.3", "10.0.0.1", "42l", "NaN", "a\"b"))
        .isEqualTo(
            Tuple.of(
                "sqrt", "a b, (c)", "", "007", "+5", "1.2.3", "10.0.0.1", "42l", "NaN", "a\"b"));
  }

  @Test
  void argumentInQuotes_isText_withTheEscapesOfJson() {
    assertThat(tuple("\"42\"", "\"a \\\"b\\\" \\n\\t\\\\ \\u00e9\"", "\"?\"", "\"(a)\""))
        .isEqualTo(Tuple.of("42", "a \"b\" \n\t\\ é", "?", "(a)"));
  }

  @Test
  void nameAndText_isAValueOfThatType() {
    assertThat(
            tuple(
                "byte:-1",
                "short:2",
                "char:x",
                "char:é",
                "big:123456789012345678901234567890",
                "dec:12.50",
                "uuid:123e4567-e89b-42d3-a456-556642440000",
                "instant:2026-01-31T12:00:00Z",
                "duration:PT5S",
                "date:2026-01-31",
                "double:NaN",
                "float:-Infinity",
                "b64:AAEC",
                "b64:"))
        .isEqualTo(
            Tuple.of(
                (byte) -1,
                (short) 2,
                'x',
                'é',
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("12.50"),
                UUID.fromString("123e4567-e89b-42d3-a456-556642440000"),
                Instant.parse("2026-01-31T12:00:00Z"),
                Duration.ofSeconds(5),
                LocalDate.of(2026, 1, 31),
                Double.NaN,
                Float.NEGATIVE_INFINITY,
                new byte[] {0, 1, 2},
                new byte[0]));
    assertThat(tuple("redis://host", "a:b", ":x")).isEqualTo(Tuple.of("redis://host", "a:b", ":x"));
  }

  @Test
  void brackets_nest() {
    assertThat(tuple("m", "(a, 1, (2), ())", "[1, [\"x, y\"], (a b64:AA==)]".replace(" b", ", b")))
        .isEqualTo(
            Tuple.of(
                "m",
                Tuple.of("a", 1, Tuple.of(2), Tuple.of()),
                List.of(1, List.of("x, y"), Tuple.of("a", new byte[] {0}))));
  }

  @Test
  void loneArgumentInBrackets_isTheTupleItself() {
    assertThat(tuple("(a, 1)")).isEqualTo(Tuple.of("a", 1));
    assertThat(tuple("()")).isEqualTo(Tuple.of());
    assertThat(tuple("((a, 1))")).isEqualTo(Tuple.of(Tuple.of("a", 1)));
    assertThat(tuple("char:\"\\n\"", "x")).isEqualTo(tuple("(char:\"\\n\", x)"));
  }

  @Test
  void template_holdsWhatIsOpen() {
    assertThat(template("?", "?int", "?long", "?bytes", "?number", "?tuple", "?list"))
        .isEqualTo(
            Template.of(
                any(),
                Integer.class,
                Long.class,
                byte[].class,
                Number.class,
                Tuple.class,
                List.class));
    assertThat(template("?java.time.Instant", "x")).isEqualTo(Template.of(Instant.class, "x"));
    assertThat(template("?com.example.Shape", "x"))
        .isEqualTo(Template.of(Match.instanceOf("com.example.Shape"), "x"));
    assertThat(template("(a, ?)", "(a, 1)"))
        .isEqualTo(Template.of(Template.of("a", any()), Tuple.of("a", 1)));
    assertThat(template("(a, ?)")).isEqualTo(Template.of("a", any()));
  }

  @Test
  void template_holdsRanges() {
    assertThat(template("1..10", "1..", "..10", "-2.5..3.5", "1L..2L"))
        .isEqualTo(
            Template.of(
                between(1, 10), atLeast(1), atMost(10), between(-2.5, 3.5), between(1L, 2L)));
    assertThat(template("\"a\"..\"f\"", "\"a\"..", "?\"ab\"...", "date:2026-01-01.."))
        .isEqualTo(
            Template.of(
                between("a", "f"),
                atLeast("a"),
                startsWith("ab"),
                atLeast(LocalDate.of(2026, 1, 1))));
    assertThat(template("a..b", "../x", "..", "..."))
        .isEqualTo(Template.of("a..b", "../x", "..", "..."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?", "?int", "1..10", "\"a\"..\"b\"", "?\"a\"...", "(a, ?)", "(a, (1..2))"})
  void tuple_refusesWhatOnlyATemplateHolds(String argument) {
    assertThatThrownBy(() -> tuple("x", argument))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("only a template")
        .hasMessageContaining("double quotes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(a, 1            | should be a comma, or ) for the (",
        "(a 1)            | should be a comma",
        "(a,, b)          | a field is missing",
        "(a, )            | a field is missing",
        "[1, ?]           | a list in a template",
        "(a) b            | nothing should follow",
        "\"a             | closing quote is missing",
        "\"a\" b          | nothing should follow",
        "\"\\x\"          | is no escape",
        "\"\\u00g0\"      | four hexadecimal digits",
        "3000000000       | write 3000000000L for a Long",
        "9999999999999999999L | range of a Long",
        "1e999            | range of a double",
        "byte:300         | write for example byte:1",
        "b64:a$           | write for example b64:",
        "date:2026-13-01  | write for example date:2026-01-31",
        "uuid:1-1-1-1-1   | write for example uuid:",
        "?strin           | ?string",
        "?no..Class        | no name of a class",
        "object:a.B:AAAA   | object:",
        "1..2L            | no range",
        "\"\\ud800\"      | surrogate",
      })
  void mistake_isNamed(String argument, String expected) {
    assertThatThrownBy(() -> template("x", argument.strip()))
        .isInstanceOf(TextException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void nesting_hasAnEnd() {
    assertThatThrownBy(() -> Syntax.tuple("(".repeat(100_000)))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("nest deeper");
  }

  private static Tuple tuple(String... arguments) {
    return Syntax.tuple(List.of(arguments));
  }

  private static Template template(String... arguments) {
    return Syntax.template(List.of(arguments));
  }
}
