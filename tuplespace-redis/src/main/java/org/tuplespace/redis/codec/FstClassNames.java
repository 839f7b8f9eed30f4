package org.tuplespace.redis.codec;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.nustaq.serialization.FSTClazzInfo;
import org.nustaq.serialization.FSTClazzNameRegistry;
import org.nustaq.serialization.FSTConfiguration;
import org.nustaq.serialization.FSTDecoder;
import org.nustaq.serialization.FSTEncoder;
import org.tuplespace.TupleCodecException;

/** Writes the version of a class behind its name, the first time it occurs in a message. */
final class FstClassNames extends FSTClazzNameRegistry {

  private final FSTConfiguration configuration;
  private final Map<Class<?>, Integer> versions;
  private final Set<Class<?>> seen = new HashSet<>();

  FstClassNames(FSTConfiguration configuration, Map<Class<?>, Integer> versions) {
    super(configuration.getClassRegistry());
    this.configuration = configuration;
    this.versions = versions;
  }

  @Override
  public void clear() {
    super.clear();
    seen.clear();
  }

  @Override
  public void encodeClass(FSTEncoder out, FSTClazzInfo info) throws IOException {
    encodeClass(out, info.getClazz());
  }

  @Override
  @SuppressWarnings("rawtypes") // as FST has it
  public void encodeClass(FSTEncoder out, Class type) throws IOException {
    super.encodeClass(out, type);
    if (hasVersion(configuration.getClassInfo(type))) {
      out.writeFInt(version(type));
    }
  }

  @Override
  public FSTClazzInfo decodeClass(FSTDecoder in, FSTConfiguration conf)
      throws IOException, ClassNotFoundException {
    FSTClazzInfo info = super.decodeClass(in, conf);
    if (hasVersion(info) && in.readFInt() != version(info.getClazz())) {
      throw new TupleCodecException(
          "holds an object of another version of "
              + info.getClazz().getName()
              + ", with other fields or constants; use the version that wrote it");
    }
    return info;
  }

  /** The classes that every configuration knows by number are the JDK's and don't change. */
  private boolean hasVersion(FSTClazzInfo info) {
    return info.getClzId() < 0 && seen.add(info.getClazz());
  }

  private int version(Class<?> type) {
    return versions.computeIfAbsent(
        type,
        each ->
            FstClassVersion.of(
                each,
                field ->
                    configuration.getCLInfoRegistry().getSerializerRegistry().getSerializer(field)
                        != null));
  }
}
