package org.tuplespace.redis;

import static org.tuplespace.redis.RedisTupleSpace.join;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceStats;
import org.tuplespace.SpaceStats.Waiting;
import org.tuplespace.internal.WaitingGroups;
import org.tuplespace.redis.codec.TemplateDecoder;

/** What a partition tells of itself. */
final class Observation {

  private static final String END = "0";

  /** Where the shapes begin in the reply. */
  private static final int SHAPES = 10;

  private final Partition partition;

  Observation(Partition partition) {
    this.partition = partition;
  }

  SpaceStats stats(String name) {
    Reply reply = ok(Script.STATS, Args.of());
    List<SpaceStats.Shape> shapes = new ArrayList<>();
    for (int i = SHAPES; i + 2 < reply.size(); i += 3) {
      boolean ready = reply.text(i + 2).equals("+");
      shapes.add(new SpaceStats.Shape((int) reply.number(i), reply.text(i + 1), ready));
    }
    long tuples = reply.number(0);
    long delayed = reply.number(1);
    long blockedIns = reply.number(3);
    long blockedRds = reply.number(4);
    long held = reply.number(7);
    long seen = reply.number(8);
    return new SpaceStats(
        name,
        tuples,
        delayed,
        reply.number(2),
        held,
        seen + delayed,
        Math.max(0, seen - tuples - held),
        OptionalLong.of(reply.number(9)),
        blockedIns,
        blockedRds,
        reply.number(5),
        reply.number(6),
        shapes,
        blockedIns + blockedRds > 0 ? waiting() : List.of());
  }

  private List<Waiting> waiting() {
    WaitingGroups groups = new WaitingGroups();
    Set<Long> seen = new HashSet<>();
    String cursor = END;
    do {
      Reply reply = ok(Script.BLOCKED, Args.of(cursor));
      cursor = reply.text(0);
      int at = 1;
      while (at < reply.size()) {
        long id = reply.number(at);
        boolean takes = reply.text(at + 1).equals("I");
        long since = reply.number(at + 2);
        int alternatives = (int) reply.number(at + 3);
        List<String> templates = new ArrayList<>(alternatives);
        for (int a = at + 4; a < at + 4 + 4 * alternatives; a += 4) {
          templates.add(
              TemplateDecoder.text(
                  reply.text(a + 1), reply.parts().get(a + 2), reply.parts().get(a + 3)));
        }
        if (seen.add(id)) {
          groups.add(takes, templates, id, time(since));
        }
        at += 4 + 4 * alternatives;
      }
    } while (!cursor.equals(END) && seen.size() < SpaceStats.MOST_LOOKED_AT);
    return groups.oldest();
  }

  private static @Nullable Instant time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }

  private Reply ok(Script script, Args args) {
    partition.requireOpen();
    Reply reply = join(partition.call(script, args));
    if (!reply.is("OK")) {
      partition.dropped();
      throw partition.closed();
    }
    return reply;
  }
}
