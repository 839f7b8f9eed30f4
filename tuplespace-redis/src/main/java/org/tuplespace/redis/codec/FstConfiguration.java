package org.tuplespace.redis.codec;

import java.io.OptionalDataException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nustaq.serialization.FSTClazzNameRegistry;
import org.nustaq.serialization.FSTConfiguration;
import org.nustaq.serialization.FSTObjectSerializer;
import org.nustaq.serialization.FSTSerializerRegistry;
import org.nustaq.serialization.serializers.FSTArrayListSerializer;
import org.nustaq.serialization.serializers.FSTBigIntegerSerializer;
import org.nustaq.serialization.serializers.FSTBigNumberSerializers;
import org.nustaq.serialization.serializers.FSTBitSetSerializer;
import org.nustaq.serialization.serializers.FSTCollectionSerializer;
import org.nustaq.serialization.serializers.FSTDateSerializer;
import org.nustaq.serialization.serializers.FSTEnumSetSerializer;
import org.nustaq.serialization.serializers.FSTMapSerializer;
import org.nustaq.serialization.serializers.FSTStringBufferSerializer;
import org.nustaq.serialization.serializers.FSTStringBuilderSerializer;
import org.nustaq.serialization.serializers.FSTStringSerializer;

/**
 * FST set up from nothing. Its own set-up knows classes by number before a filter can be set, and
 * never asks the filter about these; here the filter comes first, and is asked about all.
 */
final class FstConfiguration extends FSTConfiguration {

  /** By number in every message, so the order can't change; only what is always allowed. */
  private static final Class<?>[] NUMBERED = {
    String.class,
    Boolean.class,
    Byte.class,
    Short.class,
    Integer.class,
    Long.class,
    Float.class,
    Double.class,
    Character.class,
    BigInteger.class,
    BigDecimal.class,
    UUID.class,
    Date.class,
    Locale.class,
    BitSet.class,
    Object.class,
    ArrayList.class,
    LinkedList.class,
    Vector.class,
    HashMap.class,
    LinkedHashMap.class,
    TreeMap.class,
    Hashtable.class,
    ConcurrentHashMap.class,
    HashSet.class,
    LinkedHashSet.class,
    TreeSet.class,
    boolean[].class,
    byte[].class,
    short[].class,
    char[].class,
    int[].class,
    long[].class,
    float[].class,
    double[].class
  };

  private final ConcurrentHashMap<Class<?>, Integer> versions = new ConcurrentHashMap<>();

  @SuppressWarnings({"unchecked", "rawtypes"}) // the key of the cache is a class private to FST
  FstConfiguration(ClassAccess access) {
    super((ConcurrentHashMap) new FstFields());
    Module reader = FSTConfiguration.class.getModule();
    setVerifier(
        type -> {
          if (type != Class.class) {
            access.require(type);
          }
          ModuleAccess.open(type, reader);
          return true;
        });
    // FST makes one where a class reads beyond what it wrote; the constructor is private.
    ModuleAccess.open(OptionalDataException.class, reader);
    setClassLoader(new AllowedLoader(access));
    getCLInfoRegistry().setIgnoreAnnotations(true);
    addSerializers(access);
    for (Class<?> each : NUMBERED) {
      getClassRegistry().registerClass(each, this);
    }
  }

  /** As FST has them, but for records and classes. */
  private void addSerializers(ClassAccess access) {
    FSTObjectSerializer records = new FstRecords();
    setSerializerRegistryDelegate(type -> type.isRecord() ? records : null);
    FSTSerializerRegistry registry = getCLInfoRegistry().getSerializerRegistry();
    registry.putSerializer(Class.class, new FstClasses(access), false);
    registry.putSerializer(String.class, new FSTStringSerializer(), false);
    registry.putSerializer(Byte.class, new FSTBigNumberSerializers.FSTByteSerializer(), false);
    registry.putSerializer(Character.class, new FSTBigNumberSerializers.FSTCharSerializer(), false);
    registry.putSerializer(Short.class, new FSTBigNumberSerializers.FSTShortSerializer(), false);
    registry.putSerializer(Float.class, new FSTBigNumberSerializers.FSTFloatSerializer(), false);
    registry.putSerializer(Double.class, new FSTBigNumberSerializers.FSTDoubleSerializer(), false);
    registry.putSerializer(BigInteger.class, new FSTBigIntegerSerializer(), true);
    registry.putSerializer(Date.class, new FSTDateSerializer(), false);
    registry.putSerializer(StringBuffer.class, new FSTStringBufferSerializer(), true);
    registry.putSerializer(StringBuilder.class, new FSTStringBuilderSerializer(), true);
    registry.putSerializer(BitSet.class, new FSTBitSetSerializer(), true);
    registry.putSerializer(EnumSet.class, new FSTEnumSetSerializer(), true);
    registry.putSerializer(ArrayList.class, new FSTArrayListSerializer(), false);
    registry.putSerializer(Vector.class, new FSTCollectionSerializer(), false);
    registry.putSerializer(LinkedList.class, new FSTCollectionSerializer(), false);
    registry.putSerializer(HashSet.class, new FSTCollectionSerializer(), false);
    registry.putSerializer(LinkedHashSet.class, new FSTCollectionSerializer(), false);
    registry.putSerializer(HashMap.class, new FSTMapSerializer(), false);
    registry.putSerializer(LinkedHashMap.class, new FSTMapSerializer(), false);
    registry.putSerializer(Hashtable.class, new FSTMapSerializer(), false);
    registry.putSerializer(ConcurrentHashMap.class, new FSTMapSerializer(), false);
  }

  /** Every stream asks here for its class names before it makes its own. */
  @Override
  @SuppressWarnings("rawtypes") // as FST has it
  public @Nullable Object getCachedObject(Class type) {
    return type == FSTClazzNameRegistry.class ? new FstClassNames(this, versions) : null;
  }

  @Override
  public void returnObject(Object cached) {}

  /** Where FST looks for the classes that a message names. */
  private static final class AllowedLoader extends ClassLoader {

    private final ClassAccess access;

    AllowedLoader(ClassAccess access) {
      super(null);
      this.access = access;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) {
      return access.find(name);
    }
  }
}
