package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

class LinuxtuplesCommandIT {

  private final String space = TestSpaces.name("linuxtuples");

  @Test
  void oldClient_seesWhatTheCommandLinePut_untilInterrupted() throws Exception {
    try (Serving serving = new Serving()) {
      assertThat(CommandRun.of(space, "out", "7").status()).isZero();
      // GET of (?), as its bytes are; the answer is (7).
      assertThat(ask(serving.port(), 1, 1, 0, '?', 0, 0)).containsExactly(1, 0, 'i', 7, 0);
      assertThat(CommandRun.of(space, "count").out()).isEqualTo("0\n");
      assertThat(ask(serving.port(), 99)).isEmpty();
      Awaitility.await().until(() -> serving.complaints().contains("no operation 99"));
      assertThat(serving.complaints())
          .contains("export LINUXTUPLES_HOST=127.0.0.1 LINUXTUPLES_PORT=" + serving.port());
      assertThat(serving.interrupt()).isEqualTo(ExitStatus.INTERRUPTED);
    }
  }

  @Test
  void spaceThatIsDropped_endsIt() throws Exception {
    try (Serving serving = new Serving()) {
      assertThat(CommandRun.of(space, "drop", "--yes").status()).isZero();
      assertThat(serving.status()).isEqualTo(ExitStatus.REFUSED);
    }
  }

  private static int[] ask(int port, int... numbers) throws Exception {
    ByteBuffer request = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      request.putInt(number);
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.array());
      socket.shutdownOutput();
      ByteBuffer answer = ByteBuffer.wrap(socket.getInputStream().readAllBytes());
      int[] answered = new int[answer.remaining() / 4];
      answer.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(answered);
      return answered;
    }
  }

  @Test
  void portThatIsTaken_isRefused() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run = CommandRun.of(space, "linuxtuples", "--port", "" + taken.getLocalPort());
      assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(run.err()).contains("port " + taken.getLocalPort()).contains("another --port");
      assertThat(run.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port, 65536, the port is 65536",
    "--port, -1, the port is -1",
    "--max-message, much, --max-message must be a size",
    "--max-message, 0mb, --max-message must be a size",
    "--max-message, 2gb, under 2gb",
    "--max-nesting, 64, the deepest nesting is 64",
    "--timeout, 0s, the request timeout",
    "--bind, nowhere.invalid, there is no host"
  })
  void wrongOptions_areTold(String option, String value, String message) {
    CommandRun run = CommandRun.of(space, "linuxtuples", option + "=" + value);
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(message);
  }

  /** The command in a thread, which can be interrupted as by Ctrl-C. */
  private final class Serving implements AutoCloseable {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread thread;
    private final int port;

    Serving() throws Exception {
      PipedOutputStream out = new PipedOutputStream();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
      Shell shell =
          new Shell(
              new ByteArrayInputStream(new byte[0]),
              out,
              new PrintStream(err, true, StandardCharsets.UTF_8),
              CommandRun.environment(RedisForTests.url(), space),
              false);
      thread = new Thread(() -> status.complete(Main.run(shell, "linuxtuples", "--port", "0")));
      thread.start();
      String address = lines.readLine();
      assertThat(address).startsWith("127.0.0.1:");
      port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    int port() {
      return port;
    }

    String complaints() {
      return err.toString(StandardCharsets.UTF_8);
    }

    int status() {
      return status.join();
    }

    int interrupt() {
      thread.interrupt();
      return status();
    }

    @Override
    public void close() throws Exception {
      thread.interrupt();
      thread.join();
    }
  }
}
