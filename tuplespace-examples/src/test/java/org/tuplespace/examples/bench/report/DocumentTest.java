package org.tuplespace.examples.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {

  @TempDir private Path docs;

  @Test
  void update_twice_replacesWhatIsBetweenTheMarks() throws IOException {
    Path file = docs.resolve("benchmarks.md");
    Files.writeString(
        file, "# Before\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nAfter.\n");
    Results results = new Results();
    results.addSystem("ours", "ours");
    results.of("ours").add(Metric.rate("W1", "out", "1/s"), 5);
    List<Path> plots = List.of(docs.resolve("benchmarks/rates.png"));

    Document.update(file, "figures", "./tuples bench", Map.of("redis", "7"), results, plots);
    Document.update(file, "figures", "./tuples bench", Map.of("redis", "7"), results, plots);

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            # Before
            <!-- figures: begin -->

                ./tuples bench

            | | |
            | --- | --- |
            | redis | 7 |

            | workload | unit | ours |
            | --- | --- | --- |
            | out | 1/s | 5.00 |

            ![rates](benchmarks/rates.png)

            <!-- figures: end -->
            After.
            """);
  }

  @Test
  void update_ofAFileWithoutMarks_leavesItAndSaysSo() throws IOException {
    Path file = docs.resolve("benchmarks.md");
    Files.writeString(file, "mine");

    assertThatThrownBy(
            () -> Document.update(file, "figures", "", Map.of(), new Results(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("figures: begin");
    assertThat(file).hasContent("mine");
  }

  @Test
  void plots_ofARun_areDrawnForWhatThereIs() throws IOException {
    Results results = new Results();
    results.addSystem("ours", "ours");
    for (int others : List.of(0, 10, 1000)) {
      results.of("ours").add(Metric.rate("W3.first." + others, "x", "pairs/s"), 5 + others);
    }
    results.of("ours").add(Metric.cost("cost.out", "x", "µs"), 5);
    results.note(Metric.cost("cost.in", "y", "µs"), "ours", "fails");

    List<Path> files = Plots.write(docs.resolve("plots"), results);

    assertThat(files)
        .extracting(Path::getFileName)
        .map(Path::toString)
        .containsExactly("unrelated.png", "server.svg");
    assertThat(files).allMatch(file -> file.toFile().length() > 100);
  }

  @Test
  void bars_ofSeveralSystems_haveOneForEachMedian() throws IOException {
    Results results = new Results();
    results.addSystem("ours", "ours & <theirs>");
    results.addSystem("other", "other");
    Metric out = Metric.cost("cost.out", "out", "µs");
    Metric in = Metric.cost("cost.in", "in", "µs");
    results.of("ours").add(out, 1);
    results.of("other").add(out, 100);
    results.of("ours").add(in, 10);
    Path file = docs.resolve("x.svg");

    new BarChart(results, List.of(out, in)).write(file, "Time");

    assertThat(Files.readString(file))
        .contains("ours &amp; &lt;theirs>", ">1.00<", ">10.0<", ">100<")
        .satisfies(svg -> assertThat(svg.split("<rect", -1)).hasSize(1 + 1 + 2 + 3));
  }
}
