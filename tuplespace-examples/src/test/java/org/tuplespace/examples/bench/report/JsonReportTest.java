package org.tuplespace.examples.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

  @TempDir private Path directory;

  @Test
  void write_givesFactsValuesAndNotes() throws IOException {
    Metric metric = Metric.rate("W1.out", "out", "1/s");
    Results results = new Results();
    results.addSystem("ours", "ours");
    results.addSystem("other", "other");
    results.addSystem("third", "third");
    results.of("ours").add(metric, 3);
    results.of("ours").add(metric, 1.5);
    results.note(metric, "other", "fails: \"so\"");
    Path file = directory.resolve("new/run.json");

    JsonReport.write(file, Map.of("redis", "7.0.15"), results);

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {
              "about" : {
                "redis" : "7.0.15"
              },
              "rows" : [ {
                "id" : "W1.out",
                "title" : "out",
                "unit" : "1/s",
                "moreIsBetter" : true,
                "systems" : {
                  "ours" : {
                    "median" : 2.25,
                    "min" : 1.5,
                    "max" : 3.0,
                    "rounds" : [ 3.0, 1.5 ]
                  },
                  "other" : {
                    "note" : "fails: \\"so\\""
                  }
                }
              } ]
            }
            """);
  }
}
