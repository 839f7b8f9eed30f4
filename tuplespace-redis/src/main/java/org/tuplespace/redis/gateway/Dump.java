package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The answer to a DUMP: the number of tuples, then the tuples, newest first. A space yields them
 * oldest first, and how many there are is known in the end; so they wait in a file, and only their
 * places in memory. Written by one thread, then read by another.
 */
final class Dump implements ChunkedInput<ByteBuf> {

  private static final int PIECE = 64 * 1024;

  private final FileChannel file;
  private long[] ends = new long[64];
  private int count;

  private long sent;
  private boolean headIsSent;
  private int next;
  private long from;

  Dump() throws IOException {
    Path path = Files.createTempFile("linuxtuples-dump", null);
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  // ---- the writing

  /** Adds a tuple that is older than the next. */
  void add(ByteBuf tuple) throws IOException {
    while (tuple.isReadable()) {
      tuple.readBytes(file, tuple.readableBytes());
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count] = file.position();
    count++;
  }

  /** Everything was added. */
  Dump finish() {
    next = count - 1;
    from = start(next);
    return this;
  }

  private long start(int index) {
    return index <= 0 ? 0 : ends[index - 1];
  }

  // ---- the reading

  @Override
  public boolean isEndOfInput() {
    return headIsSent && next < 0;
  }

  @Override
  public ByteBuf readChunk(ByteBufAllocator allocator) throws IOException {
    ByteBuf piece = allocator.buffer(PIECE);
    try {
      if (!headIsSent) {
        piece.writeIntLE(count);
        headIsSent = true;
      }
      while (next >= 0 && piece.readableBytes() < PIECE) {
        int wanted = (int) Math.min(ends[next] - from, PIECE - piece.readableBytes());
        int got = piece.writeBytes(file, from, wanted);
        if (got < 0) {
          throw new IOException("the file of a DUMP has become shorter");
        }
        from += got;
        if (from == ends[next]) {
          next--;
          from = start(next);
        }
      }
      sent += piece.readableBytes();
      return piece;
    } catch (IOException | RuntimeException e) {
      piece.release();
      throw e;
    }
  }

  @Override
  @Deprecated
  public ByteBuf readChunk(ChannelHandlerContext context) throws IOException {
    return readChunk(context.alloc());
  }

  @Override
  public long length() {
    return WireFormat.INT_BYTES + (count == 0 ? 0 : ends[count - 1]);
  }

  @Override
  public long progress() {
    return sent;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
