package org.tuplespace.examples.bench.workload;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How large the workloads are.
 *
 * @param name names it
 * @param rounds how often each is measured, all systems in turn
 * @param warmUp how long the runs of each before those that count go on, if there are any
 * @param slice how long those run that go on for a time
 * @param limit how long one run of one system may take
 * @param most how many tuples those hold at most
 * @param unrelated how many tuples are in the way
 * @param tasks how many are in the bag
 * @param workers how many threads take from it
 * @param blocked how many clients wait
 * @param megabytes how large the large fields are
 * @param jobs how many are queued, and how, for each number that a worker does at once
 * @param threads how many put and take at once
 * @param counted how many operations the server's time is divided by
 * @param resident how many tuples the memory is divided by
 */
public record Scale(
    String name,
    int rounds,
    Duration warmUp,
    Duration slice,
    Duration limit,
    int most,
    List<Integer> unrelated,
    int tasks,
    List<Integer> workers,
    List<Integer> blocked,
    List<Integer> megabytes,
    List<JobLoad> jobs,
    List<Integer> threads,
    int counted,
    int resident) {

  /** For tests: whether it works. */
  public static final Scale TINY =
      new Scale(
          "tiny",
          1,
          Duration.ZERO,
          Duration.ofMillis(20),
          Duration.ofSeconds(60),
          100,
          List.of(0, 50),
          40,
          List.of(1, 3),
          List.of(0, 5),
          List.of(1),
          List.of(new JobLoad(1, 20, 0), new JobLoad(4, 10, 10)),
          List.of(4),
          50,
          200);

  /** For a look, and for the check: about a minute. */
  public static final Scale QUICK =
      new Scale(
          "quick",
          5,
          Duration.ZERO,
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          20_000,
          List.of(0, 10_000),
          1_000,
          List.of(4),
          List.of(0, 40),
          List.of(1),
          List.of(new JobLoad(1, 300, 0), new JobLoad(50, 300, 700)),
          List.of(16),
          1_000,
          4_000);

  /** What the documents tell of: about 30 minutes on two cores. */
  public static final Scale FULL =
      new Scale(
          "full",
          3,
          Duration.ofSeconds(8),
          Duration.ofSeconds(1),
          Duration.ofSeconds(240),
          100_000,
          List.of(0, 10_000, 1_000_000),
          10_000,
          List.of(1, 4, 16),
          List.of(0, 40, 1_000, 10_000),
          List.of(1, 64),
          List.of(new JobLoad(1, 2_000, 0), new JobLoad(50, 2_000, 18_000)),
          List.of(4, 16),
          10_000,
          100_000);

  /** The same with another number of rounds. */
  public Scale withRounds(int other) {
    return new Scale(
        name, other, warmUp, slice, limit, most, unrelated, tasks, workers, blocked, megabytes,
        jobs, threads, counted, resident);
  }

  /** All of it by name, for those who read the figures. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (var component : Scale.class.getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(this);
        String parameter = component.getName().equals("name") ? "scale" : component.getName();
        parameters.put(parameter, String.valueOf(value).toLowerCase(Locale.ROOT));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record without its component", e);
      }
    }
    return parameters;
  }
}
