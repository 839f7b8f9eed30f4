package org.tuplespace.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tuples that are there, in their order, without an index: an index over everything would cost
 * the server as much memory again as small tuples take.
 *
 * <p>Ids are given in a row. Where most of them are still in use, those of a page are simply tried.
 * Else the ids in use are gathered first, and sorted here; at most some millions are held: of more,
 * the lowest are read, and then the rest is gathered anew.
 */
final class PagesById implements Pages {

  private static final int PAGE = 500;
  private static final int MAX_IDS = 1 << 22;

  /**
   * Trying an id that is not in use costs about a quarter of what it costs to gather one that is.
   */
  private static final int WORTH_TRYING = 4;

  /** An arity is at most 255. */
  private static final int ARITY_BITS = 8;

  private final TupleTable table;
  private final String arity;
  private final byte[] tests;
  private final int maxIds;

  /** Ids with their arities, so that they sort by ids. */
  private long[] places = {};

  private int size;
  private int next;

  private boolean hasBegun;
  private boolean tries;
  private boolean hasMore;
  private String begin = "";
  private String upto = "";
  private List<String> arities = List.of();
  private long after;

  PagesById(TupleTable table, @Nullable Integer arity, byte[] tests) {
    this(table, arity, tests, MAX_IDS);
  }

  PagesById(TupleTable table, @Nullable Integer arity, byte[] tests, int maxIds) {
    this.table = table;
    this.arity = arity == null ? "" : arity.toString();
    this.tests = tests;
    this.maxIds = maxIds;
  }

  @Override
  public @Nullable CompletableFuture<Page> next() {
    if (!hasBegun) {
      hasBegun = true;
      begin();
    }
    List<String> page = tries ? nextToTry() : nextInUse();
    return page.isEmpty() ? null : table.read(page, tests);
  }

  private void begin() {
    Reply reply = table.list(arity, "", "0", "");
    begin = reply.text(0);
    upto = reply.text(1);
    arities = Stream.of(reply.text(3).split(",", -1)).filter(each -> !each.isEmpty()).toList();
    tries = reply.number(1) * arities.size() <= WORTH_TRYING * reply.number(2);
    hasMore = !begin.isEmpty();
  }

  private List<String> nextToTry() {
    List<String> page = new ArrayList<>();
    long last = hasMore ? Long.parseLong(upto) : 0;
    while (after < last && page.size() < PAGE) {
      after++;
      for (String each : arities) {
        page.add(each + ":" + after);
      }
    }
    return page;
  }

  private List<String> nextInUse() {
    if (next == size && hasMore) {
      gather();
    }
    int end = Math.min(next + PAGE, size);
    List<String> page = new ArrayList<>(end - next);
    while (next < end) {
      long place = places[next++];
      page.add((place & ((1 << ARITY_BITS) - 1)) + ":" + (place >> ARITY_BITS));
    }
    return page;
  }

  private void gather() {
    size = 0;
    next = 0;
    hasMore = false;
    String cursor = begin;
    while (!cursor.isEmpty()) {
      Reply reply = table.list(arity, cursor, Long.toString(after), upto);
      cursor = reply.text(0);
      add(reply.number(3), reply.text(4));
    }
    sort();
    leaveOutTheHighest();
    if (size > 0) {
      after = places[size - 1] >> ARITY_BITS;
    }
  }

  private void add(long ofArity, String ids) {
    int from = 0;
    while (from < ids.length()) {
      int comma = ids.indexOf(',', from);
      int to = comma < 0 ? ids.length() : comma;
      if (size == 2 * maxIds) {
        sort();
        leaveOutTheHighest();
      }
      if (size == places.length) {
        places = Arrays.copyOf(places, Math.min(2 * maxIds, Math.max(1024, 2 * size)));
      }
      places[size++] = Long.parseLong(ids, from, to, 10) << ARITY_BITS | ofArity;
      from = to + 1;
    }
  }

  /** Sorts, and leaves out what the server told twice. */
  private void sort() {
    Arrays.sort(places, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || places[i] != places[i - 1]) {
        places[kept++] = places[i];
      }
    }
    size = kept;
  }

  private void leaveOutTheHighest() {
    if (size > maxIds) {
      size = maxIds;
      hasMore = true;
    }
  }
}
