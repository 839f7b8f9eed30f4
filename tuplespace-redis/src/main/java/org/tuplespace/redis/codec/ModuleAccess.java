package org.tuplespace.redis.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleCodecException;

/**
 * Opens packages of the JDK to the serialiser, which reads and writes the private fields of their
 * classes, as {@code --add-opens} would.
 *
 * <p>A module can only be opened from inside. Our way in is the factory for constructors that the
 * JDK gives to serialisers: it hands out the constructor of a lookup that may do everything. Unlike
 * {@code Unsafe}, that makes no JDK print a warning.
 */
final class ModuleAccess {

  private static final int TRUSTED = -1;

  private static final @Nullable MethodHandle ADD_OPENS = addOpens();

  private ModuleAccess() {}

  /** Opens the packages of {@code type} and of its superclasses to {@code reader}. */
  static void open(Class<?> type, Module reader) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Module module = each.getModule();
      if (!module.isOpen(each.getPackageName(), reader)) {
        open(module, each.getPackageName(), reader);
      }
    }
  }

  private static void open(Module module, String packageName, Module reader) {
    MethodHandle addOpens = ADD_OPENS;
    if (addOpens != null) {
      try {
        addOpens.invoke(module, packageName, reader);
        return;
      } catch (Throwable e) {
        throw refused(module, packageName, e);
      }
    }
    throw refused(module, packageName, null);
  }

  private static TupleCodecException refused(
      Module module, String packageName, @Nullable Throwable cause) {
    return new TupleCodecException(
        "holds an object whose fields can't be reached, since this JVM keeps "
            + packageName
            + " closed; start it with "
            + flags(module, packageName),
        cause);
  }

  /** All flags that objects of the classes allowed by default need, and this package's. */
  static String flags(Module module, String packageName) {
    TreeSet<String> opens = new TreeSet<>();
    for (String each :
        new String[] {
          "io",
          "lang",
          "math",
          "net",
          "time",
          "util",
          "util.concurrent",
          "util.concurrent.atomic",
          "util.concurrent.locks"
        }) {
      opens.add("--add-opens=java.base/java." + each + "=ALL-UNNAMED");
    }
    opens.add("--add-opens=" + module.getName() + "/" + packageName + "=ALL-UNNAMED");
    return String.join(" ", opens);
  }

  private static @Nullable MethodHandle addOpens() {
    try {
      Class<?> factoryType = Class.forName("sun.reflect.ReflectionFactory");
      Object factory = factoryType.getMethod("getReflectionFactory").invoke(null);
      Constructor<?> constructor =
          (Constructor<?>)
              factoryType
                  .getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                  .invoke(
                      factory,
                      Lookup.class,
                      Lookup.class.getDeclaredConstructor(Class.class, Class.class, int.class));
      Lookup lookup = (Lookup) constructor.newInstance(Object.class, null, TRUSTED);
      return lookup.findVirtual(
          Module.class,
          "implAddOpens",
          MethodType.methodType(void.class, String.class, Module.class));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null; // Then the flags are needed, and the error that names them says why.
    }
  }
}
