package org.tuplespace.jobs;

import static org.tuplespace.Match.any;
import static org.tuplespace.Match.greaterThan;

import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** The tuples of one sequence of ordered results, as {@code docs/conventions.md} tells them. */
record OrderedTuples(String queue, String name) {

  /** So many indices make a block, by which it is counted what is there. */
  static final int BLOCK = 100;

  private static final String ITEM = "item";
  private static final String NEXT = "next";
  private static final String END = "end";

  static long block(long index) {
    return index / BLOCK;
  }

  Tuple item(long index, @Nullable Object value) {
    return Tuple.of(queue, ITEM, name, block(index), index, value);
  }

  Template item(long index) {
    return Template.of(queue, ITEM, name, block(index), index, any());
  }

  Template block(Long number) {
    return Template.of(queue, ITEM, name, number, any(), any());
  }

  Template items() {
    return Template.of(queue, ITEM, name, any(), any(), any());
  }

  /** What comes next in order is the consumer's business from here on. */
  Tuple next(long index) {
    return Tuple.of(queue, NEXT, name, index);
  }

  Template next() {
    return Template.of(queue, NEXT, name, any());
  }

  Template nextAbove(long index) {
    return Template.of(queue, NEXT, name, greaterThan(index));
  }

  Tuple end(long count) {
    return Tuple.of(queue, END, name, count);
  }

  Template end() {
    return Template.of(queue, END, name, any());
  }

  static boolean isEnd(Tuple tuple) {
    return END.equals(tuple.get(1));
  }
}
