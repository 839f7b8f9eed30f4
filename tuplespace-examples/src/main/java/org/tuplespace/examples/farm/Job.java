package org.tuplespace.examples.farm;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.tuplespace.Tuple;

/**
 * A computation cut into tasks.
 *
 * @param kind which computation
 * @param parameters what its workers need to know beside their tasks
 * @param tasks handed out in this order; the number of each is its place here
 * @param cost about how long a task takes, in any unit: what progress and time left go by
 * @param unit what the sizes of the tasks count, in the plural
 * @param isEnough told of each result as it comes; after true the run is over, whatever is left
 */
public record Job(
    String kind,
    Tuple parameters,
    List<Task> tasks,
    ToDoubleFunction<Task> cost,
    String unit,
    Predicate<Tuple> isEnough) {

  /** Copies the list. */
  public Job {
    tasks = List.copyOf(tasks);
  }

  /** A job all of whose tasks are to be done. */
  public Job(
      String kind, Tuple parameters, List<Task> tasks, ToDoubleFunction<Task> cost, String unit) {
    this(kind, parameters, tasks, cost, unit, result -> false);
  }
}
