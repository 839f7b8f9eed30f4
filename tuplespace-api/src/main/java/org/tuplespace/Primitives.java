package org.tuplespace;

import java.lang.invoke.MethodType;

/** Lets {@code int.class} stand for {@code Integer.class}, as a caller means it. */
final class Primitives {
  private Primitives() {}

  @SuppressWarnings("unchecked") // the wrapper of T is what a T is boxed to
  static <T> Class<T> wrap(Class<T> type) {
    return (Class<T>) MethodType.methodType(type).wrap().returnType();
  }
}
