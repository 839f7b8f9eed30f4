package org.tuplespace.redis.gateway;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An old client: one connection an operation, blocking, and it ends its sending side behind the
 * request. Elements are as those of {@link OldRequest}; strings come as Strings of a char a byte.
 */
final class OldClient {

  private final int port;

  OldClient(int port) {
    this.port = port;
  }

  // ---- operations

  void put(Object... tuple) throws IOException {
    try (Call call = call(OldRequest.of(OldRequest.PUT, tuple))) {
      call.requireNumber(0);
    }
  }

  List<Object> get(Object... template) throws IOException {
    return tuple(OldRequest.GET, template);
  }

  List<Object> read(Object... template) throws IOException {
    return tuple(OldRequest.READ, template);
  }

  /** Null where nothing matches. */
  List<Object> getNonblocking(Object... template) throws IOException {
    return tuple(OldRequest.GET_NB, template);
  }

  /** Null where nothing matches. */
  List<Object> readNonblocking(Object... template) throws IOException {
    return tuple(OldRequest.READ_NB, template);
  }

  void replace(List<?> template, List<?> tuple) throws IOException {
    try (Call call = call(OldRequest.replace(template, tuple))) {
      call.requireNumber(8);
    }
  }

  int count(List<?>... templates) throws IOException {
    try (Call call = call(OldRequest.list(OldRequest.COUNT, List.of(templates)))) {
      int count = call.number();
      call.requireEnd();
      return count;
    }
  }

  /** Oldest first, as the old library has it. */
  List<List<Object>> dump(List<?>... templates) throws IOException {
    try (Call call = call(OldRequest.list(OldRequest.DUMP, List.of(templates)))) {
      int count = call.number();
      List<List<Object>> tuples = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tuples.add(call.tuple());
      }
      call.requireEnd();
      Collections.reverse(tuples);
      return tuples;
    }
  }

  String log() throws IOException {
    try (Call call = call(OldRequest.numbers(OldRequest.LOG))) {
      return new String(call.rest(), StandardCharsets.UTF_8);
    }
  }

  private List<Object> tuple(int operation, Object... template) throws IOException {
    try (Call call = call(OldRequest.of(operation, template))) {
      return call.tuple();
    }
  }

  // ---- connections

  /** Sends a request, and ends the sending side. */
  Call call(byte[] request) throws IOException {
    Call call = open();
    call.send(request);
    call.endSending();
    return call;
  }

  /** Only connects. */
  Call open() throws IOException {
    return new Call(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A connection. */
  static final class Call implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Call(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      this.out = socket.getOutputStream();
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    void endSending() throws IOException {
      socket.shutdownOutput();
    }

    /** The connection is reset at once, as by a process that has died. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    InputStream in() {
      return in;
    }

    int number() throws IOException {
      return Integer.reverseBytes(in.readInt());
    }

    void requireNumber(int expected) throws IOException {
      int number = number();
      if (number != expected) {
        throw new AssertionError("answered " + number + ", not " + expected);
      }
      requireEnd();
    }

    void requireEnd() throws IOException {
      int next = in.read();
      if (next >= 0) {
        throw new AssertionError("there is a byte " + next + " behind the answer");
      }
    }

    byte[] rest() throws IOException {
      return in.readAllBytes();
    }

    /** Whether it has ended without an answer; waits for one or the other. */
    boolean isRefused() {
      try {
        return in.read() < 0;
      } catch (IOException e) {
        return true; // reset, since not all was read that was sent
      }
    }

    /** Null for the number that stands for none. */
    List<Object> tuple() throws IOException {
      int count = number();
      if (count == -1) {
        return null;
      }
      int stringBytes = number();
      List<Object> elements = new ArrayList<>();
      List<int[]> strings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int tag = number();
        long content = Long.reverseBytes(in.readLong());
        switch (tag) {
          case 'i' -> elements.add((int) content);
          case 'd' -> elements.add(Double.longBitsToDouble(content));
          case 't' -> elements.add(tuple());
          case 's' -> {
            strings.add(new int[] {i, (int) content, (int) (content >>> 32)});
            elements.add("");
          }
          default -> throw new AssertionError("an element has the tag " + tag);
        }
      }
      byte[] bytes = in.readNBytes(stringBytes);
      if (bytes.length < stringBytes) {
        throw new EOFException();
      }
      for (int[] place : strings) {
        elements.set(place[0], new String(bytes, place[1], place[2], StandardCharsets.ISO_8859_1));
      }
      return elements;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
