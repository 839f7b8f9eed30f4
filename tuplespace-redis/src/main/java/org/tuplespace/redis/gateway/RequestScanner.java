package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a request of which more and more bytes come in, and looks at each number in it
 * once. Nothing is made room for by what a number announces. Not thread-safe.
 */
final class RequestScanner {

  private final WireLimits limits;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable WireOperation operation;
  private boolean listIsToCome;
  private boolean nestedIsToCome;
  private int operands;
  private int position;

  /** A tuple of which not everything was seen. */
  private static final class Open {
    private final int stringBytes;
    private int elements;
    private long textBytes;

    Open(int elements, int stringBytes) {
      this.elements = elements;
      this.stringBytes = stringBytes;
    }
  }

  RequestScanner(WireLimits limits) {
    this.limits = limits;
  }

  /**
   * Goes on where it stopped.
   *
   * @param in from its reader index on all that has come by now; is not changed
   * @return whether the request is there as a whole
   * @throws MalformedRequestException if it can't become a request
   */
  boolean scan(ByteBuf in) {
    while (!isComplete()) {
      int step = nextStep();
      if (in.readableBytes() - position < step) {
        return false;
      }
      int at = in.readerIndex() + position;
      position += step;
      pass(in, at);
      limits.requireMessage(position);
    }
    return true;
  }

  private boolean isComplete() {
    return operation != null && !listIsToCome && open.isEmpty() && operands == 0;
  }

  /** How many bytes have to be there for the next thing. */
  private int nextStep() {
    Open tuple = open.peek();
    if (tuple != null && !nestedIsToCome) {
      return tuple.elements > 0 ? WireFormat.ELEMENT_BYTES : tuple.stringBytes;
    }
    return operation == null || listIsToCome ? WireFormat.INT_BYTES : WireFormat.HEADER_BYTES;
  }

  private void pass(ByteBuf in, int at) {
    Open tuple = open.peek();
    if (operation == null) {
      operation = WireOperation.of(in.getIntLE(at));
      operands = operation.operands();
      listIsToCome = operation.takesList();
    } else if (listIsToCome) {
      operands = WireFormat.length(in.getIntLE(at), "templates");
      limits.requireMessage(position + (long) operands * WireFormat.HEADER_BYTES);
      listIsToCome = false;
    } else if (tuple == null || nestedIsToCome) {
      nestedIsToCome = false;
      passHeader(in, at);
    } else if (tuple.elements > 0) {
      passElement(tuple, in, at);
    } else {
      close();
    }
  }

  private void passHeader(ByteBuf in, int at) {
    int elements = WireFormat.elements(in.getIntLE(at));
    int stringBytes = WireFormat.length(in.getIntLE(at + WireFormat.INT_BYTES), "bytes of strings");
    limits.requireMessage(position + (long) elements * WireFormat.ELEMENT_BYTES + stringBytes);
    open.push(new Open(elements, stringBytes));
    limits.requireNesting(open.size() - 1);
  }

  private void passElement(Open tuple, ByteBuf in, int at) {
    tuple.elements--;
    int tag = in.getIntLE(at);
    switch (tag) {
      case WireFormat.INT, WireFormat.REAL, WireFormat.WILDCARD -> {}
      case WireFormat.TEXT -> {
        long offset = WireFormat.length(in.getIntLE(at + 4), "as the place of a string");
        int length = WireFormat.length(in.getIntLE(at + 8), "as the length of a string");
        tuple.textBytes += length;
        if (offset + length > tuple.stringBytes || tuple.textBytes > tuple.stringBytes) {
          throw new MalformedRequestException(
              "it has a string that is not within the bytes of its tuple's strings");
        }
      }
      case WireFormat.NESTED -> nestedIsToCome = true;
      default -> throw new MalformedRequestException("it has an element with the tag " + tag);
    }
  }

  /** A tuple was seen as a whole. */
  private void close() {
    open.pop();
    if (open.isEmpty()) {
      operands--;
    }
  }
}
