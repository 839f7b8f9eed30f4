package org.tuplespace.redis.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A command on its way from a client to a server.
 *
 * @param words its name and arguments
 */
public record Command(List<byte[]> words) {

  static Command read(DataInputStream in) throws IOException {
    int count = number(in, '*');
    List<byte[]> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] word = in.readNBytes(number(in, '$'));
      in.skipNBytes(2);
      words.add(word);
    }
    return new Command(words);
  }

  private static int number(DataInputStream in, char kind) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException();
    }
    if (first != kind) {
      throw new IOException("a command begins with " + (char) first + " instead of " + kind);
    }
    int number = 0;
    int next;
    while ((next = in.readByte()) != '\r') {
      number = number * 10 + next - '0';
    }
    in.readByte();
    return number;
  }

  /** The word as text; empty if there are not so many. */
  public String word(int index) {
    return index < words.size() ? new String(words.get(index), UTF_8) : "";
  }

  public boolean is(String name) {
    return word(0).equalsIgnoreCase(name);
  }

  /** Whether it runs the script of this digest. */
  public boolean runs(String sha1) {
    return is("EVALSHA") && word(1).equals(sha1);
  }

  /** An argument of a script, counted from 1 as scripts do; there is one key. */
  public String arg(int number) {
    return word(3 + number);
  }

  public boolean isCopyOf(Command other) {
    return Arrays.equals(raw(), other.raw());
  }

  byte[] raw() {
    return RedisConnection.encoded(words);
  }
}
