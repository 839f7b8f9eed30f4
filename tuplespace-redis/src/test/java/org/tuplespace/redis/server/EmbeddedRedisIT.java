package org.tuplespace.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.redis.testing.InlineClient;

class EmbeddedRedisIT {
  private static final int TIMEOUT_MILLIS = 5_000;

  @TempDir Path directory;

  @Test
  void start_answersOnLoopbackWithoutPersistence() throws IOException {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + redis.port());
      assertThat(ask(redis, "PING")).isEqualTo("+PONG");
      assertThat(ask(redis, "CONFIG GET bind")).endsWith("127.0.0.1");
      assertThat(ask(redis, "CONFIG GET save")).endsWith("$0");
      assertThat(ask(redis, "CONFIG GET appendonly")).endsWith("no");
    }
  }

  @Test
  void close_leavesNothing() throws IOException {
    EmbeddedRedis redis = EmbeddedRedis.start();
    Path home = Path.of(ask(redis, "CONFIG GET dir").lines().toList().get(4)).getParent();
    assertThat(home).isDirectory();
    redis.close();
    redis.close();
    assertThat(ProcessHandle.of(redis.pid())).isEmpty();
    assertThat(redis.isRunning()).isFalse();
    assertThat(home).doesNotExist();
  }

  @Test
  void close_keepsTheDirectoryThatWasGiven() throws IOException {
    Path data = directory.resolve("with \"quotes\" and spaces");
    try (EmbeddedRedis redis =
        EmbeddedRedis.builder().dataDirectory(data).option("appendonly yes").start()) {
      assertThat(ask(redis, "SET k v")).isEqualTo("+OK");
    }
    try (EmbeddedRedis redis =
        EmbeddedRedis.builder().dataDirectory(data).option("appendonly yes").start()) {
      assertThat(ask(redis, "GET k")).isEqualTo("$1\r\nv");
    }
  }

  @Test
  void binary_withNothingInstalled_isTheOneFromTheJar() throws IOException {
    Path binary = RedisBinary.find(directory, null);
    assertThat(binary.getParent()).isEqualTo(directory.toAbsolutePath());
    try (EmbeddedRedis redis = EmbeddedRedis.builder().binary(binary).start()) {
      assertThat(ask(redis, "INFO server")).contains("redis_version:6.2.");
    }
  }

  @Test
  void binary_thatIsTooOld_isPassedOver() throws IOException {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path old = Files.writeString(bin.resolve("redis-server"), "#!/bin/sh\necho 'v=6.0.16 x'\n");
    Path broken = Files.writeString(bin.resolve("valkey-server"), "#!/bin/sh\nexit 1\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();
    assertThat(broken.toFile().setExecutable(true)).isTrue();
    assertThat(RedisBinary.find(directory, bin.toString()).getParent()).isNotEqualTo(bin);
    Files.writeString(old, "#!/bin/sh\necho 'Redis server v=7.0.0 x'\n");
    assertThat(RedisBinary.find(directory, bin.toString())).isEqualTo(old);
  }

  @Test
  void start_withBadOption_saysWhatTheServerSaid() {
    EmbeddedRedis.Builder builder = EmbeddedRedis.builder().option("nonsense 1");
    assertThatThrownBy(builder::start)
        .isInstanceOf(EmbeddedRedisException.class)
        .hasMessageContaining("ended with status 1")
        .hasMessageContaining("nonsense");
  }

  @Test
  void start_ofMissingBinary_namesIt() {
    EmbeddedRedis.Builder builder = EmbeddedRedis.builder().binary(directory.resolve("nothing"));
    assertThatThrownBy(builder::start)
        .isInstanceOf(EmbeddedRedisException.class)
        .hasMessageContaining(directory.resolve("nothing").toString())
        .hasMessageContaining("status 127");
  }

  @Test
  void start_onTakenPort_failsAndNamesIt() {
    try (EmbeddedRedis first = EmbeddedRedis.start()) {
      EmbeddedRedis.Builder second = EmbeddedRedis.builder().port(first.port());
      assertThatThrownBy(second::start)
          .isInstanceOf(EmbeddedRedisException.class)
          .hasMessageContaining("port " + first.port())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void server_diesWithItsParent_evenWhenThatIsKilled() throws IOException {
    Process parent = start(Parent.class);
    List<String> lines = firstLines(parent, 2);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
    Path home = Path.of(lines.get(1)).getParent();
    assertThat(server.isAlive()).isTrue();
    parent.destroyForcibly();
    await().atMost(Duration.ofSeconds(5)).until(() -> !server.isAlive() && !Files.exists(home));
  }

  /** Starts a server, prints its process id and directory, and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws Exception {
      EmbeddedRedis redis = EmbeddedRedis.start();
      System.out.println(redis.pid());
      System.out.println(ask(redis, "CONFIG GET dir").lines().toList().get(4));
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    }
  }

  private static Process start(Class<?> main) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(), "-cp", System.getProperty("java.class.path"), main.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<String> firstLines(Process process, int count) throws IOException {
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Stream<String> lines = reader.lines()) {
      return lines.limit(count).toList();
    }
  }

  private static String ask(EmbeddedRedis redis, String command) throws IOException {
    return InlineClient.ask(redis.port(), command, TIMEOUT_MILLIS);
  }
}
