package org.tuplespace.redis.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.cli.text.Syntax;
import org.tuplespace.redis.cli.text.TextException;
import org.tuplespace.redis.cli.text.TupleJson;

/**
 * Tuples from a stream, one a line: in round brackets, or a JSON array. Empty lines, and those that
 * begin with #, mean nothing.
 */
final class TupleInput {

  /** So many, or so many characters, are put in one step. */
  private static final int BATCH = 1000;

  private static final int BATCH_CHARACTERS = 1 << 20;

  /** So many with options are under way at once. */
  private static final int WINDOW = 256;

  private final BufferedReader lines;
  private final List<Tuple> batch = new ArrayList<>();
  private final Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
  private long batchCharacters;
  private long line;

  TupleInput(InputStream in) {
    this.lines =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            1 << 16);
  }

  /**
   * Puts them all, in their order. What has been read is put at once when no more is there to read
   * for the moment, so that this can stand at the end of a pipe.
   *
   * @throws LineException if a line is no tuple; what came before it has been put
   */
  void putInto(TupleSpace space, OutOptions options) throws IOException, LineException {
    try {
      for (Tuple tuple = next(); tuple != null; tuple = next()) {
        put(space, tuple, options);
        if (!lines.ready()) {
          flush(space);
        }
      }
    } catch (LineException | IOException e) {
      flush(space);
      throw e;
    }
    flush(space);
  }

  private void put(TupleSpace space, Tuple tuple, OutOptions options) {
    if (options.equals(OutOptions.NONE)) {
      batch.add(tuple);
      if (batch.size() == BATCH || batchCharacters > BATCH_CHARACTERS) {
        flush(space);
      }
    } else {
      underWay.add(space.outAsync(tuple, options));
      if (underWay.size() == WINDOW) {
        join(underWay.remove());
      }
    }
  }

  private void flush(TupleSpace space) {
    if (batch.size() == 1) {
      space.out(batch.get(0)); // which may be larger than a batch
    } else if (!batch.isEmpty()) {
      space.outAll(batch);
    }
    batch.clear();
    batchCharacters = 0;
    while (!underWay.isEmpty()) {
      join(underWay.remove());
    }
  }

  private static void join(CompletableFuture<?> put) {
    try {
      put.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TupleSpaceException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private @Nullable Tuple next() throws IOException, LineException {
    while (true) {
      String text;
      line++;
      try {
        text = lines.readLine();
      } catch (CharacterCodingException e) {
        throw new LineException("line " + line + " or one soon after it is no UTF-8", e);
      }
      if (text == null) {
        return null;
      }
      String tuple = text.strip();
      if (!tuple.isEmpty() && !tuple.startsWith("#")) {
        batchCharacters += tuple.length();
        return read(tuple);
      }
    }
  }

  private Tuple read(String text) throws LineException {
    try {
      return text.startsWith("[") ? TupleJson.tuple(text) : Syntax.tuple(text);
    } catch (TextException e) {
      throw new LineException("line " + line + " is no tuple: " + e.getMessage(), e);
    }
  }

  /** A line that is no tuple; the message says which, and why. */
  static final class LineException extends Exception {

    private static final long serialVersionUID = 1L;

    LineException(String message, Exception cause) {
      super(message, cause);
    }
  }
}
