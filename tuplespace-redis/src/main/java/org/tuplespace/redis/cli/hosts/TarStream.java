package org.tuplespace.redis.cli.hosts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes files as POSIX has them for tar (the format ustar): a header of 512 bytes, and blocks. */
final class TarStream {

  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 99;
  private static final int CHECKSUM_AT = 148;

  private final OutputStream stream;

  TarStream(OutputStream stream) {
    this.stream = stream;
  }

  /**
   * Adds a file.
   *
   * @param name of at most 99 characters of ASCII
   */
  void add(String name, Path file) throws IOException {
    long size = Files.size(file);
    stream.write(header(name, size));
    long written = Files.copy(file, stream);
    if (written != size) {
      throw new IOException(file + " changed while it was copied");
    }
    stream.write(new byte[(int) (-size & (BLOCK - 1))]);
  }

  /** Two empty blocks. */
  void end() throws IOException {
    stream.write(new byte[2 * BLOCK]);
  }

  private static byte[] header(String name, long size) {
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("too long a name for tar: " + name);
    }
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format("%011o\0", size));
    put(header, 136, "00000000000\0");
    Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, CHECKSUM_AT, String.format("%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
