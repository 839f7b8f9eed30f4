package org.tuplespace.redis.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;

/** A gateway in a process of its own, which can be killed and stopped. */
final class GatewayProcess implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(1);

  private final Process process;
  private final BufferedReader said;
  private final int port;

  private GatewayProcess(Process process) throws IOException {
    this.process = process;
    this.said = process.inputReader(UTF_8);
    this.port = Integer.parseInt(said.readLine());
  }

  static GatewayProcess start(String url, String space) throws IOException {
    return new GatewayProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayProcess.class.getName(),
                url,
                space)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  OldClient client() {
    return new OldClient(port);
  }

  /** How many threads it has. */
  int threads() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return Integer.parseInt(said.readLine());
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** STOP and CONT, for example. */
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("kill -" + name + " failed");
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** Takes the server's url and the name of the space, and ends with its input. */
  public static void main(String[] args) throws IOException {
    try (TupleSpace space =
            TupleSpaces.builder()
                .url(args[0])
                .name(args[1])
                .lease(LEASE)
                .connectTimeout(Duration.ofSeconds(20))
                .connect();
        LinuxTuplesGateway gateway =
            LinuxTuplesGateway.on(space).notices(System.err::println).start()) {
      System.out.println(gateway.address().getPort());
      while (System.in.read() >= 0) {
        System.out.println(ManagementFactory.getThreadMXBean().getThreadCount());
      }
    }
  }
}
