package org.tuplespace.examples.bench.guard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file of the ratios as they were when somebody last recorded them: a JSON object. */
public final class RecordedRatios {

  private static final String NAME = "recorded-ratios.json";
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private RecordedRatios() {}

  /** Those that this build has. */
  public static Map<String, Double> read() throws IOException {
    try (InputStream resource = RecordedRatios.class.getResourceAsStream(NAME)) {
      if (resource == null) {
        throw new FileNotFoundException("no " + NAME + " in this build; ./tuples bench --record");
      }
      return read(resource);
    }
  }

  static Map<String, Double> read(InputStream in) throws IOException {
    Map<String, Double> ratios = new LinkedHashMap<>();
    try (JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        ratios.put(name, json.getDoubleValue());
      }
    }
    return ratios;
  }

  /** Replaces the file in this checkout; the next build has it. */
  public static Path write(Path checkout, Map<String, Double> ratios) throws IOException {
    Path file =
        checkout
            .resolve("tuplespace-examples/src/main/resources")
            .resolve(RecordedRatios.class.getPackageName().replace('.', '/'))
            .resolve(NAME);
    Files.createDirectories(file.getParent());
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(file))
            .setPrettyPrinter(new DefaultPrettyPrinter())) {
      json.writeStartObject();
      for (Map.Entry<String, Double> ratio : ratios.entrySet()) {
        json.writeFieldName(ratio.getKey());
        json.writeNumber(new BigDecimal(ratio.getValue()).round(THREE_DIGITS).toPlainString());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return file;
  }
}
