package org.tuplespace.internal.eval;

import static org.tuplespace.Match.any;
import static org.tuplespace.Match.noneOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * The tuples of {@code eval} (docs/conventions.md). A live tuple is two: one that any process can
 * read, with the names of the classes that it takes to read the other.
 */
public final class EvalTuples {

  private static final String EVAL = "eval";
  private static final String LIVE = "live";
  private static final String FIELDS = "fields";
  private static final String DONE = "done";
  private static final String RESULT = "result";
  private static final String WORKER = "worker";
  private static final String FAILED = "eval failed";

  private EvalTuples() {}

  // ---- live tuples

  static List<Tuple> live(String caller, long id, ActiveFields fields) {
    return List.of(
        Tuple.of(EVAL, LIVE, caller, id, fields.classNames()),
        Tuple.of(EVAL, FIELDS, caller, id, fields.asTuple()));
  }

  /** Those of one caller. */
  static Template liveOf(String caller) {
    return Template.of(EVAL, LIVE, caller, Long.class, String.class);
  }

  /** Those of any caller, but for these classes. */
  static Template liveBut(Collection<String> classNames) {
    return Template.of(
        EVAL,
        LIVE,
        String.class,
        Long.class,
        classNames.isEmpty() ? String.class : noneOf(classNames.toArray()));
  }

  static String caller(Tuple live) {
    return live.getString(2);
  }

  static long id(Tuple live) {
    return live.getLong(3);
  }

  static String classNames(Tuple live) {
    return live.getString(4);
  }

  static Template fieldsOf(Tuple live) {
    return Template.of(EVAL, FIELDS, caller(live), id(live), any());
  }

  static ActiveFields fields(Tuple tuple) {
    return ActiveFields.of(tuple.getTuple(4));
  }

  // ---- the end

  /** In place of the passive tuple. */
  static Tuple failed(Tuple given, String error) {
    return Tuple.of(FAILED, given, error);
  }

  /** The failure as text that any tuple can hold, whatever its author made of the message. */
  static String text(Throwable failure) {
    String text;
    try {
      text = String.valueOf(failure);
    } catch (RuntimeException e) {
      text = failure.getClass().getName();
    }
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /**
   * Tells the caller that the passive tuple is there.
   *
   * @param error null if it isn't, but one that says why
   */
  static Tuple done(Tuple live, @Nullable String error) {
    return Tuple.of(EVAL, DONE, caller(live), id(live), error);
  }

  static Template doneOf(String caller) {
    return Template.of(EVAL, DONE, caller, Long.class, any());
  }

  static @Nullable String error(Tuple done) {
    return done.get(4) == null ? null : done.getString(4);
  }

  /** Tells the caller the passive tuple, apart, since the caller may lack a class of its fields. */
  static Tuple result(Tuple live, Tuple passive) {
    return Tuple.of(EVAL, RESULT, caller(live), id(live), passive);
  }

  static Template resultOf(Tuple done) {
    return Template.of(EVAL, RESULT, caller(done), id(done), any());
  }

  static Tuple passive(Tuple result) {
    return result.getTuple(4);
  }

  // ---- workers

  /** What a worker tells of itself. */
  public static Tuple worker(
      String name,
      Instant seen,
      String host,
      long pid,
      int concurrency,
      long done,
      Collection<String> lacking) {
    return Tuple.of(EVAL, WORKER, name, seen, host, pid, concurrency, done, List.copyOf(lacking));
  }

  /** Any worker. */
  public static Template workers() {
    return Template.of(EVAL, WORKER, any(), any(), any(), any(), any(), any(), any());
  }
}
