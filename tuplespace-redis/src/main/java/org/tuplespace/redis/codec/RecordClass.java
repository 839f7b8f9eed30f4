package org.tuplespace.redis.codec;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleCodecException;

/** Takes a record apart into its components, and puts one together; looked up once per class. */
final class RecordClass {

  private static final ClassValue<RecordClass> KNOWN =
      new ClassValue<>() {
        @Override
        protected RecordClass computeValue(Class<?> type) {
          return new RecordClass(type);
        }
      };

  private final Class<?> type;
  private final Method[] accessors;
  private final Class<?>[] parameters;
  private final Constructor<?> constructor;

  private RecordClass(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    this.accessors = new Method[components.length];
    this.parameters = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        accessors[i] = components[i].getAccessor();
        accessors[i].setAccessible(true);
        parameters[i] = components[i].getType();
      }
      this.constructor = type.getDeclaredConstructor(parameters);
      this.constructor.setAccessible(true);
    } catch (NoSuchMethodException | RuntimeException e) {
      throw new TupleCodecException(
          "holds a record "
              + type.getName()
              + ", whose components can't be read; open its package to org.tuplespace",
          e);
    }
  }

  static RecordClass of(Class<?> type) {
    return KNOWN.get(type);
  }

  int size() {
    return accessors.length;
  }

  @Nullable Object component(Object value, int index) {
    try {
      return accessors[index].invoke(value);
    } catch (InvocationTargetException e) {
      throw new TupleCodecException(
          "holds a record whose accessor "
              + type.getName()
              + "."
              + accessors[index].getName()
              + " failed",
          e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  Object create(@Nullable Object[] components) {
    for (int i = 0; i < parameters.length; i++) {
      requireFits(i, components[i]);
    }
    try {
      return constructor.newInstance(components);
    } catch (InvocationTargetException e) {
      throw new TupleCodecException(
          "holds a record that its constructor " + signature() + " refuses", e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new TupleCodecException("holds a record that " + signature() + " can't make", e);
    }
  }

  TupleCodecException differs(String how) {
    return new TupleCodecException(
        "holds a record of another version of "
            + type.getName()
            + ": "
            + how
            + "; use the version that wrote it");
  }

  private void requireFits(int index, @Nullable Object value) {
    Class<?> parameter = parameters[index];
    boolean fits =
        value == null
            ? !parameter.isPrimitive()
            : MethodType.methodType(parameter).wrap().returnType().isInstance(value);
    if (!fits) {
      throw differs(
          "component "
              + index
              + " holds a "
              + (value == null ? "null" : value.getClass().getName())
              + ", but here it is a "
              + parameter.getName());
    }
  }

  private String signature() {
    return type.getName() + Arrays.toString(parameters);
  }
}
