package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.examples.farm.Job;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.farm.Task;
import org.tuplespace.examples.numbers.PrimeSieve;

class MersenneSearchTest {

  @Test
  void job_holdsEveryPrimeOnce_largestFirst() {
    List<Integer> handedOut = exponents(MersenneSearch.job(3_000));

    assertThat(handedOut)
        .containsExactlyElementsOf(
            PrimeSieve.primesUpTo(3_000).boxed().sorted(Comparator.reverseOrder()).toList());
  }

  @Test
  void job_numbersAndSizes_areThoseOfItsTasks() {
    List<Task> tasks = MersenneSearch.job(10_000).tasks();

    for (int i = 0; i < tasks.size(); i++) {
      assertThat(tasks.get(i).number()).isEqualTo(i);
      assertThat(tasks.get(i).size()).isEqualTo(tasks.get(i).payload().getList(0).size());
    }
    assertThat(tasks.get(0).size()).isEqualTo(1);
    assertThat(tasks.get(tasks.size() - 1).size()).isGreaterThan(10);
  }

  @Test
  void job_ofOneExponent_isOneTask() {
    assertThat(exponents(MersenneSearch.job(2))).containsExactly(2);
  }

  @Test
  void job_short_stillKeepsManyWorkersBusy() {
    assertThat(MersenneSearch.job(1_300).tasks()).hasSizeBetween(20, 60);
  }

  @Test
  void found_resultsInAnyOrder_areSorted() throws InterruptedException {
    List<Tuple> results = new ArrayList<>();
    for (Task task : MersenneSearch.job(130).tasks()) {
      results.add(new MersenneSearch().compute(task.payload()));
    }

    assertThat(MersenneSearch.found(new Outcome(results, Map.of(), Duration.ZERO)))
        .containsExactly(2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127);
  }

  private static List<Integer> exponents(Job job) {
    return job.tasks().stream()
        .flatMap(task -> task.payload().getList(0).stream())
        .map(Integer.class::cast)
        .toList();
  }
}
