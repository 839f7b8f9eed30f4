package org.tuplespace.examples.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTest {

  private static final String CLEAR_LINE = "\u001b[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

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
  void terminal_endsWithTheLastProgress() {
    try (Display display = new Display(stream, new Terminal(true, 70))) {
      display.show(progress(1));
      display.show(progress(5));
    }

    assertThat(screen())
        .singleElement()
        .asString()
        .matches("job  25% \\[=+>? +] 10 of 40 pieces \\(0:00:0\\d / 0:00:15\\) 2\\.0/s");
    assertThat(screen().get(0)).hasSize(68);
  }

  @Test
  void terminal_messages_standAlone() {
    try (Display display = new Display(stream, new Terminal(true, 40))) {
      display.message("before");
      display.show(progress(1));
      await().until(() -> written().contains("job   5%"));
      display.message("meanwhile");
      display.show(progress(2));
      display.message("again");
    }
    new Display(stream, new Terminal(true, 40)).message("after");

    assertThat(screen()).hasSize(5).startsWith("before", "meanwhile", "again").endsWith("after");
    assertThat(screen().get(3)).startsWith("job  10% [");
  }

  @Test
  void terminal_withoutNews_isRedrawn() {
    try (Display display = new Display(stream, new Terminal(true, 40))) {
      display.show(progress(1));
      display.message("hello");

      await().until(() -> written().substring(written().indexOf("hello")).contains("job   5%"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 8, 11, 12, 20, 40, 80, 300})
  void terminal_anyWidth_leavesTwoColumns(int width) {
    try (Display display = new Display(stream, new Terminal(true, width))) {
      display.show(progress(3));
    }

    assertThat(screen()).singleElement().asString().hasSize(Math.max(1, width - 2));
  }

  @Test
  void close_interrupted_drawsAndStaysInterrupted() {
    Display display = new Display(stream, new Terminal(true, 40));
    display.show(progress(1));
    display.show(progress(2));
    Thread.currentThread().interrupt();

    display.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(screen()).singleElement().asString().startsWith("job  10%");
    assertThat(written()).endsWith(System.lineSeparator());
  }

  @Test
  void close_whileTheBarIsDrawn_endsItsLineOnce() throws Exception {
    CountDownLatch drawing = new CountDownLatch(2); // the first time it does not look for its end
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    PrintStream slow =
        new PrintStream(bytes, true, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            drawing.countDown();
            if (drawing.getCount() == 0) {
              goOn.join();
            }
            super.print(text);
          }
        };
    Display display = new Display(slow, new Terminal(true, 40));
    display.show(progress(2));
    drawing.await();
    Thread closer = new Thread(display::close);
    closer.start();
    await().until(() -> closer.getState() == Thread.State.WAITING);
    goOn.complete(null);
    closer.join();

    assertThat(screen()).singleElement().asString().startsWith("job  10%");
  }

  @Test
  void close_withoutProgress_printsNothing() {
    new Display(stream, new Terminal(true, 40)).close();

    assertThat(written()).isEmpty();
  }

  private static Progress progress(int second) {
    return new Progress(
        "job", second / 20.0, 2L * second, 40, "pieces", Duration.ofSeconds(second));
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What is to be seen in the end: the last text of each line. */
  private List<String> screen() {
    return Stream.of(written().split("\n"))
        .map(line -> line.substring(line.lastIndexOf('\r') + 1).replace(CLEAR_LINE, ""))
        .toList();
  }
}
