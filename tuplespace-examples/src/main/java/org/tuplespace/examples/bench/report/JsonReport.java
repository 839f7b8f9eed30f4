package org.tuplespace.examples.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A run as JSON: machine, versions, parameters, and the values of each round. */
public final class JsonReport {

  private JsonReport() {}

  /**
   * Writes it.
   *
   * @param file is replaced if it is there; its directory is made
   */
  public static void write(Path file, Map<String, String> about, Results results)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(file))
            .setPrettyPrinter(new DefaultPrettyPrinter())) {
      json.writeStartObject();
      json.writeObjectFieldStart("about");
      for (Map.Entry<String, String> fact : about.entrySet()) {
        json.writeStringField(fact.getKey(), fact.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("rows");
      for (Metric metric : results.metrics()) {
        write(json, metric, results);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(JsonGenerator json, Metric metric, Results results) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", metric.id());
    json.writeStringField("title", metric.title());
    json.writeStringField("unit", metric.unit());
    json.writeBooleanField("moreIsBetter", metric.moreIsBetter());
    json.writeObjectFieldStart("systems");
    for (String system : results.systems()) {
      Optional<Summary> summary = results.summary(metric.id(), system);
      Optional<String> note = results.note(metric.id(), system);
      if (summary.isPresent()) {
        json.writeObjectFieldStart(system);
        json.writeNumberField("median", summary.get().median());
        json.writeNumberField("min", summary.get().min());
        json.writeNumberField("max", summary.get().max());
        json.writeArrayFieldStart("rounds");
        for (double value : results.values(metric.id(), system)) {
          json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeEndObject();
      } else if (note.isPresent()) {
        json.writeObjectFieldStart(system);
        json.writeStringField("note", note.get());
        json.writeEndObject();
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
