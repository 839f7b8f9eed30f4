package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void parse_size_isThatOfATerminal() {
    assertThat(Terminal.parse("24 132\n")).isEqualTo(new Terminal(true, 132));
  }

  @Test
  void parse_unknownSize_hasTheUsualWidth() {
    assertThat(Terminal.parse("0 0\n")).isEqualTo(new Terminal(true, 80));
  }

  @Test
  void parse_nothing_isNoTerminal() {
    assertThat(Terminal.parse("")).isEqualTo(Terminal.NONE);
    assertThat(Terminal.parse("stty: not found\n")).isEqualTo(Terminal.NONE);
  }
}
