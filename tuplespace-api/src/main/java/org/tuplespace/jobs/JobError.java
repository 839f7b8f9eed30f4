package org.tuplespace.jobs;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;

/**
 * What a job failed with.
 *
 * @param className the class of the exception
 * @param message its message
 * @param stackTrace as Java prints it, with causes; cut where it is very long
 */
public record JobError(String className, @Nullable String message, String stackTrace)
    implements Serializable {

  private static final int LONGEST = 16 * 1024;

  static JobError of(Throwable thrown) {
    return new JobError(
        thrown.getClass().getName(), text(message(thrown)), cut(String.valueOf(trace(thrown))));
  }

  /** An error that no exception stands for. */
  static JobError of(String className, String message) {
    return new JobError(className, message, "");
  }

  static JobError of(Tuple tuple) {
    return new JobError(
        tuple.getString(0),
        tuple.get(1) == null ? null : tuple.getString(1),
        tuple.arity() > 2 ? tuple.getString(2) : "");
  }

  Tuple toTuple() {
    return Tuple.of(className, message, stackTrace);
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException e) {
      return "no message: " + e.getClass().getName();
    }
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (RuntimeException e) {
      text.append("no stack trace: ").append(e.getClass().getName());
    }
    return String.valueOf(text(text.toString()));
  }

  /** Whatever the exception's author made of it, as a tuple can hold it. */
  private static @Nullable String text(@Nullable String text) {
    return text == null
        ? null
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "...";
  }

  @Override
  public String toString() {
    return message == null ? className : className + ": " + message;
  }
}
