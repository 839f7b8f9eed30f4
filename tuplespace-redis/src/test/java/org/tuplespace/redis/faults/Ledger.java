package org.tuplespace.redis.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.OutcomeUnknownException;

/**
 * What one process asked and was told, a line an event, append-only. A line is with the kernel when
 * the method returns, so that it survives the {@code kill -9} of the process. Thread-safe.
 *
 * <p>A line is {@code nanos TAB kind TAB ...}, where nanos is {@link System#nanoTime}, which on
 * Linux is one clock for all processes (checked by {@link ClientProcess}):
 *
 * <pre>
 * nanos CALL number verb transaction operand     about to ask
 * nanos DONE number answer deliveries            was told; the answer is a tuple, a number or nothing
 * nanos FAIL number NOT|MAYBE error              was told that it didn't happen, or may have
 * nanos MARK text                                something else happened
 * </pre>
 */
final class Ledger implements AutoCloseable {

  /** The transaction of a call that has none. */
  static final String PLAIN = "-";

  static final String SUFFIX = ".ledger";

  /** Unbuffered, and, unlike a channel, not closed by an interrupt. */
  private final OutputStream file;

  private final AtomicInteger calls = new AtomicInteger();

  private Ledger(OutputStream file) {
    this.file = file;
  }

  /** A new ledger of this process in the directory of a run. */
  static Ledger open(Path directory, String process) {
    try {
      Path file = Files.createFile(directory.resolve(process + SUFFIX));
      return new Ledger(new FileOutputStream(file.toFile(), true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says that a call is about to begin.
   *
   * @param transaction the name of the transaction it is under, or {@link #PLAIN}
   * @param operand in {@link Notation}
   * @return its number here
   */
  int call(Verb verb, String transaction, String operand) {
    int number = calls.incrementAndGet();
    write("CALL", number, verb, transaction, operand);
    return number;
  }

  /** Whether what a call that failed with this did may be there, now or after a failover. */
  static boolean mayHaveHappened(Exception error) {
    return error instanceof OutcomeUnknownException || error instanceof NotReplicatedException;
  }

  /** Says what a call answered. */
  void done(int call, String answer, int deliveries) {
    write("DONE", call, answer, deliveries);
  }

  /** Says that a call failed. */
  void failed(int call, boolean mayHaveHappened, Throwable error) {
    write("FAIL", call, mayHaveHappened ? "MAYBE" : "NOT", error);
  }

  void mark(String text) {
    write("MARK", text);
  }

  private void write(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append('\t').append(word.toString().replaceAll("[\t\r\n]+", " "));
    }
    line.append('\n');
    try {
      synchronized (this) {
        file.write((System.nanoTime() + line.toString()).getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
