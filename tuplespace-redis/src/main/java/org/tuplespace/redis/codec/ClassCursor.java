package org.tuplespace.redis.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** The class entries of one field, read in the order of its typed objects. */
final class ClassCursor {

  private final List<ClassEntry> entries;
  private int next;

  ClassCursor(List<ClassEntry> entries) {
    this.entries = entries;
  }

  boolean hasNext() {
    return next < entries.size();
  }

  ClassEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more class entries");
    }
    return entries.get(next++);
  }

  /** Where this stands, for {@link #goBack}. */
  int position() {
    return next;
  }

  void goBack(int position) {
    next = position;
  }

  /** The next {@code n}, or as many as there are. */
  List<ClassEntry> next(int n) {
    List<ClassEntry> several = new ArrayList<>(n);
    while (several.size() < n && hasNext()) {
      several.add(next());
    }
    return several;
  }
}
