package org.tuplespace.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nustaq.serialization.FSTConfiguration;

class ModuleAccessTest {

  @Test
  void open_packageOfTheJdk_openToFstAlone() {
    Module reader = FSTConfiguration.class.getModule();
    Class<?> type = java.util.zip.CRC32.class;

    ModuleAccess.open(type, reader);

    assertThat(type.getModule().isOpen("java.util.zip", reader)).isTrue();
    assertThat(type.getModule().isOpen("java.util.zip")).isFalse();
  }

  @Test
  void flags_package_namedBesideTheUsualOnes() {
    assertThat(ModuleAccess.flags(Object.class.getModule(), "java.text"))
        .contains("--add-opens=java.base/java.util=ALL-UNNAMED")
        .contains("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
        .contains("--add-opens=java.base/java.text=ALL-UNNAMED");
  }
}
