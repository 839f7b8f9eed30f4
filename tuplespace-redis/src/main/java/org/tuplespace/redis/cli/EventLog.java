package org.tuplespace.redis.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.redis.cli.text.TupleJson;
import org.tuplespace.redis.cli.text.TupleText;

/**
 * Events as lines, until they are printed. What comes while too many wait for that is counted as
 * missed. Thread-safe.
 */
final class EventLog implements TupleListener {

  private static final int CAPACITY = 100_000;
  private static final int WIDEST_FIELD = 200;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS ");

  private final boolean json;
  private final boolean isForPeople;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong missed = new AtomicLong();

  EventLog(boolean json, boolean isForPeople) {
    this.json = json;
    this.isForPeople = isForPeople;
  }

  @Override
  public void onOut(Tuple tuple) {
    add("out", "+ ", tuple);
  }

  @Override
  public void onRemoved(Tuple tuple) {
    add("removed", "- ", tuple);
  }

  @Override
  public void onGap(long events) {
    missed.addAndGet(events);
    tellMissed();
  }

  /** The next line; null if there is none in time. */
  @Nullable String next(Duration patience) throws InterruptedException {
    String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      tellMissed();
      line = lines.poll();
    }
    return line;
  }

  private void add(String event, String sign, Tuple tuple) {
    tellMissed();
    if (!lines.offer(json ? json(event, tuple) : text(sign, tuple))) {
      missed.incrementAndGet();
    }
  }

  private void tellMissed() {
    long count = missed.getAndSet(0);
    if (count > 0 && !lines.offer(json ? gapJson(count) : gapText(count))) {
      missed.addAndGet(count);
    }
  }

  private String text(String sign, Tuple tuple) {
    return isForPeople
        ? LocalTime.now().format(CLOCK) + sign + TupleText.of(tuple, WIDEST_FIELD)
        : sign + TupleText.of(tuple);
  }

  private String gapText(long count) {
    return (isForPeople ? LocalTime.now().format(CLOCK) : "") + "! missed " + count;
  }

  private static String json(String event, Tuple tuple) {
    return jsonStart(event) + ",\"tuple\":" + TupleJson.of(tuple) + "}";
  }

  private static String gapJson(long count) {
    return jsonStart("gap") + ",\"missed\":" + count + "}";
  }

  private static String jsonStart(String event) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return "{\"time\":\"" + now + "\",\"event\":\"" + event + "\"";
  }
}
