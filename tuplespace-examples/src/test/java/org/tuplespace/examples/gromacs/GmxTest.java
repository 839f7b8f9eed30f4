package org.tuplespace.examples.gromacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.examples.farm.FarmException;

@Timeout(60)
class GmxTest {

  @TempDir private Path directory;

  @Test
  void run_answersAndWorkingDirectory_areGiven() throws Exception {
    Gmx gmx = gmx("read -r first; read -r second; echo \"$* $first $second\" >said");

    gmx.run(List.of("a b", "$HOME"), "energy", "-f", "x y");

    assertThat(directory.resolve("said")).hasContent("-quiet energy -f x y a b $HOME");
  }

  @Test
  void run_failure_tellsTheLastLines() throws IOException {
    Gmx gmx = gmx("seq 1 30; echo; echo 'Fatal error:' >&2; echo ------; echo no atoms; exit 3");

    assertThatThrownBy(() -> gmx.run(List.of(), "grompp"))
        .isInstanceOf(FarmException.class)
        .hasMessageStartingWith("gmx grompp ended with status 3:\n21\n22\n")
        .hasMessageEndingWith("30\nFatal error:\nno atoms");
  }

  @Test
  void run_interrupted_killsTheProgram() throws Exception {
    Gmx gmx = gmx("echo $$ >pid.part; mv pid.part pid; exec sleep 1000");
    AtomicReference<Exception> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                gmx.run(List.of(), "mdrun");
              } catch (IOException | InterruptedException e) {
                thrown.set(e);
              }
            });
    thread.start();
    await().until(() -> Files.exists(directory.resolve("pid")));
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")).trim());
    assertThat(ProcessHandle.of(pid)).isPresent();

    thread.interrupt();
    thread.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private Gmx gmx(String script) throws IOException {
    Path program = directory.resolve("gmx");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Gmx(program.toString(), directory);
  }
}
