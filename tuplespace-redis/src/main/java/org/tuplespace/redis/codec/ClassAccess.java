package org.tuplespace.redis.codec;

import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;

/** Finds classes by names from the wire, and only those that are allowed. */
final class ClassAccess {

  private final AllowedClasses allowed;

  ClassAccess(AllowedClasses allowed) {
    this.allowed = allowed;
  }

  void require(Class<?> type) {
    if (type.isHidden()) {
      throw new TupleCodecException(
          "holds a lambda or another class without a name ("
              + type.getName()
              + "), which no other process can find; write a named class or a record");
    }
    require(type.getName());
  }

  private void require(String name) {
    if (!allowed.permits(name)) {
      throw refusal(name);
    }
  }

  static TupleCodecException refusal(String name) {
    String element = name.replaceFirst("^\\[+L?", "").replace(";", "");
    int dot = element.lastIndexOf('.');
    return new TupleCodecException(
        "holds a "
            + name
            + ", a class that is not allowed to cross the space; if you trust it, write"
            + " builder.allow("
            + element.substring(dot + 1).replace('$', '.')
            + ".class)"
            + (dot < 0 ? "" : " or builder.allowPackage(\"" + element.substring(0, dot) + "\")"));
  }

  static TupleCodecException missing(String name, @Nullable Throwable cause) {
    return new TupleCodecException(
        "holds a " + name + ", a class that is missing here; put it on the class path", cause);
  }

  /** The class, not yet initialised; looked for only if it is allowed. */
  Class<?> find(String name) {
    require(name);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      if (context != null) {
        return Class.forName(name, false, context);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // Our own loader may know it.
    }
    try {
      return Class.forName(name, false, ClassAccess.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw missing(name, e);
    }
  }
}
