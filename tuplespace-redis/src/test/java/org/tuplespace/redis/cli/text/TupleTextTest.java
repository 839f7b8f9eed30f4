package org.tuplespace.redis.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuplespace.Tuple;

class TupleTextTest {

  private static final int TUPLES = 20_000;

  @Test
  void text_isOneLine_asItIsTyped() {
    Tuple tuple = Tuple.of("sqrt", 5.0, 42, 42L, 2.5f, null, true, Tuple.of(1), List.of("a"), 'x');
    assertThat(TupleText.of(tuple))
        .isEqualTo("(\"sqrt\", 5.0, 42, 42L, 2.5f, null, true, (1), [\"a\"], char:x)");
    assertThat(TupleText.of(Tuple.of("a\nb\"\\\u001b[31m")))
        .isEqualTo("(\"a\\nb\\\"\\\\\\u001b[31m\")");
    assertThat(TupleText.of(Tuple.of())).isEqualTo("()");
  }

  @Test
  void text_canBeReadAgain() {
    long seed = System.nanoTime();
    RandomTuples tuples = new RandomTuples(seed);
    for (int i = 0; i < TUPLES; i++) {
      Tuple tuple = tuples.next();
      String text = TupleText.of(tuple);
      assertThat(text).as("seed %d", seed).doesNotContain("\n", "\r");
      assertThat(Syntax.tuple(text)).as("seed %d: %s", seed, text).isEqualTo(tuple);
    }
  }

  @Test
  void json_canBeReadAgain() {
    long seed = System.nanoTime();
    RandomTuples tuples = new RandomTuples(seed);
    for (int i = 0; i < TUPLES; i++) {
      Tuple tuple = tuples.next();
      String json = TupleJson.of(tuple);
      assertThat(json).as("seed %d", seed).doesNotContain("\n", "\r");
      assertThat(TupleJson.tuple(json)).as("seed %d: %s", seed, json).isEqualTo(tuple);
    }
  }

  @Test
  void json_isPlain_whereJsonHasTheType() {
    assertThat(TupleJson.of(Tuple.of("a", 1, 2.5, true, null, Tuple.of(1), 5L)))
        .isEqualTo("[\"a\",1,2.5,true,null,[1],{\"long\":5}]");
  }

  @Test
  void limit_cutsWhatIsLonger() {
    assertThat(TupleText.of(Tuple.of("abcdef", "abcd", new byte[9]), 4))
        .isEqualTo("(\"abcd\"...<6 characters>, \"abcd\", b64:AAAA...<9 bytes>)");
    assertThat(TupleText.of(Tuple.of("abc\uD83D\uDE00"), 4)).startsWith("(\"abc\"...");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1}                | is an array",
        "[1] [2]                   | one tuple a line",
        "[1                        | can't read the JSON",
        "[3000000000]              | {\"long\": 3000000000}",
        "[{\"long\": 1, \"int\": 2}] | names one type",
        "[{\"strange\": 1}]        | strange: is no type",
        "[{\"byte\": 300}]         | byte:300 can't be read",
        "[{\"list\": 1}]           | a list is written",
        "[{}]                      | names the type",
      })
  void mistakeInJson_isNamed(String line, String expected) {
    assertThatThrownBy(() -> TupleJson.tuple(line.strip()))
        .isInstanceOf(TextException.class)
        .hasMessageContaining(expected.strip());
  }
}
