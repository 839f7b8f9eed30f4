package org.tuplespace.redis.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.ObjectSerializer;
import org.tuplespace.redis.codec.Input.Extension;

/** Reads one field from its canonical form, and refuses every other form. */
final class FieldDecoder {

  /** Lists start small: a length is only believed as far as elements follow. */
  private static final int FIRST_CAPACITY = 1024;

  private final ClassAccess access;
  private final ObjectSerializer serializer;
  private final Unread unread;
  private final ClassCursor classes;

  FieldDecoder(
      ClassAccess access, ObjectSerializer serializer, Unread unread, ClassCursor classes) {
    this.access = access;
    this.serializer = serializer;
    this.unread = unread;
    this.classes = classes;
  }

  @Nullable Object decode(Input in) {
    Object value = value(in, 0);
    in.requireEnd("the field");
    if (classes.hasNext()) {
      throw new TupleCodecException(
          "is corrupt: no object in it is the " + classes.next().name() + " of its class names");
    }
    return value;
  }

  private @Nullable Object value(Input in, int depth) {
    int at = in.position();
    int first = in.peek();
    if (Format.isString(first)) {
      return in.string();
    }
    if (Format.isBinary(first)) {
      return in.bytes(in.binaryLength());
    }
    if (Format.isArray(first)) {
      return list(in, depth + 1);
    }
    if (Format.isExtension(first)) {
      return unread != Unread.NONE && Format.isTyped(in.tag())
          ? readOrLeave(in, depth)
          : extension(in, depth);
    }
    in.skip(1);
    return switch (first) {
      case Format.NIL -> null;
      case Format.FALSE -> false;
      case Format.TRUE -> true;
      case Format.INT8 -> (byte) in.bigEndian(1);
      case Format.INT16 -> (short) in.bigEndian(2);
      case Format.INT32 -> in.int32();
      case Format.INT64 -> in.bigEndian(8);
      case Format.FLOAT32 -> float32(in, at);
      case Format.FLOAT64 -> float64(in, at);
      default -> throw in.unexpected("a field", first, at);
    };
  }

  private static float float32(Input in, int at) {
    int bits = in.int32();
    float value = Float.intBitsToFloat(bits);
    if (Float.floatToIntBits(value) != bits) {
      throw in.corrupt("a NaN that is not the canonical one", at);
    }
    return value;
  }

  private static double float64(Input in, int at) {
    long bits = in.bigEndian(8);
    double value = Double.longBitsToDouble(bits);
    if (Double.doubleToLongBits(value) != bits) {
      throw in.corrupt("a NaN that is not the canonical one", at);
    }
    return value;
  }

  /** A typed object, or what is stored of it. */
  private @Nullable Object readOrLeave(Input in, int depth) {
    Input whole = new Input(in);
    int from = classes.position();
    if (unread == Unread.UNREADABLE) {
      try {
        return extension(in, depth);
      } catch (RuntimeException | LinkageError e) {
        in.goBackTo(whole);
        classes.goBack(from);
      }
    }
    int objects = StoredValue.typedObjects(in, depth);
    List<ClassEntry> entries = classes.next(objects);
    if (entries.size() < objects) {
      throw in.corrupt("an object without a class name", whole.position());
    }
    byte[] canonical = whole.bytes(in.position() - whole.position());
    return new StoredValue(canonical, entries).unread();
  }

