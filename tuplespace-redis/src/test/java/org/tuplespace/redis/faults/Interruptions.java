package org.tuplespace.redis.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tuplespace.redis.faults.Ledgers.Mark;

/** When which process was dead, stopped or cut off from the server, by the marks of the suite. */
final class Interruptions {

  static final String KILLED = "KILLED ";
  static final String STOPPED = "STOPPED ";
  static final String RESUMED = "RESUMED ";
  static final String CUT = "CUT ";
  static final String MENDED = "MENDED ";

  /** Stands for the name of every process. */
  static final String ALL = "*";

  /**
   * An acknowledgement leaves within milliseconds of the answer; this allows for a machine that has
   * far more to do than it can.
   */
  private static final long GRACE = TimeUnit.SECONDS.toNanos(1);

  /** From one time to another, or for ever. */
  private record Interruption(long from, long to) {}

  private final Map<String, List<Interruption>> byProcess = new HashMap<>();

  Interruptions(List<Mark> marks) {
    Map<String, Long> open = new HashMap<>();
    for (Mark mark : marks) {
      String text = mark.text();
      String process = text.substring(text.indexOf(' ') + 1);
      if (text.startsWith(KILLED)) {
        add(process, mark.nanos(), Long.MAX_VALUE);
      } else if (text.startsWith(STOPPED) || text.startsWith(CUT)) {
        open.put(process, mark.nanos());
      } else if (text.startsWith(RESUMED) || text.startsWith(MENDED)) {
        Long from = open.remove(process);
        if (from != null) {
          add(process, from, mark.nanos());
        }
      }
    }
    open.forEach((process, from) -> add(process, from, Long.MAX_VALUE));
  }

  private void add(String process, long from, long to) {
    byProcess.computeIfAbsent(process, key -> new ArrayList<>()).add(new Interruption(from, to));
  }

  /** Whether the answer, or its acknowledgement, may have met an interruption. */
  boolean mayHaveMet(Operation operation) {
    return meets(operation, operation.process()) || meets(operation, ALL);
  }

  private boolean meets(Operation operation, String process) {
    return byProcess.getOrDefault(process, List.of()).stream()
        .anyMatch(i -> i.from() <= operation.end() + GRACE && i.to() >= operation.begin());
  }

  /** Whether the process was killed. */
  boolean isDead(String process) {
    return byProcess.getOrDefault(process, List.of()).stream()
        .anyMatch(i -> i.to() == Long.MAX_VALUE);
  }
}
