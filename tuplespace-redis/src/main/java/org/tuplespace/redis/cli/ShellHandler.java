package org.tuplespace.redis.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobHandler;
import org.tuplespace.redis.cli.text.TupleText;

/**
 * Runs a program for each job: the payload is its standard input, its standard output is the
 * result, and a status other than 0 a failure with what it wrote to standard error.
 */
final class ShellHandler implements JobHandler<Object, @Nullable Object> {

  private static final int LONGEST_COMPLAINT = 4000;

  /** For what the program wrote last, if others still hold its output when it has ended. */
  private static final long REST_SECONDS = 1;

  /** So that Ctrl-C ends the worker, which then waits for its programs, and not these too. */
  private static final String IN_A_SESSION_OF_ITS_OWN =
      "if command -v setsid >/dev/null 2>&1; then exec setsid sh -c \"$1\"; fi; exec sh -c \"$1\"";

  private final String command;

  ShellHandler(String command) {
    this.command = command;
  }

  @Override
  @SuppressWarnings("NullAway") // doesn't see that the result's type parameter is nullable
  public @Nullable Object handle(Object payload, JobContext context) throws Exception {
    if (payload instanceof Job<?> job) { // which is no data
      return job.run(context);
    }
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", IN_A_SESSION_OF_ITS_OWN, "sh", command);
    builder.environment().put("TUPLES_JOB", context.id());
    builder.environment().put("TUPLES_ATTEMPT", String.valueOf(context.attempt()));
    Process process = builder.start();
    try {
      Printed complaint = read(process.getErrorStream());
      Printed result = read(process.getInputStream());
      feed(process.getOutputStream(), payload);
      int status = process.waitFor();
      if (status != 0) {
        throw new FailedProgramException(status, tail(rest(complaint)));
      }
      return value(rest(result));
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  /**
   * What the program has printed when it has ended. What it left behind may print more, which is
   * not waited for: Java closes the pipe at the program's end, or does not, as it happens.
   */
  private static byte[] rest(Printed printed) throws InterruptedException, ExecutionException {
    try {
      printed.end().get(REST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Something that it left behind holds the output.
    }
    return printed.bytes().toByteArray();
  }

  private static Printed read(InputStream stream) {
    Printed printed = new Printed(new ByteArrayOutputStream(), new CompletableFuture<>());
    inBackground(
        () -> {
          try (stream) {
            stream.transferTo(printed.bytes());
            printed.end().complete(true);
          } catch (IOException e) {
            printed.end().completeExceptionally(e);
          }
        });
    return printed;
  }

  /** What is being read of a program, and when that has ended. */
  private record Printed(ByteArrayOutputStream bytes, CompletableFuture<Boolean> end) {}

  /** Text and bytes as they are, all else as it is typed. */
  private static void feed(OutputStream stream, Object payload) {
    byte[] bytes;
    if (payload instanceof byte[] given) {
      bytes = given;
    } else if (payload instanceof String text) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
    } else {
      bytes = TupleText.ofField(payload, Integer.MAX_VALUE).getBytes(StandardCharsets.UTF_8);
    }
    // The program may not read it, which must keep nobody.
    inBackground(
        () -> {
          try (stream) {
            stream.write(bytes);
          } catch (IOException e) {
            // It ended, or didn't want it; its status says whether that is a failure.
          }
        });
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "tuples program");
    thread.setDaemon(true);
    thread.start();
  }

  /** Text without its last line feed, or else bytes. */
  private static Object value(byte[] output) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(output)).toString();
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (CharacterCodingException e) {
      return output;
    }
  }

  private static String tail(byte[] complaint) {
    String text = new String(complaint, StandardCharsets.UTF_8).strip();
    return text.length() <= LONGEST_COMPLAINT
        ? text
        : "..." + text.substring(text.length() - LONGEST_COMPLAINT);
  }

  /** The program ended with a status other than 0. */
  static final class FailedProgramException extends Exception {

    private static final long serialVersionUID = 1L;

    FailedProgramException(int status, String complaint) {
      super("status " + status + (complaint.isEmpty() ? "" : ": " + complaint));
    }
  }
}
