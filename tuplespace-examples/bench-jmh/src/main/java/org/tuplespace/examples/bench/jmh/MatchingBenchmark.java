package org.tuplespace.examples.bench.jmh;

import static org.tuplespace.Match.between;
import static org.tuplespace.Match.startsWith;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** Whether a template matches a tuple. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchingBenchmark {

  private final Tuple tuple = Tuple.of("job", 42, new byte[100]);
  private final Template exact = Template.of("job", 42, byte[].class);
  private final Template other = Template.of("job", 43, byte[].class);
  private final Template filters = Template.of(startsWith("jo"), between(1, 100), byte[].class);

  /** Values and a type, which match. */
  @Benchmark
  public boolean valuesThatMatch() {
    return exact.matches(tuple);
  }

  /** A value that doesn't match. */
  @Benchmark
  public boolean valuesThatDoNot() {
    return other.matches(tuple);
  }

  /** A prefix and a range. */
  @Benchmark
  public boolean filters() {
    return filters.matches(tuple);
  }
}
