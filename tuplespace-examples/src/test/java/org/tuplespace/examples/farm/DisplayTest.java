package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DisplayTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void pipe_getsWholeLinesNowAndThen() {
    try (Display display = new Display(stream, Terminal.NONE)) {
      for (int second = 0; second <= 11; second++) {
        display.show(progress(second));
      }
      display.message("hello");
    }

    assertThat(written().lines().map(line -> line.replaceAll(",.*", "")))
        .containsExactly("job  25%", "job  50%", "hello", "job  55%");
    assertThat(written()).doesNotContain("\r", "\u001b");
  }

  @Test
  void terminal_redrawsOneLine_andMessagesStandAlone() {
    try (Display display = new Display(stream, new Terminal(true, 40))) {
      display.show(progress(1));
      display.message("hello");
      display.show(progress(2));
    }

    assertThat(screen()).first().isEqualTo("hello");
    assertThat(screen()).last().asString().startsWith("job  10%");
    assertThat(screen()).hasSize(2);
  }

  @Test
  void close_withoutProgress_printsNothing() {
    new Display(stream, new Terminal(true, 40)).close();

    assertThat(written()).isEmpty();
  }

  private static Progress progress(int second) {
    return new Progress(
        "job",
        second / 20.0,
        second,
        20,
        "pieces",
        Duration.ofSeconds(second),
        Optional.of(Duration.ofSeconds(20 - second)));
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What is to be seen in the end: the last text of each line. */
  private List<String> screen() {
    return Stream.of(written().split("\n"))
        .map(line -> line.substring(line.lastIndexOf("\u001b[K") + 3))
        .toList();
  }
}
