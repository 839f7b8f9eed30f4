package org.tuplespace;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a record apart into its components, and puts one together; looked up once per class. */
final class RecordShape {

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Class<?> type;
  private final Method[] accessors;
  private final Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    this.accessors = new Method[components.length];
    Class<?>[] parameters = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        accessors[i] = components[i].getAccessor();
        accessors[i].setAccessible(true);
        parameters[i] = components[i].getType();
      }
      this.constructor = type.getDeclaredConstructor(parameters);
      this.constructor.setAccessible(true);
    } catch (NoSuchMethodException | RuntimeException e) {
      throw new IllegalArgumentException(
          "is a record of "
              + type.getName()
              + ", whose components can't be read; open its package to org.tuplespace",
          e);
    }
  }

  static RecordShape of(Record r) {
    return SHAPES.get(r.getClass());
  }

  /** The component values in the order of the record header, in a fresh mutable list. */
  List<@Nullable Object> components(Record r) {
    List<@Nullable Object> values = new ArrayList<>(accessors.length);
    for (Method accessor : accessors) {
      try {
        values.add(accessor.invoke(r));
      } catch (InvocationTargetException e) {
        throw new IllegalArgumentException(
            "is a record whose accessor " + type.getName() + "." + accessor.getName() + " failed",
            e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }

  Object create(List<@Nullable Object> components) {
    try {
      return constructor.newInstance(components.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "is a record whose constructor "
              + type.getName()
              + Arrays.toString(constructor.getParameterTypes())
              + " refused its own components",
          e.getCause());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is a record of "
              + type.getName()
              + " with a component declared as a concrete list class, where a tuple holds immutable"
              + " copies; declare it as List",
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
