package org.tuplespace.redis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceStats;
import org.tuplespace.redis.cli.text.TupleText;

/** Shows a reading: to people, or as JSON. */
final class SpaceReport {

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** So many groups of waiting calls fit below the rest on a screen. */
  private static final int MOST_WAITING = 15;

  private SpaceReport() {}

  /**
   * Prints lines for people.
   *
   * @param start put before the first
   */
  static void print(SpaceReading reading, Output output, String start) {
    SpaceStats stats = reading.stats();
    output.line(
        start
            + "space "
            + TupleText.printable(stats.name())
            + " at "
            + reading.time().atZone(ZoneId.systemDefault()).format(CLOCK));
    line(
        output,
        "tuples",
        stats.tuples(),
        "and delayed %,d, claimed %,d, held by transactions %,d",
        stats.delayed(),
        stats.claimed(),
        stats.held());
    line(output, "put", stats.outs(), rate(reading.outsPerSecond()));
    line(output, "gone", stats.taken(), rate(reading.takenPerSecond()));
    if (stats.bytes().isPresent()) {
      line(output, "bytes", stats.bytes().getAsLong(), "about");
    }
    line(output, "sessions", stats.sessions(), "");
    line(output, "transactions", stats.transactions(), "");
    line(
        output,
        "blocked",
        stats.blockedIns() + stats.blockedRds(),
        "in %,d, rd %,d",
        stats.blockedIns(),
        stats.blockedRds());
    queues(reading.queues(), output);
    waiting(stats.waiting(), output);
    indexes(stats.shapes(), output);
  }

  private static void line(Output output, String name, long count, String more, Object... values) {
    String rest = String.format(Locale.ROOT, more, values);
    output.line(String.format(Locale.ROOT, "%-12s %,15d  %s", name, count, rest).stripTrailing());
  }

  private static String rate(@Nullable Double perSecond) {
    return perSecond == null ? "" : String.format(Locale.ROOT, "%,.1f a second", perSecond);
  }

  private static void queues(List<SpaceReading.Queue> queues, Output output) {
    if (queues.isEmpty()) {
      return;
    }
    Rows rows = QueueListCommand.rows();
    for (SpaceReading.Queue queue : queues) {
      rows.add(
          queue.name(),
          queue.counts().waiting(),
          queue.counts().delayed(),
          queue.counts().running(),
          queue.counts().dead(),
          queue.counts().results(),
          queue.workers(),
          queue.isPaused());
    }
    output.line("");
    rows.print(output, false);
  }

  private static void waiting(List<SpaceStats.Waiting> waiting, Output output) {
    if (waiting.isEmpty()) {
      return;
    }
    Rows rows = new Rows("blocked", "calls", "since", "template");
    waiting.stream()
        .limit(MOST_WAITING)
        .forEach(
            each ->
                rows.add(each.takes() ? "in" : "rd", each.count(), each.since(), each.template()));
    output.line("");
    rows.print(output, false);
    if (waiting.size() > MOST_WAITING) {
      output.line("and others; --json lists more");
    }
  }

  private static void indexes(List<SpaceStats.Shape> shapes, Output output) {
    if (shapes.isEmpty()) {
      return;
    }
    Rows rows = new Rows("index of arity", "pattern", "ready");
    shapes.forEach(shape -> rows.add(shape.arity(), shape.pattern(), shape.ready()));
    output.line("");
    rows.print(output, false);
  }

  // ---- JSON

  static String json(SpaceReading reading) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      counts(json, reading);
      json.writeArrayFieldStart("indexes");
      for (SpaceStats.Shape shape : reading.stats().shapes()) {
        json.writeStartObject();
        json.writeNumberField("arity", shape.arity());
        json.writeStringField("pattern", shape.pattern());
        json.writeBooleanField("ready", shape.ready());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("waiting");
      for (SpaceStats.Waiting each : reading.stats().waiting()) {
        json.writeStartObject();
        json.writeBooleanField("takes", each.takes());
        json.writeStringField("template", each.template());
        json.writeNumberField("calls", each.count());
        json.writeStringField("since", each.since() == null ? null : each.since().toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      queues(json, reading.queues());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static void counts(JsonGenerator json, SpaceReading reading) throws IOException {
    SpaceStats stats = reading.stats();
    json.writeStringField("time", reading.time().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeStringField("space", stats.name());
    json.writeNumberField("tuples", stats.tuples());
    json.writeNumberField("delayed", stats.delayed());
    json.writeNumberField("claimed", stats.claimed());
    json.writeNumberField("held", stats.held());
    json.writeNumberField("outs", stats.outs());
    json.writeNumberField("taken", stats.taken());
    rate(json, "outs_per_second", reading.outsPerSecond());
    rate(json, "taken_per_second", reading.takenPerSecond());
    if (stats.bytes().isPresent()) {
      json.writeNumberField("bytes", stats.bytes().getAsLong());
    }
    json.writeNumberField("blocked_ins", stats.blockedIns());
    json.writeNumberField("blocked_rds", stats.blockedRds());
    json.writeNumberField("sessions", stats.sessions());
    json.writeNumberField("transactions", stats.transactions());
  }

  private static void rate(JsonGenerator json, String name, @Nullable Double perSecond)
      throws IOException {
    if (perSecond == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, Math.round(perSecond * 10) / 10.0);
    }
  }

  private static void queues(JsonGenerator json, List<SpaceReading.Queue> queues)
      throws IOException {
    if (queues.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("queues");
    for (SpaceReading.Queue queue : queues) {
      json.writeStartObject();
      json.writeStringField("queue", queue.name());
      json.writeNumberField("waiting", queue.counts().waiting());
      json.writeNumberField("delayed", queue.counts().delayed());
      json.writeNumberField("running", queue.counts().running());
      json.writeNumberField("dead", queue.counts().dead());
      json.writeNumberField("results", queue.counts().results());
      json.writeNumberField("workers", queue.workers());
      json.writeBooleanField("paused", queue.isPaused());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
