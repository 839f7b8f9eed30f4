package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandIT {

  @TempDir private Path directory;

  @Test
  void aSecondStart_servesTheSameData() throws Exception {
    int port = freePort();
    try (Serving first = new Serving(port, directory)) {
      assertThat(first.url()).isEqualTo("redis://127.0.0.1:" + port);
      assertThat(first.complaints()).contains("export TUPLESPACE_REDIS=" + first.url());
      assertThat(CommandRun.at(first.url(), "s", "out", "kept", "1").status()).isZero();
    }
    assertThat(CommandRun.at("redis://127.0.0.1:" + port, "s", "count").status())
        .isEqualTo(ExitStatus.NO_SERVER);
    try (Serving second = new Serving(freePort(), directory)) {
      assertThat(CommandRun.at(second.url(), "s", "in", "kept", "?").out())
          .isEqualTo("(\"kept\", 1)\n");
    }
  }

  @Test
  void aKilledProgram_losesNothing_andItsServerIsWaitedFor() throws Exception {
    int port = freePort();
    Process program = program(port);
    BufferedReader out = program.inputReader();
    String url = out.readLine();
    assertThat(CommandRun.at(url, "s", "out", "kept", "1").status()).isZero();

    program.destroyForcibly();
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();

    try (Serving second = new Serving(port, directory)) {
      assertThat(CommandRun.at(second.url(), "s", "rdp", "kept", "?").status()).isZero();
    }
  }

  @Test
  void sigterm_stopsTheServer() throws Exception {
    Process program = program(freePort());
    String url = program.inputReader().readLine();

    program.destroy();

    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(CommandRun.at(url, "s", "count").status()).isEqualTo(ExitStatus.NO_SERVER);
    assertThat(directory.resolve("complaints")).content().doesNotContain("Exception");
  }

  @Test
  void twoOnOneDirectory_theSecondIsRefused() throws Exception {
    try (Serving first = new Serving(freePort(), directory)) {
      CommandRun second = serve("--port", "" + freePort(), "--dir", directory.toString());
      assertThat(second.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(second.err())
          .contains("another tuples serve has its data in " + directory)
          .contains("--dir");
      assertThat(first.url()).isNotEmpty();
    }
  }

  @Test
  void takenPort_isRefused() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run = serve("--port", "" + taken.getLocalPort(), "--dir", directory.toString());
      assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(run.err()).contains("the port " + taken.getLocalPort()).contains("--port");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void directoryThatCantBe_isRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    CommandRun run = serve("--port", "" + freePort(), "--dir", file.resolve("data").toString());
    assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(run.err()).contains("can't keep data in " + file.resolve("data"));
  }

  @ParameterizedTest
  @CsvSource({
    "--port, 0, --port must be from 1 to 65535",
    "--port, 65536, --port must be from 1 to 65535",
    "--memory, much, --memory must be a size",
    "--memory, 0mb, --memory must be a size"
  })
  void wrongOptions_areTold(String option, String value, String message) {
    CommandRun run = serve(option, value, "--dir", directory.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void standardDirectory_followsTheEnvironment() {
    assertThat(DataDirectory.standard(Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(Path.of("/data/tuplespace/redis"));
    assertThat(DataDirectory.standard(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/tuplespace/redis"));
  }

  private static CommandRun serve(String... options) {
    String[] args = new String[options.length + 1];
    args[0] = "serve";
    System.arraycopy(options, 0, args, 1, options.length);
    return CommandRun.at("redis://127.0.0.1:1", "s", args);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process program(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--port",
            "" + port,
            "--dir",
            directory.toString())
        .redirectError(directory.resolve("complaints").toFile())
        .start();
  }

  /** The command in a thread, which closing interrupts as a signal does. */
  private static final class Serving implements AutoCloseable {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final String url;
    private final Thread thread;

    Serving(int port, Path directory) throws IOException {
      PipedOutputStream out = new PipedOutputStream();
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
      PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
      Shell shell =
          new Shell(new ByteArrayInputStream(new byte[0]), out, complaints, Map.of(), false);
      thread =
          new Thread(
              () -> Main.run(shell, "serve", "--port", "" + port, "--dir", directory.toString()));
      thread.start();
      url = reader.readLine();
    }

    String url() {
      return url;
    }

    String complaints() {
      Awaitility.await().until(() -> err.toString(StandardCharsets.UTF_8).contains("export"));
      return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }
}
