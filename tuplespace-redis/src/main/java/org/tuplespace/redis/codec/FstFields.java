package org.tuplespace.redis.codec;

import java.lang.reflect.Field;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nustaq.serialization.FSTClazzInfo.FSTFieldInfo;

/**
 * Makes FST set fields by reflection. It would set them through Unsafe, which checks nothing: a
 * message that puts an object of the wrong class into a field would break the JVM.
 *
 * <p>It poses as the cache into which FST puts what it learns of a field, and takes away the offset
 * that Unsafe needs.
 */
final class FstFields extends ConcurrentHashMap<Object, FSTFieldInfo> {

  private static final long serialVersionUID = 1L;

  private static final Field OFFSET = offset();

  /** Nothing is shared between classes. */
  @Override
  public @Nullable FSTFieldInfo get(Object key) {
    return null;
  }

  @Override
  public @Nullable FSTFieldInfo put(Object key, FSTFieldInfo field) {
    try {
      OFFSET.setLong(field, -1);
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field offset() {
    try {
      Field offset = FSTFieldInfo.class.getDeclaredField("memOffset");
      offset.setAccessible(true);
      return offset;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this is another FST than 3.0.4", e);
    }
  }
}
