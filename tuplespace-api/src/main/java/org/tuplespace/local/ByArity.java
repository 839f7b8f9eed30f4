package org.tuplespace.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One thing an arity, made when first asked for. */
final class ByArity<T> {

  private final IntFunction<T> maker;
  private final List<@Nullable T> things = new ArrayList<>();

  ByArity(IntFunction<T> maker) {
    this.maker = maker;
  }

  @Nullable T get(int arity) {
    return arity < things.size() ? things.get(arity) : null;
  }

  T getOrMake(int arity) {
    T thing = get(arity);
    if (thing == null) {
      thing = maker.apply(arity);
      while (things.size() <= arity) {
        things.add(null);
      }
      things.set(arity, thing);
    }
    return thing;
  }

  /** Those made so far, in the order of their arities. */
  List<T> all() {
    return things.stream().filter(Objects::nonNull).toList();
  }

  void clear() {
    things.clear();
  }
}
