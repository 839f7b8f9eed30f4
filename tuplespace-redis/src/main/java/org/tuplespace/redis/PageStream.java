package org.tuplespace.redis;

import static org.tuplespace.redis.RedisTupleSpace.join;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tuplespace.Tuple;

/**
 * The tuples of pages as a stream: the next pages are under way while one is consumed. One that is
 * left before its end leaves at most those behind.
 */
final class PageStream extends AbstractSpliterator<Tuple> {

  private static final int AHEAD = 2;
  private static final int CHARACTERISTICS =
      Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;

  private final Pages pages;
  private final Deque<CompletableFuture<Page>> underWay = new ArrayDeque<>();
  private boolean isAtEnd;
  private Iterator<Tuple> current = Collections.emptyIterator();

  private PageStream(Pages pages) {
    super(Long.MAX_VALUE, CHARACTERISTICS);
    this.pages = pages;
  }

  /** The pages are first asked for when the stream is consumed. */
  static Stream<Tuple> of(Supplier<Pages> pages) {
    return StreamSupport.stream(() -> new PageStream(pages.get()), CHARACTERISTICS, false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Tuple> action) {
    while (!current.hasNext()) {
      fill();
      CompletableFuture<Page> first = underWay.poll();
      if (first == null) {
        return false;
      }
      Page page = join(first);
      if (page.hasRest()) {
        underWay.addFirst(page.rest());
      }
      fill();
      current = page.tuples().iterator();
    }
    action.accept(current.next());
    return true;
  }

  private void fill() {
    while (!isAtEnd && underWay.size() < AHEAD) {
      CompletableFuture<Page> next = pages.next();
      if (next == null) {
        isAtEnd = true;
      } else {
        underWay.add(next);
      }
    }
  }
}
