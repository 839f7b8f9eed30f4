package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.examples.farm.Job;
import org.tuplespace.examples.farm.Task;
import org.tuplespace.examples.numbers.Factors;

class FactorSearchTest {

  private static final BigInteger COMPOSITE =
      new BigInteger("1000003").multiply(new BigInteger("1000033"));

  private static Job job(BigInteger number) {
    return FactorSearch.job(Factors.of(number));
  }

  @Test
  void job_ofSmallNumber_triesSmallBoundsAlone_andEachCurveOnce() {
    List<Task> tasks = job(COMPOSITE).tasks();
    Set<Long> curves = new HashSet<>();
    for (int i = 0; i < tasks.size(); i++) {
      Tuple payload = tasks.get(i).payload();
      assertThat(tasks.get(i).number()).isEqualTo(i);
      assertThat(payload.getInt(0)).isEqualTo(200);
      for (int k = 0; k < tasks.get(i).size(); k++) {
        assertThat(curves.add(payload.getLong(1) + k)).isTrue();
      }
    }
    assertThat(curves).hasSize(80);
  }

  @Test
  void job_ofLargeNumber_goesOnToLargeBounds() {
    List<Task> tasks = job(COMPOSITE.pow(6).add(BigInteger.ONE.shiftLeft(1))).tasks();
    assertThat(tasks.get(0).payload().getInt(0)).isEqualTo(200);
    assertThat(tasks.get(tasks.size() - 1).payload().getInt(0)).isEqualTo(250_000);
  }

  @Test
  void job_isEnough_onceTheFactorsAreComplete() throws InterruptedException {
    Factors factors = Factors.of(COMPOSITE);
    Job job = FactorSearch.job(factors);
    FactorSearch search = new FactorSearch(job.parameters().get(0, BigInteger.class));
    assertThat(job.isEnough().test(Tuple.of(List.of()))).isFalse();
    boolean isEnough = false;
    for (Task task : job.tasks()) {
      isEnough = isEnough || job.isEnough().test(search.compute(task.payload()));
    }
    assertThat(isEnough).isTrue();
    assertThat(factors.toString()).isEqualTo("1000036000099 = 1000003 × 1000033");
  }
}
