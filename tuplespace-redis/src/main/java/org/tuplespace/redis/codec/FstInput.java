package org.tuplespace.redis.codec;

import java.io.IOException;
import org.nustaq.serialization.FSTClazzInfo.FSTFieldInfo;
import org.nustaq.serialization.FSTConfiguration;
import org.nustaq.serialization.FSTObjectInput;
import org.tuplespace.TupleCodecException;

/**
 * FST's input, but aware of records under construction. A reference to an object that FST doesn't
 * know yet would otherwise give whatever object lies near it in the message.
 */
final class FstInput extends FSTObjectInput {

  private static final Object UNFINISHED = new Object();

  FstInput(FSTConfiguration configuration) {
    super(configuration);
  }

  void begin(int position) {
    objects.registerObjectForRead(UNFINISHED, position);
  }

  void finish(int position, Object made) {
    objects.replace(UNFINISHED, made, position);
  }

  @Override
  protected Object instantiateHandle(FSTFieldInfo referencedBy) throws IOException {
    Object object = super.instantiateHandle(referencedBy);
    if (object == UNFINISHED) {
      throw new TupleCodecException(
          "holds a record that one of its own components refers back to; records can't be made in"
              + " such a circle, write a class");
    }
    return object;
  }
}
