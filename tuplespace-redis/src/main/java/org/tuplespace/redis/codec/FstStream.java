package org.tuplespace.redis.codec;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nustaq.serialization.FSTObjectOutput;

/** One configuration of FST with its two streams. Not thread-safe; nor is any of FST's. */
final class FstStream {

  private static final byte[] EMPTY = {};

  private final @Nullable ClassLoader context;
  private final FSTObjectOutput out;
  private final FstInput in;

  FstStream(ClassAccess access) {
    this.context = Thread.currentThread().getContextClassLoader();
    FstConfiguration configuration = new FstConfiguration(access);
    this.out = new FSTObjectOutput(configuration);
    this.in = new FstInput(configuration);
  }

  /** Whether the classes that this knows by name are those that the calling thread means. */
  boolean fits() {
    return context == Thread.currentThread().getContextClassLoader();
  }

  /** The bytes of {@code object}, with room for more behind them. */
  byte[] write(Object object, int room) throws IOException {
    out.resetForReUse();
    out.writeObject(object);
    byte[] bytes = Arrays.copyOf(out.getBuffer(), Math.addExact(out.getWritten(), room));
    // Else the streams would keep the object alive; as below.
    out.resetForReUse();
    return bytes;
  }

  @Nullable Object read(byte[] bytes, int length) throws IOException, ClassNotFoundException {
    in.resetForReuseUseArray(bytes, length);
    Object object = in.readObject();
    in.resetForReuseUseArray(EMPTY);
    return object;
  }
}
