package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class TuplesCommandTest {

  static Stream<Class<?>> commands() {
    return TuplesCommand.COMMANDS.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void name_isThatOfTheClass(Class<?> command) {
    assertThat(TuplesCommand.name(command)).isEqualTo(command.getAnnotation(Command.class).name());
  }

  @Test
  void needed_aCommand_isThatAlone() {
    assertThat(TuplesCommand.needed("rdp", "out")).isEqualTo(List.of(RdpCommand.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "completion", "rd1", "--help", "rdpcommand"})
  void needed_anythingElse_isAll(String argument) {
    assertThat(TuplesCommand.needed(argument)).isEqualTo(TuplesCommand.COMMANDS);
    assertThat(TuplesCommand.needed()).isEqualTo(TuplesCommand.COMMANDS);
  }
}
