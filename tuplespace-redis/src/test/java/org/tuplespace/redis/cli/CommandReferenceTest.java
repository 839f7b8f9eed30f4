package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandReferenceTest {

  @Test
  void page_isWhatTheCommandsSay() throws IOException {
    Path page = Path.of("..", "docs", "cli.md");
    assertThat(Files.readString(page))
        .as("docs/cli.md; ./tuples help --markdown > docs/cli.md writes it anew")
        .isEqualTo(CommandReference.of(Main.commandLine(Shell.ofProcess())) + "\n");
  }
}
