package org.tuplespace.examples.linuxtuples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** The programs in one JVM; that their answers are right they check themselves. */
@Timeout(60)
class LinuxTuplesProgramsTest {

  private final TupleSpace space = new LocalTupleSpace("linuxtuples-" + UUID.randomUUID());

  @AfterEach
  void close() {
    space.close();
  }

  static Stream<LindaProgram> programsThatTidyUp() {
    return Stream.of(
        new SquareRoots(),
        new PingPong(),
        new Fft(),
        new PublicInformation(),
        new ScatterGather(),
        new JobControl(),
        new Counting());
  }

  @ParameterizedTest
  @MethodSource("programsThatTidyUp")
  void program_endsWithAnEmptySpace(LindaProgram program) throws Exception {
    program.run(space);
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void synchronize_leavesTheBarrierAtZero() throws Exception {
    new Synchronize().run(space);
    assertThat(space.rdp("synchronize", 0)).isPresent();
  }

  @Test
  void broadcast_leavesItsValue() throws Exception {
    new Broadcast().run(space);
    assertThat(space.rdp("value of n", 17)).isPresent();
    assertThat(space.stats().tuples()).isOne();
  }

  @Test
  void fourierTransform_isTheSumOfItsDefinition() {
    Random random = new Random(1);
    int n = 64;
    double[] re = random.doubles(n).toArray();
    double[] im = random.doubles(n).toArray();
    double[] transformedRe = re.clone();
    double[] transformedIm = im.clone();
    FourierTransform.of(transformedRe, transformedIm);
    for (int k = 0; k < n; k++) {
      double sumRe = 0;
      double sumIm = 0;
      for (int t = 0; t < n; t++) {
        double angle = -2 * Math.PI * k * t / n;
        sumRe += re[t] * Math.cos(angle) - im[t] * Math.sin(angle);
        sumIm += re[t] * Math.sin(angle) + im[t] * Math.cos(angle);
      }
      assertThat(transformedRe[k]).isCloseTo(sumRe, within(1e-9));
      assertThat(transformedIm[k]).isCloseTo(sumIm, within(1e-9));
    }
  }
}
