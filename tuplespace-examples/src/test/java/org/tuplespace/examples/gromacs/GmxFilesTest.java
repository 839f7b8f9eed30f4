package org.tuplespace.examples.gromacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.examples.farm.FarmException;

/** The files as GROMACS 2022.5 writes them. */
class GmxFilesTest {

  private static final String MOMENTS =
      """
      TITLE
      argon t=   0.00000 step= 0
      END
      TIMESTEP
                    0       0.000000
      END
      POSITIONRED
          0.180000007    0.180000007    0.540000021
          0.180000007    0.180000007    0.899999976
      END
      BOX
          2.160000086    2.160000086    2.160000086
      END
      TITLE

      END
      TIMESTEP
                   20       0.040000
      END
      POSITIONRED
          0.188309431    0.182248324    0.178152055
         -0.184030101    0.177947730    0.538797677
      END
      BOX
          2.160000086    2.160000086    2.160000086
      END
      """;

  private static final String ENERGIES =
      """
      # This file was created Tue Nov 24 17:58:18 2026
      @    title "GROMACS Energies"
      @    xaxis  label "Time (ps)"
      @TYPE xy
      @ legend on
      @ s0 legend "Potential"
      @ s1 legend "Kinetic En."
      @ s2 legend "Temperature"
          0.000000  -1000.752014160156  251.284439086914  93.713401794434
          0.040000  -973.406921386719  223.940994262695  83.515998840332
      """;

  @TempDir private Path directory;

  @Test
  void moments_areRead() throws IOException {
    List<TrajectoryText.Moment> moments = TrajectoryText.read(file(MOMENTS));

    assertThat(moments).hasSize(2);
    assertThat(moments.get(0).step()).isZero();
    assertThat(moments.get(1).step()).isEqualTo(20);
    assertThat(moments.get(1).picoseconds()).isEqualTo(0.04);
    assertThat(moments.get(1).side()).isEqualTo(2.160000086);
    assertThat(moments.get(1).positions())
        .containsExactly(
            0.188309431, 0.182248324, 0.178152055, -0.184030101, 0.177947730, 0.538797677);
  }

  @Test
  void moments_cutShort_areRefused() throws IOException {
    for (String end : List.of("0.538797677", "0.182248324", "   20")) {
      Path cut = file(MOMENTS.substring(0, MOMENTS.indexOf(end)));
      assertThatThrownBy(() -> TrajectoryText.read(cut))
          .isInstanceOf(FarmException.class)
          .hasMessageStartingWith("can't read frame 1 that gmx trjconv wrote");
    }
  }

  @Test
  void energies_areReadByTheirLegends() throws IOException {
    EnergyTable energies = EnergyTable.read(file(ENERGIES));

    assertThat(energies.rows()).isEqualTo(2);
    assertThat(energies.picoseconds(1)).isEqualTo(0.04);
    assertThat(energies.potential(1)).isEqualTo(-973.406921386719);
    assertThat(energies.kinetic(1)).isEqualTo(223.940994262695);
    assertThat(energies.temperature(1)).isEqualTo(83.515998840332);
  }

  @Test
  void energies_thatLackATerm_areRefused() throws IOException {
    EnergyTable energies = EnergyTable.read(file(ENERGIES.replace("Kinetic En.", "Pressure")));

    assertThatThrownBy(() -> energies.kinetic(0))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("no Kinetic En.");
    assertThatThrownBy(() -> EnergyTable.read(file("0.0 nothing\n")))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("0.0 nothing");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "gmx", ""), content);
  }
}
