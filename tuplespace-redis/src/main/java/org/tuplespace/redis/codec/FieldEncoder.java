package org.tuplespace.redis.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tuplespace.FieldType;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.UnreadField;
import org.tuplespace.redis.ObjectSerializer;

/** Writes one field in canonical form: equal values have equal bytes, and others have not. */
final class FieldEncoder {

  private final ClassAccess access;
  private final ObjectSerializer serializer;
  private final Output out = new Output();
  private final List<ClassEntry> classes = new ArrayList<>(0);

  FieldEncoder(ClassAccess access, ObjectSerializer serializer) {
    this.access = access;
    this.serializer = serializer;
  }

  EncodedField encode(Tuple tuple, int index) {
    FieldType type = tuple.type(index);
    return finish(type, () -> write(tuple, index, type, out));
  }

  EncodedField encode(@Nullable Object value) {
    FieldType type = FieldType.of(value);
    return finish(type, () -> write(value, type, out));
  }

  private EncodedField finish(FieldType type, Runnable writing) {
    writing.run();
    if (out.length() > Format.MAX_FIELD) {
      throw Output.tooLong(out.length());
    }
    int tag = type == FieldType.UNREAD ? new Input(out.toByteArray()).tag() : Format.tag(type);
    return new EncodedField(tag, out, classes);
  }

  private void write(Tuple tuple, int index, FieldType type, Output to) {
    if (type == FieldType.BYTES) {
      to.binary(tuple.getBuffer(index));
    } else {
      write(tuple.get(index), type, to);
    }
  }

  private void write(@Nullable Object value, FieldType type, Output to) {
    if (value == null) {
      to.nil();
      return;
    }
    switch (type) {
      case NULL -> to.nil();
      case BOOLEAN -> to.put((Boolean) value ? Format.TRUE : Format.FALSE);
      case BYTE -> to.put(Format.INT8).put((Byte) value);
      case SHORT -> to.put(Format.INT16).bigEndian((Short) value, 2);
      case INTEGER -> to.int32((Integer) value);
      case LONG -> to.int64((Long) value);
      case FLOAT -> to.put(Format.FLOAT32).bigEndian(Float.floatToIntBits((Float) value), 4);
      case DOUBLE -> to.put(Format.FLOAT64).bigEndian(Double.doubleToLongBits((Double) value), 8);
      case CHARACTER -> extension(to, type, new Output().bigEndian((Character) value, 2));
      case STRING -> to.string((String) value);
      case BYTES -> to.binary(ByteBuffer.wrap((byte[]) value));
      case BIG_INTEGER -> to.extension(Format.BIG_INTEGER, ((BigInteger) value).toByteArray());
      case BIG_DECIMAL -> {
        BigDecimal decimal = (BigDecimal) value;
        extension(
            to,
            type,
            new Output()
                .bigEndian(decimal.scale(), 4)
                .bytes(decimal.unscaledValue().toByteArray()));
      }
      case UUID -> {
        UUID uuid = (UUID) value;
        extension(
            to,
            type,
            new Output()
                .bigEndian(uuid.getMostSignificantBits(), 8)
                .bigEndian(uuid.getLeastSignificantBits(), 8));
      }
      case INSTANT -> {
        Instant instant = (Instant) value;
        extension(to, type, seconds(instant.getEpochSecond(), instant.getNano()));
      }
      case DURATION -> {
        Duration duration = (Duration) value;
        extension(to, type, seconds(duration.getSeconds(), duration.getNano()));
      }
      case LOCAL_DATE ->
          extension(to, type, new Output().bigEndian(((LocalDate) value).toEpochDay(), 8));
      case ENUM -> {
        Enum<?> constant = (Enum<?>) value;
        access.require(constant.getDeclaringClass());
        // Not the declaring class alone: a formal may name the class of a constant's body.
        classes.add(TypeNames.entry(value.getClass()));
        to.extension(Format.ENUM, constant.name().getBytes(StandardCharsets.UTF_8));
      }
      case TUPLE -> {
        Tuple tuple = (Tuple) value;
        Output fields = new Output().arrayHeader(tuple.arity());
        for (int i = 0; i < tuple.arity(); i++) {
          write(tuple, i, tuple.type(i), fields);
        }
        extension(to, type, fields);
      }
      case LIST -> {
        List<?> list = (List<?>) value;
        to.arrayHeader(list.size());
        for (Object element : list) {
          write(element, FieldType.of(element), to);
        }
      }
      case RECORD -> writeRecord(value, to);
      case UNREAD -> {
        StoredValue stored = StoredValue.of((UnreadField) value);
        classes.addAll(stored.classes());
        to.bytes(stored.canonical());
      }
      case OPAQUE -> writeOpaque(value, to);
    }
  }

  private void writeRecord(Object value, Output to) {
    access.require(value.getClass());
    classes.add(TypeNames.entry(value.getClass()));
    RecordClass record = RecordClass.of(value.getClass());
    Output components = new Output().arrayHeader(record.size());
    for (int i = 0; i < record.size(); i++) {
      Object component = record.component(value, i);
      write(component, FieldType.of(component), components);
    }
    to.extension(Format.RECORD, components);
  }

  private void writeOpaque(Object value, Output to) {
    access.require(value.getClass());
    classes.add(TypeNames.entry(value.getClass()));
    byte[] bytes;
    try {
      bytes = serializer.write(value);
    } catch (TupleCodecException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new TupleCodecException(
          "holds a " + value.getClass().getName() + " that can't be written: " + e, e);
    }
    to.extension(Format.OPAQUE, bytes);
  }

  private static Output seconds(long seconds, int nanos) {
    return new Output().bigEndian(seconds, 8).bigEndian(nanos, 4);
  }

  private static void extension(Output to, FieldType type, Output data) {
    to.extension(Format.tag(type), data);
  }
}
