package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tuplespace.FieldType;
import org.tuplespace.Tuple;

/** Writes what a client is answered. */
final class WireWriter {

  private WireWriter() {}

  /** Writes a tuple that {@link Translation#isRepresentable}. */
  static void write(Tuple tuple, ByteBuf out) {
    out.writeIntLE(tuple.arity());
    int lengthAt = out.writerIndex();
    out.writeIntLE(0);
    List<Integer> strings = new ArrayList<>();
    int stringBytes = 0;
    for (int i = 0; i < tuple.arity(); i++) {
      switch (tuple.type(i)) {
        case INTEGER -> out.writeIntLE(WireFormat.INT).writeLongLE(tuple.getInt(i) & 0xffffffffL);
        case DOUBLE -> out.writeIntLE(WireFormat.REAL).writeDoubleLE(tuple.getDouble(i));
        case TUPLE -> {
          out.writeIntLE(WireFormat.NESTED).writeLongLE(0);
          write(tuple.getTuple(i), out);
        }
        case STRING, BYTES -> {
          int length = length(tuple, i);
          out.writeIntLE(WireFormat.TEXT).writeIntLE(stringBytes).writeIntLE(length);
          strings.add(i);
          stringBytes += length;
        }
        default -> throw new IllegalArgumentException(tuple + " can't be sent to an old client");
      }
    }
    out.setIntLE(lengthAt, stringBytes);
    for (int i : strings) {
      if (tuple.type(i) == FieldType.STRING) {
        out.writeCharSequence(tuple.getString(i), StandardCharsets.UTF_8);
      } else {
        out.writeBytes(tuple.getBuffer(i));
      }
    }
  }

  private static int length(Tuple tuple, int index) {
    return tuple.type(index) == FieldType.STRING
        ? ByteBufUtil.utf8Bytes(tuple.getString(index))
        : tuple.getBuffer(index).remaining();
  }
}
