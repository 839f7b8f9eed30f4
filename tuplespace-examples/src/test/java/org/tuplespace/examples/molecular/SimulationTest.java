package org.tuplespace.examples.molecular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tuplespace.examples.farm.FarmException;

class SimulationTest {

  private static final Liquid LIQUID = new Liquid(400, 7);

  @Test
  void start_hasTheTemperatureAndStandsStill() {
    double[] velocities = LIQUID.velocities();

    for (int axis = 0; axis < 3; axis++) {
      double sum = 0;
      for (int i = axis; i < velocities.length; i += 3) {
        sum += velocities[i];
      }
      assertThat(sum).isCloseTo(0, within(1e-10));
    }
    double squares = Arrays.stream(velocities).map(v -> v * v).sum();
    assertThat(squares / (3 * 399)).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void start_anyNumberOfAtoms_keepApartInTheBox() {
    for (int atoms : new int[] {338, 400, 1_000}) {
      Liquid liquid = new Liquid(atoms, 1);
      double[] p = liquid.positions();
      assertThat(p).hasSize(3 * atoms);
      for (int i = 0; i < atoms; i++) {
        for (int k = 0; k < 3; k++) {
          assertThat(p[3 * i + k]).isBetween(0.0, liquid.box());
        }
        for (int j = 0; j < i; j++) {
          assertThat(distance(p, i, j, liquid.box())).isGreaterThan(0.9);
        }
      }
    }
  }

  @Test
  void tooFewAtoms_areRefused() {
    assertThatThrownBy(() -> new Liquid(337, 1))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("too few atoms");
    assertThatThrownBy(() -> new Liquid(0, 1)).hasMessageContaining("0");
  }

  @Test
  void forces_areThoseOfAllPairs() throws InterruptedException {
    double[] positions = melted().positions().clone();
    double box = LIQUID.box();
    double[] values = ForceField.sequential(box).values(0, positions);

    for (int i = 0; i < LIQUID.atoms(); i++) {
      double[] expected = new double[4];
      for (int j = 0; j < LIQUID.atoms(); j++) {
        double r = i == j ? Pair.CUTOFF : distance(positions, i, j, box);
        if (r < Pair.CUTOFF) {
          for (int k = 0; k < 3; k++) {
            double d = positions[3 * i + k] - positions[3 * j + k];
            expected[k] += Pair.forceOverDistanceAt(r * r) * (d - box * Math.rint(d / box));
          }
          expected[3] += Pair.energyAt(r * r) / 2;
        }
      }
      for (int k = 0; k < 4; k++) {
        assertThat(values[4 * i + k]).isCloseTo(expected[k], within(1e-9));
      }
    }
  }

  @Test
  void forces_inBlocks_haveTheSameBits() throws InterruptedException {
    double[] positions = melted().positions();
    double[] whole = ForceField.sequential(LIQUID.box()).values(0, positions);
    Cells cells = new Cells(positions, LIQUID.box());
    for (int size : new int[] {1, 4, 10}) {
      double[] inBlocks = new double[whole.length];
      for (int from = 0; from < cells.count(); from += size) {
        int to = Math.min(from + size, cells.count());
        ForceField.place(cells.atoms(from, to), cells.forces(from, to), inBlocks);
      }
      assertThat(inBlocks).isEqualTo(whole);
    }
  }

  @Test
  void energy_isConserved() throws InterruptedException {
    Simulation simulation = melted();

    assertThat(Energy.drift(simulation.energies())).isLessThan(Dynamics.MAX_DRIFT);
    assertThat(simulation.energies()).hasSize(301);
    // It must have gone from one kind to the other, or its sum would say nothing.
    assertThat(simulation.energies().get(300).potential())
        .isNotCloseTo(simulation.energies().get(0).potential(), within(0.1));
  }

  @Test
  void snapshot_isXyzInAngstrom() {
    byte[] positions = Doubles.bytes(new double[] {0, 1, 2, 0.5, 0, 3});

    assertThat(
            new String(new SnapshotJob(3, 1_000, 10, positions).xyz(), StandardCharsets.US_ASCII))
        .isEqualTo(
            "2\n"
                + "Lattice=\"34.0000 0 0 0 34.0000 0 0 0 34.0000\""
                + " Properties=species:S:1:pos:R:3 Time=2.1514\n"
                + "Ar 0.0000 3.4000 6.8000\n"
                + "Ar 1.7000 0.0000 10.2000\n");
  }

  private static Simulation melted() throws InterruptedException {
    Simulation simulation = new Simulation(LIQUID, ForceField.sequential(LIQUID.box()));
    while (simulation.step() < 300) {
      simulation.advance();
    }
    return simulation;
  }

  private static double distance(double[] p, int i, int j, double box) {
    double squares = 0;
    for (int k = 0; k < 3; k++) {
      double d = p[3 * i + k] - p[3 * j + k];
      d -= box * Math.rint(d / box);
      squares += d * d;
    }
    return Math.sqrt(squares);
  }
}
