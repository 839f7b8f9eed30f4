package org.tuplespace.examples.bench.peers;

import org.jspecify.annotations.Nullable;

/** What SemiSpace matches: public fields as text. The values themselves go along unmatched. */
public final class SemiTuple {

  public @Nullable String shape;
  public @Nullable String a;
  public @Nullable String b;
  public @Nullable String c;
  public @Nullable String d;
  public @Nullable String e;

  private final Object @Nullable [] values;

  /** Of a tuple or a template. */
  SemiTuple(Object[] fields, boolean isTemplate) {
    shape = Shape.of(fields);
    a = Shape.text(fields, 0);
    b = Shape.text(fields, 1);
    c = Shape.text(fields, 2);
    d = Shape.text(fields, 3);
    e = Shape.text(fields, 4);
    values = isTemplate ? null : fields;
  }

  Object[] values() {
    if (values == null) {
      throw new IllegalStateException("a template has no values");
    }
    return values;
  }
}
