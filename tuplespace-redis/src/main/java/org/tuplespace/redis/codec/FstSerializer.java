package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.ObjectSerializer;

/**
 * Carries opaque objects with FST. Thread-safe: each call has an FST of its own, taken from a small
 * stock of idle ones.
 *
 * <p>Behind the bytes of FST come their CRC-32C and a byte for this format: FST trusts what it
 * reads, and on damaged bytes may loop or allocate without end.
 */
public final class FstSerializer implements ObjectSerializer {

  private static final byte FORMAT = 1;
  private static final int TRAILER = Integer.BYTES + 1;

  /** An FST that saw a longer message has large buffers, and isn't kept. */
  private static final int MAX_KEPT = 1024 * 1024;

  private final ClassAccess access;
  private final ArrayBlockingQueue<FstStream> idle =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  /** Carries objects of the classes {@code allowed}, and refuses others both ways. */
  public FstSerializer(AllowedClasses allowed) {
    this.access = new ClassAccess(allowed);
  }

  @Override
  public byte[] write(Object object) {
    try {
      FstStream stream = take();
      byte[] bytes = stream.write(object, TRAILER);
      int length = bytes.length - TRAILER;
      ByteBuffer.wrap(bytes, length, TRAILER).putInt(crc(bytes, length)).put(FORMAT);
      giveBack(stream, length);
      return bytes;
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      throw failure("holds a " + object.getClass().getName() + " that can't be written: ", e);
    }
  }

  @Override
  public Object read(byte[] bytes) {
    int length = bytes.length - TRAILER;
    if (length < 0 || bytes[bytes.length - 1] != FORMAT) {
      throw new TupleCodecException(
          "is corrupt, or not written by this FST: its format is unknown");
    }
    if (ByteBuffer.wrap(bytes, length, TRAILER).getInt() != crc(bytes, length)) {
      throw new TupleCodecException("is corrupt: its object has another CRC than was stored");
    }
    try {
      FstStream stream = take();
      Object object = stream.read(bytes, length);
      giveBack(stream, length);
      if (object == null) {
        throw new TupleCodecException("is corrupt: its object is null");
      }
      return object;
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      throw failure("holds an object that can't be read: ", e);
    }
  }

  private FstStream take() {
    FstStream stream = idle.poll();
    return stream != null && stream.fits() ? stream : new FstStream(access);
  }

  /** Only after success: who knows the state after a failure. */
  private void giveBack(FstStream stream, int length) {
    if (length <= MAX_KEPT) {
      idle.offer(stream);
    }
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** FST wraps what went wrong several times over; our own error says it best. */
  private static TupleCodecException failure(String what, Throwable e) {
    Throwable root = e;
    for (Throwable each = e; each != null; each = cause(each)) {
      if (each instanceof TupleCodecException) {
        return new TupleCodecException(String.valueOf(each.getMessage()), each.getCause());
      }
      root = each;
    }
    if (root instanceof StackOverflowError) {
      return new TupleCodecException(
          what + "its references go too deep; put such chains into a collection", root);
    }
    return new TupleCodecException(what + root, e);
  }

  private static @Nullable Throwable cause(Throwable e) {
    return e.getCause() == e ? null : e.getCause();
  }
}
