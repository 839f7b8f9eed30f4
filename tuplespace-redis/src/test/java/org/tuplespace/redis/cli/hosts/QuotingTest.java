package org.tuplespace.redis.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the shell of this machine makes of quoted texts. */
class QuotingTest {

  private static final List<String> NASTY =
      List.of(
          "plain",
          "",
          " ",
          "two  words",
          "it's",
          "'",
          "''",
          "'; touch /tmp/owned; '",
          "\"quoted\"",
          "$HOME",
          "${x}",
          "$(id)",
          "`id`",
          "a\\b",
          "\\'",
          "*",
          "~",
          "!x",
          "#no comment",
          "-n",
          "a\nb",
          "tab\there",
          "a&b|c;d>e<f",
          "(a)",
          "=",
          "é € 😀");

  @Test
  void quote_anyText_isOneWordOfTheShell() throws Exception {
    assertThat(wordsOf(Quoting.quote(NASTY))).isEqualTo(NASTY);
  }

  @Test
  void readable_anyText_meansTheSame() throws Exception {
    assertThat(wordsOf(Quoting.readable(NASTY))).isEqualTo(NASTY);
    assertThat(Quoting.readable(List.of("--labels", "gpu,b", "it's", "wc -w")))
        .isEqualTo("--labels gpu,b 'it'\\''s' 'wc -w'");
  }

  @Test
  void quote_randomTexts_areWordsOfTheShell() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab '\"\\$`!*?;&|<>(){}[]~#=\n\t-%";
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(12); k > 0; k--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      texts.add(text.toString());
    }
    assertThat(wordsOf(Quoting.quote(texts))).as("seed %s", seed).isEqualTo(texts);
  }

  @Test
  void quote_zero_isRefused() {
    assertThatThrownBy(() -> Quoting.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }

  /** Each word ends in a byte 1, which none of them has. */
  private static List<String> wordsOf(String words) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh", "-c", "for word in " + words + "; do printf '%s\\001' \"$word\"; done")
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    List<String> found = new ArrayList<>(List.of(printed.split("\1", -1)));
    assertThat(found.remove(found.size() - 1)).isEmpty();
    return found;
  }
}
