package org.tuplespace.examples.movie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MandelbrotTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 0", "-2, 0", "0.25, 0", "0, 1", "-0.122561, 0.744862", "-1.754878, 0"})
  void escape_pointOfTheSet_isInside(double x, double y) {
    assertThat(Mandelbrot.escape(x, y, 10_000)).isEqualTo(Mandelbrot.INSIDE);
  }

  @ParameterizedTest
  @CsvSource({"0.26, 0", "0.5, 0.5", "-2.001, 0", "0, 1.01", "-0.75, 0.05"})
  void escape_pointOutside_isAboutTheNumberOfSteps(double x, double y) {
    double re = 0;
    double im = 0;
    int steps = 0;
    for (; re * re + im * im <= 1 << 16; steps++) {
      double oldRe = re;
      re = re * re - im * im + x;
      im = 2 * oldRe * im + y;
    }

    // At the bailout radius R = 256 itself the fraction is log2(log2 R) = 3 below the step.
    assertThat(Mandelbrot.escape(x, y, 10_000)).isBetween(steps - 4.0, steps - 3.0 + 1e-9);
  }

  @Test
  void escape_alongALine_isContinuous() {
    double before = Mandelbrot.escape(0.5, 0, 1_000);
    for (double x = 0.5001; x < 4; x += 0.0001) {
      double next = Mandelbrot.escape(x, 0, 1_000);
      assertThat(next).isCloseTo(before, within(0.01));
      before = next;
    }
  }

  @Test
  void escape_fewerIterationsThanItTakes_isInside() {
    assertThat(Mandelbrot.escape(0.26, 0, 10)).isEqualTo(Mandelbrot.INSIDE);
  }
}
