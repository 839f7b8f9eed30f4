package org.tuplespace.examples.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a run has measured, by row and system, and why there is nothing where there is nothing.
 * Not thread-safe.
 */
public final class Results {

  private final Map<String, String> systems = new LinkedHashMap<>();
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<Place, List<Double>> values = new LinkedHashMap<>();
  private final Map<Place, String> notes = new LinkedHashMap<>();

  private record Place(String metric, String system) {}

  /** Adds a column. */
  public void addSystem(String id, String title) {
    systems.put(id, title);
  }

  /** Adds a row, or leaves the one that is there. */
  public void addMetric(Metric metric) {
    metrics.putIfAbsent(metric.id(), metric);
  }

  /** Where the values of one system go. */
  public Figures of(String system) {
    return (metric, value) -> {
      addMetric(metric);
      values.computeIfAbsent(new Place(metric.id(), system), place -> new ArrayList<>()).add(value);
    };
  }

  /** Says why there are no values, in place of those that there may be. */
  public void note(Metric metric, String system, String note) {
    addMetric(metric);
    Place place = new Place(metric.id(), system);
    values.remove(place);
    notes.put(place, note);
  }

  /** The ids of the systems, in the order of the columns. */
  public Set<String> systems() {
    return systems.keySet();
  }

  /** What the column says. */
  public String title(String system) {
    return systems.getOrDefault(system, system);
  }

  /** The rows in their order. */
  public Collection<Metric> metrics() {
    return metrics.values();
  }

  /** The values of all rounds, or none. */
  public List<Double> values(String metric, String system) {
    return List.copyOf(values.getOrDefault(new Place(metric, system), List.of()));
  }

  /** What there is to tell of them, if there are any. */
  public Optional<Summary> summary(String metric, String system) {
    return Optional.ofNullable(values.get(new Place(metric, system))).map(Summary::of);
  }

  /** Why there are none. */
  public Optional<String> note(String metric, String system) {
    return Optional.ofNullable(notes.get(new Place(metric, system)));
  }

  /**
   * How many times as good a system is as another one: 2 for twice the rate, or half the cost.
   * Empty where one of them has no values.
   */
  public Optional<Double> timesAsGood(Metric metric, String system, String than) {
    Optional<Summary> one = summary(metric.id(), system);
    Optional<Summary> other = summary(metric.id(), than);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    double ratio = one.get().median() / other.get().median();
    return Optional.of(metric.moreIsBetter() ? ratio : 1 / ratio);
  }
}
