package org.tuplespace.redis.codec;

import java.io.IOException;
import org.nustaq.serialization.FSTClazzInfo;
import org.nustaq.serialization.FSTClazzInfo.FSTFieldInfo;
import org.nustaq.serialization.FSTObjectOutput;
import org.nustaq.serialization.serializers.FSTClassSerializer;

/** Writes references to classes, such as the key type of an EnumMap, if they are allowed. */
final class FstClasses extends FSTClassSerializer {

  private final ClassAccess access;

  FstClasses(ClassAccess access) {
    this.access = access;
  }

  @Override
  public void writeObject(
      FSTObjectOutput out,
      Object value,
      FSTClazzInfo info,
      FSTFieldInfo referencedBy,
      int streamPosition)
      throws IOException {
    access.require((Class<?>) value);
    super.writeObject(out, value, info, referencedBy, streamPosition);
  }
}