  private @Nullable Object extension(Input in, int depth) {
    int at = in.position();
    Extension extension = in.extension();
    Input data = in.slice(extension.length());
    Object value =
        switch (extension.type()) {
          case Format.TUPLE -> tuple(data, depth + 1);
          case Format.RECORD -> record(data, depth + 1);
          case Format.ENUM -> constant(data);
          case Format.OPAQUE -> opaque(data);
          case Format.BIG_INTEGER -> bigInteger(data);
          case Format.BIG_DECIMAL -> bigDecimal(data);
          case Format.UUID -> new UUID(data.bigEndian(8), data.bigEndian(8));
          case Format.INSTANT -> Instant.ofEpochSecond(data.bigEndian(8), nanos(data));
          case Format.DURATION -> Duration.ofSeconds(data.bigEndian(8), nanos(data));
          case Format.LOCAL_DATE -> LocalDate.ofEpochDay(data.bigEndian(8));
          case Format.CHARACTER -> (char) data.bigEndian(2);
          default -> throw in.corrupt("an unknown extension type " + extension.type(), at);
        };
    data.requireEnd("a value of extension type " + extension.type());
    return value;
  }

  private List<@Nullable Object> list(Input in, int depth) {
    requireDepth(in, depth);
    int n = in.arrayLength();
    List<@Nullable Object> list = new ArrayList<>(Math.min(n, FIRST_CAPACITY));
    for (int i = 0; i < n; i++) {
      list.add(value(in, depth));
    }
    return Collections.unmodifiableList(list);
  }

  private Tuple tuple(Input data, int depth) {
    requireDepth(data, depth);
    int at = data.position();
    int n = data.arrayLength();
    if (n > Tuple.MAX_ARITY) {
      throw data.corrupt("a tuple of " + n + " fields", at);
    }
    return Tuple.of(values(data, n, depth));
  }

  private Object record(Input data, int depth) {
    requireDepth(data, depth);
    Class<?> type = access.find(className(data));
    int at = data.position();
    int n = data.arrayLength();
    if (!type.isRecord()) {
      throw data.corrupt("a record of " + type.getName() + ", which is none here", at);
    }
    RecordClass record = RecordClass.of(type);
    if (record.size() != n) {
      throw record.differs(n + " components, but here " + record.size());
    }
    return record.create(values(data, n, depth));
  }

  private @Nullable Object[] values(Input data, int n, int depth) {
    @Nullable Object[] values = new @Nullable Object[n];
    for (int i = 0; i < n; i++) {
      values[i] = value(data, depth);
    }
    return values;
  }

  private Object constant(Input data) {
    Class<?> type = access.find(className(data));
    int at = data.position();
    String name = data.utf8(data.remaining());
    if (!type.isEnum()) {
      throw data.corrupt("a constant of " + type.getName() + ", which is no enum here", at);
    }
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new TupleCodecException(
        "holds a "
            + type.getName()
            + " \""
            + name
            + "\", a constant that is missing here; use the version that wrote it");
  }

  private Object opaque(Input data) {
    String name = className(data);
    access.find(name);
    byte[] bytes = data.rest();
    try {
      return serializer.read(bytes);
    } catch (TupleCodecException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new TupleCodecException("holds a " + name + " that can't be read: " + e, e);
    }
  }

  private String className(Input data) {
    if (!classes.hasNext()) {
      throw data.corrupt("an object without a class name", data.position());
    }
    return classes.next().name();
  }

  private static BigInteger bigInteger(Input data) {
    int at = data.position();
    byte[] magnitude = data.rest();
    if (magnitude.length == 0) {
      throw data.corrupt("an integer of no bytes", at);
    }
    BigInteger value = new BigInteger(magnitude);
    if (value.bitLength() / 8 + 1 != magnitude.length) {
      throw data.corrupt("an integer with more bytes than needed", at);
    }
    return value;
  }

  private static BigDecimal bigDecimal(Input data) {
    int scale = data.int32();
    return new BigDecimal(bigInteger(data), scale);
  }

  private static int nanos(Input data) {
    int at = data.position();
    int nanos = data.int32();
    if (nanos < 0 || nanos > 999_999_999) {
      throw data.corrupt(nanos + " nanoseconds", at);
    }
    return nanos;
  }

  private static void requireDepth(Input in, int depth) {
    if (depth > Format.MAX_DEPTH) {
      throw in.corrupt("values nested deeper than " + Format.MAX_DEPTH, in.position());
    }
  }
}
