package org.tuplespace.examples.bench.peers;

import net.jini.core.entry.Entry;
import org.jspecify.annotations.Nullable;

/** An entry of a JavaSpace; a template leaves null what may be anything. */
public final class SpaceEntry implements Entry {

  private static final long serialVersionUID = 1L;

  public @Nullable String shape;
  public @Nullable Object a;
  public @Nullable Object b;
  public @Nullable Object c;
  public @Nullable Object d;
  public @Nullable Object e;

  /** For the space, which makes entries itself. */
  public SpaceEntry() {}

  /** Of a tuple or a template. */
  SpaceEntry(Object[] fields) {
    shape = Shape.of(fields);
    a = Shape.actual(fields, 0);
    b = Shape.actual(fields, 1);
    c = Shape.actual(fields, 2);
    d = Shape.actual(fields, 3);
    e = Shape.actual(fields, 4);
  }

  @Nullable Object[] values() {
    return new @Nullable Object[] {a, b, c, d, e};
  }
}
