package org.tuplespace.examples.movie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tuplespace.examples.farm.FarmException;

class ZoomTest {

  @Test
  void frame_shorterFilm_beginsTheSame() throws InterruptedException {
    int[] first = new Zoom(10, 48, 27).render(0);

    assertThat(new Zoom(1, 48, 27).render(0)).isEqualTo(first);
    assertThat(first).hasSize(48 * 27);
    assertThat(Arrays.stream(first).distinct().count()).isGreaterThan(50);
    assertThat(first).as("the set itself").contains(0);
  }

  @Test
  void frame_longFilm_staysAboveThePrecisionOfDoubles() throws InterruptedException {
    int[] last = new Zoom(1_000, 32, 18).render(999);

    assertThat(Arrays.stream(last).distinct().count()).isGreaterThan(20);
  }

  @Test
  void film_withoutFramesOrPixels_isRefused() {
    assertThatThrownBy(() -> new Zoom(0, 480, 270))
        .isInstanceOf(FarmException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> new Zoom(1, 480, 1)).hasMessageContaining("480x1");
    assertThatThrownBy(() -> new Zoom(1, 99_999, 99_999)).hasMessageContaining("99999x99999");
  }
}
