package org.tuplespace.redis.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SplitWordsTest {

  @Test
  void of_spacesAndQuotes() {
    assertThat(SplitWords.of("  ssh -i '/my key' \t-o \"A=b c\" x'y z'\"!\" #rest 'of"))
        .containsExactly("ssh", "-i", "/my key", "-o", "A=b c", "xy z!");
    assertThat(SplitWords.of("a '' b#c '$1 \\' \"it's\""))
        .containsExactly("a", "", "b#c", "$1 \\", "it's");
    assertThat(SplitWords.of("  ")).isEmpty();
  }

  @Test
  void of_quoteWithoutEnd_isRefused() {
    for (String line : new String[] {"ssh 'key", "ssh \"", "a\"b", "'a'\"b"}) {
      assertThatThrownBy(() -> SplitWords.of(line))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a quote has no end");
    }
  }
}
