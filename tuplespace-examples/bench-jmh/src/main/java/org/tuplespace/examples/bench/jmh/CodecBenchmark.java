package org.tuplespace.examples.bench.jmh;

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
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.codec.EncodedTemplate;
import org.tuplespace.redis.codec.EncodedTuple;
import org.tuplespace.redis.codec.FstSerializer;
import org.tuplespace.redis.codec.TupleCodec;

/** Tuples and templates to bytes, tuples back, and the keys of an index. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

  private static final String SHAPE = "VVT";

  private final AllowedClasses allowed = AllowedClasses.jdk();
  private final TupleCodec codec = new TupleCodec(allowed, new FstSerializer(allowed));
  private final Tuple tuple = Tuple.of("job", 42, new byte[100]);
  private final Template template = Template.of("job", 42, byte[].class);
  private final EncodedTuple encoded = encodeTuple();
  private final byte[] stored = encoded.bytes();

  /** A tuple of 120 bytes. */
  @Benchmark
  public EncodedTuple encodeTuple() {
    return codec.encode(tuple, CodecBenchmark::noBlob);
  }

  /** The same back. */
  @Benchmark
  public Tuple decodeTuple() {
    return codec.decode(stored, id -> null);
  }

  /** A template with two values and a type. */
  @Benchmark
  public EncodedTemplate encodeTemplate() {
    return codec.encode(template);
  }

  /** The key of a tuple that was just encoded. */
  @Benchmark
  public byte[] keyOfEncoded() {
    return encoded.key(SHAPE);
  }

  /** The key of a tuple as it is stored. */
  @Benchmark
  public byte[] keyOfStored() {
    return codec.keyFor(stored, SHAPE);
  }

  private static String noBlob() {
    throw new IllegalStateException("a small tuple needs no blob");
  }
}
