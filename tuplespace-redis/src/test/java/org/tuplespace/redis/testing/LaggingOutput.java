package org.tuplespace.redis.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Passes on what is written so much later, in order, without holding up the writer: as a long wire
 * does. Each write is one by itself. For one writer.
 */
final class LaggingOutput extends OutputStream {

  private record Chunk(byte[] bytes, long due) {}

  private final OutputStream to;
  private final LongSupplier lagNanos;
  private final BlockingQueue<Chunk> wire = new LinkedBlockingQueue<>();
  private volatile boolean closed;
  private boolean lagging;

  LaggingOutput(OutputStream to, LongSupplier lagNanos) {
    this.to = to;
    this.lagNanos = lagNanos;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long lag = lagNanos.getAsLong();
    if (lag == 0 && !lagging) {
      to.write(bytes, offset, length);
      return;
    }
    if (closed) {
      throw new IOException("the other side is gone");
    }
    if (!lagging) {
      lagging = true; // from now on all goes by way of the wire, so that nothing overtakes
      Thread thread = new Thread(this::carry, "proxy-wire");
      thread.setDaemon(true);
      thread.start();
    }
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    wire.add(new Chunk(copy, System.nanoTime() + lag));
  }

  private void carry() {
    try {
      while (!closed) {
        Chunk chunk = wire.poll(1, TimeUnit.SECONDS);
        if (chunk != null) {
          TimeUnit.NANOSECONDS.sleep(chunk.due() - System.nanoTime());
          to.write(chunk.bytes());
        }
      }
    } catch (IOException | InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
