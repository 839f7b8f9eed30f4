package org.tuplespace.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceStats;
import org.tuplespace.SpaceStats.Waiting;

/** Puts blocked calls together that wait for the same. Not thread-safe. */
public final class WaitingGroups {

  private final Map<Key, Group> groups = new LinkedHashMap<>();

  private record Key(boolean takes, String template) {}

  private static final class Group {
    long count;
    long first = Long.MAX_VALUE;
    @Nullable Instant since;
  }

  /**
   * Adds a call.
   *
   * @param templates its alternatives, as texts
   * @param order its place among those who wait
   */
  public void add(boolean takes, List<String> templates, long order, @Nullable Instant since) {
    Key key = new Key(takes, String.join(" or ", templates));
    Group group = groups.computeIfAbsent(key, each -> new Group());
    group.count++;
    if (order < group.first) {
      group.first = order;
      group.since = since;
    }
  }

  /** The groups, the longest waiting first, as many as {@link SpaceStats} tells of. */
  public List<Waiting> oldest() {
    return groups.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().first))
        .limit(SpaceStats.MOST_WAITING)
        .map(
            entry ->
                new Waiting(
                    entry.getKey().takes(),
                    entry.getKey().template(),
                    entry.getValue().count,
                    entry.getValue().since))
        .toList();
  }
}
