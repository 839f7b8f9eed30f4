package org.tuplespace.redis.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nustaq.serialization.FSTBasicObjectSerializer;
import org.nustaq.serialization.FSTClazzInfo;
import org.nustaq.serialization.FSTClazzInfo.FSTFieldInfo;
import org.nustaq.serialization.FSTObjectInput;
import org.nustaq.serialization.FSTObjectOutput;

/**
 * Writes records by their components and makes them by their constructor; FST itself would set
 * their final fields, which no JVM allows.
 */
@SuppressWarnings("rawtypes") // as FST has it
final class FstRecords extends FSTBasicObjectSerializer {

  @Override
  public void writeObject(
      FSTObjectOutput out,
      Object value,
      FSTClazzInfo info,
      FSTFieldInfo referencedBy,
      int streamPosition)
      throws IOException {
    RecordClass record = RecordClass.of(value.getClass());
    for (int i = 0; i < record.size(); i++) {
      out.writeObject(record.component(value, i));
    }
  }

  @Override
  public Object instantiate(
      Class type,
      FSTObjectInput in,
      FSTClazzInfo info,
      FSTFieldInfo referencedBy,
      int streamPosition)
      throws Exception {
    RecordClass record = RecordClass.of(type);
    @Nullable Object[] components = new @Nullable Object[record.size()];
    ((FstInput) in).begin(streamPosition);
    for (int i = 0; i < components.length; i++) {
      components[i] = in.readObject((Class[]) null);
    }
    Object value = record.create(components);
    ((FstInput) in).finish(streamPosition, value);
    return value;
  }
}
