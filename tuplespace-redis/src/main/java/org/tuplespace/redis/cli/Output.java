package org.tuplespace.redis.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/**
 * Standard output, line by line. Buffered: {@link #flush} before waiting for something, and before
 * what was printed counts as delivered. Thread-safe.
 */
final class Output {

  private final BufferedWriter writer;

  Output(Shell shell) {
    this.writer = new BufferedWriter(new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8));
  }

  /**
   * Prints a line.
   *
   * @throws ClosedPipeException if nobody reads it any more
   */
  synchronized void line(String line) {
    try {
      writer.write(line);
      writer.write('\n');
    } catch (IOException e) {
      throw new ClosedPipeException(e);
    }
  }

  /**
   * Passes on what was printed; errors as {@link #line}.
   *
   * @throws ClosedPipeException if nobody reads it any more
   */
  synchronized void flush() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw new ClosedPipeException(e);
    }
  }
}
