package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.Tuple;
import org.tuplespace.examples.farm.Outcome;
import org.tuplespace.examples.farm.Task;
import org.tuplespace.examples.numbers.PrimeSieve;

class PrimeCountTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4_194_303, 4_194_304, 100_000_000, PrimeSieve.MAX_LIMIT})
  void job_segments_coverTheRangeWithoutGaps(long limit) {
    List<Task> tasks = PrimeCount.job(limit).tasks();

    long next = 0;
    for (Task task : tasks) {
      assertThat(task.payload().getLong(0)).isEqualTo(next);
      next = task.payload().getLong(1);
    }
    assertThat(next).isEqualTo(limit + 1);
    assertThat(tasks.size()).isBetween(1, 2_000);
  }

  @Test
  void total_ofAllResults_isTheCount() throws InterruptedException {
    PrimeCount computation = new PrimeCount(10_000_000);
    List<Tuple> results = new ArrayList<>();
    for (Task task : PrimeCount.job(10_000_000).tasks()) {
      results.add(computation.compute(task.payload()));
    }

    assertThat(PrimeCount.total(new Outcome(results, Map.of(), Duration.ZERO))).isEqualTo(664_579);
  }
}
