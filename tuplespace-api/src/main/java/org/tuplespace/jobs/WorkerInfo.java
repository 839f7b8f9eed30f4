package org.tuplespace.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tuplespace.Tuple;

/**
 * A worker as it told of itself.
 *
 * @param name unique among the queue's workers
 * @param seen when it told this, by its clock
 * @param concurrency how many jobs it runs at once
 * @param running the ids of those it ran then
 * @param done how many it had ended since it started, whether they succeeded or failed
 */
public record WorkerInfo(
    String name,
    Instant seen,
    String host,
    long pid,
    Set<String> labels,
    int concurrency,
    List<String> running,
    long done) {

  /** Copies the collections. */
  public WorkerInfo {
    labels = Set.copyOf(labels);
    running = List.copyOf(running);
  }

  /** While a worker renews its tuple there are two of it; the later counts. */
  static List<WorkerInfo> latest(List<Tuple> tuples) {
    Map<String, WorkerInfo> byName = new LinkedHashMap<>();
    for (Tuple tuple : tuples) {
      WorkerInfo worker = of(tuple);
      byName.merge(
          worker.name(), worker, (one, other) -> one.seen.isAfter(other.seen) ? one : other);
    }
    return new ArrayList<>(byName.values());
  }

  private static WorkerInfo of(Tuple tuple) {
    Set<String> labels = new LinkedHashSet<>();
    tuple.getList(6).forEach(label -> labels.add(String.valueOf(label)));
    List<String> running = new ArrayList<>();
    tuple.getList(8).forEach(id -> running.add(String.valueOf(id)));
    return new WorkerInfo(
        tuple.getString(2),
        tuple.get(3, Instant.class),
        tuple.getString(4),
        tuple.getLong(5),
        labels,
        tuple.getInt(7),
        running,
        tuple.getLong(9));
  }
}
