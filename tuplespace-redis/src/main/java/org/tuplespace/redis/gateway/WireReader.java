package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Reads a request that is there as a whole, and that {@link RequestScanner} has checked. */
final class WireReader {

  private WireReader() {}

  static WireRequest read(ByteBuf in) {
    WireOperation operation = WireOperation.of(in.readIntLE());
    int count = operation.takesList() ? in.readIntLE() : operation.operands();
    List<WireTuple> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(tuple(in));
    }
    return new WireRequest(operation, operands);
  }

  /** The strings of a tuple come behind its elements, and their places count from there. */
  private static WireTuple tuple(ByteBuf in) {
    int count = in.readIntLE();
    int stringBytes = in.readIntLE();
    List<WireElement> elements = new ArrayList<>(count);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int tag = in.readIntLE();
      long content = in.readLongLE();
      elements.add(
          switch (tag) {
            case WireFormat.INT -> new WireElement.Int((int) content);
            case WireFormat.REAL -> new WireElement.Real(Double.longBitsToDouble(content));
            case WireFormat.NESTED -> new WireElement.Nested(tuple(in));
            case WireFormat.TEXT -> {
              places.add(new Place(i, (int) content, (int) (content >>> 32)));
              yield new WireElement.Text(new byte[0]);
            }
            default -> new WireElement.Wildcard();
          });
    }
    int strings = in.readerIndex();
    for (Place place : places) {
      byte[] bytes = new byte[place.length];
      in.getBytes(strings + place.offset, bytes);
      elements.set(place.index, new WireElement.Text(bytes));
    }
    in.skipBytes(stringBytes);
    return new WireTuple(elements);
  }

  /** Where the bytes of the element with this index are. */
  private record Place(int index, int offset, int length) {}
}
