package org.tuplespace.examples.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** A space in the JVM, among tuples that have nothing to do with it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LocalSpaceBenchmark {

  @Param({"0", "10000", "1000000"})
  public int others;

  private final byte[] payload = new byte[100];
  private final TupleSpace space = new LocalTupleSpace("jmh");

  /** Puts the others. */
  @Setup(Level.Trial)
  public void fill() {
    for (int i = 0; i < others; i++) {
      space.out("other " + i, payload);
    }
  }

  /** Ends the space. */
  @TearDown(Level.Trial)
  public void close() {
    space.close();
  }

  /** An out and the in that takes it. */
  @Benchmark
  public Tuple outAndIn() throws InterruptedException {
    space.out("mine", payload);
    return space.in("mine", byte[].class);
  }

  /** A question for what isn't there. */
  @Benchmark
  public boolean inpOfNothing() {
    return space.inp("nothing", byte[].class).isPresent();
  }
}
