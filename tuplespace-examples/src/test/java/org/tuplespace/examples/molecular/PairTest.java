package org.tuplespace.examples.molecular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTest {

  @Test
  void energyAndForce_atTheCutoff_areZero() {
    assertThat(Pair.energyAt(Pair.CUTOFF_SQUARED)).isCloseTo(0, within(1e-15));
    assertThat(Pair.forceOverDistanceAt(Pair.CUTOFF_SQUARED)).isCloseTo(0, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1, 1.1224620483, 1.5, 2, 2.4})
  void force_isTheSlopeOfTheEnergy(double distance) {
    double h = 1e-6;
    double slope = (energy(distance + h) - energy(distance - h)) / (2 * h);

    assertThat(Pair.forceOverDistanceAt(distance * distance) * distance)
        .isCloseTo(-slope, within(1e-6));
  }

  @Test
  void energy_isThatOfLennardAndJonesWithTheForceShifted() {
    double lj = 4 * (Math.pow(1.5, -12) - Math.pow(1.5, -6));
    double ljAtCutoff = 4 * (Math.pow(2.5, -12) - Math.pow(2.5, -6));
    double slopeAtCutoff = 4 * (-12 * Math.pow(2.5, -13) + 6 * Math.pow(2.5, -7));

    assertThat(energy(1.5)).isCloseTo(lj - ljAtCutoff - (1.5 - 2.5) * slopeAtCutoff, within(1e-12));
  }

  private static double energy(double distance) {
    return Pair.energyAt(distance * distance);
  }
}
