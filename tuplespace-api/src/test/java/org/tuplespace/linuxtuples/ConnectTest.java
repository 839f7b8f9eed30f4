package org.tuplespace.linuxtuples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectTest {

  @Test
  void connect_withoutItsVariables_namesThem() {
    assertThatThrownBy(() -> LinuxTuples.connect(Map.of("LINUXTUPLES_HOST", "there")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("LINUXTUPLES_PORT is null");
  }

  @Test
  void connect_whereNothingKnowsTheUrl_saysWhatToAdd() {
    assertThatThrownBy(() -> LinuxTuples.connect("strange://host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add tuplespace-redis");
  }
}
