package org.tuplespace.redis.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A plain connection to a server, for what a test does behind the client's back. Replies are
 * strings (one char a byte), longs, null, and lists of these; an error is thrown. Not thread-safe.
 */
public final class RedisConnection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  private RedisConnection(InetSocketAddress address) {
    try {
      socket.connect(address, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RedisConnection to(int port) {
    return new RedisConnection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public static RedisConnection to(String url) {
    URI uri = URI.create(url);
    return new RedisConnection(new InetSocketAddress(uri.getHost(), uri.getPort()));
  }

  public @Nullable Object run(String... words) {
    return run(Arrays.stream(words).map(word -> word.getBytes(UTF_8)).toList());
  }

  public @Nullable Object run(List<byte[]> words) {
    send(encoded(words));
    return read();
  }

  /** Sends bytes as they are. */
  public void send(byte[] raw) {
    try {
      socket.getOutputStream().write(raw);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply. */
  public @Nullable Object read() {
    try {
      return readReply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String... words) {
    return String.valueOf(run(words));
  }

  public long number(String... words) {
    Object reply = run(words);
    return reply instanceof Long number ? number : Long.parseLong(String.valueOf(reply));
  }

  public List<?> list(String... words) {
    return (List<?>) run(words);
  }

  /** The keys of the server, or those that a space of the name has in its partition. */
  public Set<String> keys(String pattern) {
    Set<String> keys = new TreeSet<>();
    for (Object key : list("KEYS", pattern)) {
      keys.add(new String(String.valueOf(key).getBytes(ISO_8859_1), UTF_8));
    }
    return keys;
  }

  public static byte[] encoded(List<byte[]> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(("*" + words.size() + "\r\n").getBytes(UTF_8));
    for (byte[] word : words) {
      out.writeBytes(("$" + word.length + "\r\n").getBytes(UTF_8));
      out.writeBytes(word);
      out.writeBytes("\r\n".getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private @Nullable Object readReply() throws IOException {
    String line = readLine();
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case '+':
        return rest;
      case '-':
        throw new IllegalStateException(rest);
      case ':':
        return Long.valueOf(rest);
      case '$':
        int length = Integer.parseInt(rest);
        if (length < 0) {
          return null;
        }
        byte[] bytes = in.readNBytes(length);
        in.skipNBytes(2);
        return new String(bytes, ISO_8859_1);
      case '*':
        int count = Integer.parseInt(rest);
        if (count < 0) {
          return null;
        }
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          list.add(readReply());
        }
        return list;
      default:
        throw new IOException("no reply begins with " + line);
    }
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.readByte();
      if (next == '\r') {
        in.readByte();
        return line.toString();
      }
      line.append((char) next);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
