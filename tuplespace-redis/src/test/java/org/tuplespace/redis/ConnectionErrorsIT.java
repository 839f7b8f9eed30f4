package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.config.Config;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.SchemaVersionException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** What a user reads who mistypes a url, a port or a password, or meets another version. */
class ConnectionErrorsIT {

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void connect_whereNobodyListens_namesHostAndPortInTime() throws IOException {
    String server = "localhost:" + closedPort();
    long begin = System.nanoTime();
    assertThatThrownBy(
            () ->
                TupleSpaces.builder()
                    .url("redis://" + server)
                    .connectTimeout(Duration.ofSeconds(2))
                    .connect())
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining(server);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(3500));
    assertThatThrownBy(() -> TupleSpaces.names("redis://" + server))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining(server);
  }

  @Test
  void connect_toSilentServer_namesHostAndPortInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String server = "localhost:" + silent.getLocalPort();
      long begin = System.nanoTime();
      assertThatThrownBy(
              () ->
                  TupleSpaces.builder()
                      .url("redis://" + server)
                      .connectTimeout(Duration.ofSeconds(1))
                      .responseTimeout(Duration.ofMillis(300))
                      .connect())
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining(server);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(3500));
    }
  }

  @Test
  void connect_toUnknownHost_namesIt() {
    assertThatThrownBy(() -> TupleSpaces.connect("redis://no-such-host.invalid:6379", "x"))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("no-such-host.invalid:6379");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:6379",
        "http://localhost:6379",
        "redis://",
        "redis://localhost:6379/notANumber",
        "redis://a:1,b:2",
        "redis+sentinel://localhost:26379",
        "redis+magic://localhost:6379",
        "redis://localhost:6379?x=y"
      })
  void url_thatCantBe_isQuoted(String url) {
    assertThatThrownBy(() -> TupleSpaces.connect(url, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://user:s3cret@host:1,other:2",
        "redis://user:s3cret@",
        "http://user:s3cret@host",
        "user:s3cret@host:6379",
        "redis://user:half@s3cret@host:6379",
        "redis://user:s3cret@host:6379/x",
        "redis://user:s3cret@host:6379/0?x"
      })
  void url_thatCantBe_keepsThePasswordOut(String url) {
    assertThatThrownBy(() -> TupleSpaces.connect(url, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(error -> assertThat(error.toString()).doesNotContain("s3cret"));
  }

  @Test
  void url_ofEachKind_becomesItsConfiguration() {
    Config single = ServerUrl.parse("rediss://joe:p%40ss+word@host:6380/3").toConfig();
    assertThat(single.isSingleConfig()).isTrue();
    assertThat(single.useSingleServer().getAddress()).isEqualTo("rediss://host:6380");
    assertThat(single.useSingleServer().getDatabase()).isEqualTo(3);
    assertThat(single.getUsername()).isEqualTo("joe");
    assertThat(single.getPassword()).isEqualTo("p@ss+word");
    Config sentinel = ServerUrl.parse("redis+sentinel://:pw@a:1,b:2/mymaster").toConfig();
    assertThat(sentinel.useSentinelServers().getMasterName()).isEqualTo("mymaster");
    assertThat(sentinel.useSentinelServers().getSentinelAddresses())
        .containsExactly("redis://a:1", "redis://b:2");
    assertThat(sentinel.getPassword()).isEqualTo("pw");
    Config cluster = ServerUrl.parse("rediss+cluster://a,b:2").toConfig();
    assertThat(cluster.useClusterServers().getNodeAddresses())
        .containsExactly("rediss://a:6379", "rediss://b:2");
    Config replicated = ServerUrl.parse("redis+replicated://a:1,b:2").toConfig();
    assertThat(replicated.useReplicatedServers().getNodeAddresses())
        .containsExactly("redis://a:1", "redis://b:2");
    assertThat(ServerUrl.parse("redis://[::1]:6380").toConfig().useSingleServer().getAddress())
        .isEqualTo("redis://[::1]:6380");
  }

  @Test
  void password_rightWrongAndMissing() {
    try (PrivateRedis redis = RedisForTests.privateServer("requirepass s3cret/@:%")) {
      String host = "localhost:" + redis.port();
      try (TupleSpace space = TupleSpaces.connect("redis://:s3cret%2F%40%3A%25@" + host, "x")) {
        space.out("a", 1);
        assertThat(space.inp("a", 1)).isPresent();
      }
      for (String wrong : List.of("redis://:wr0ng@", "redis://", "redis://nobody:wr0ng@")) {
        assertThatThrownBy(() -> TupleSpaces.connect(wrong + host, "x"))
            .isInstanceOf(TupleSpaceException.class)
            .hasMessageContaining(host)
            .hasMessageContaining("password")
            .satisfies(ConnectionErrorsIT::assertNoPassword);
      }
    }
  }

  @Test
  void aclUser_worksWithWhatASpaceNeeds_andIsToldWhatItMayNot() {
    try (PrivateRedis redis = RedisForTests.privateServer()) {
      try (RedisConnection admin = RedisConnection.to(redis.port())) {
        admin.run(
            "ACL",
            "SETUSER",
            "joe",
            "on",
            ">s3cret",
            "~ts:*",
            "resetchannels",
            "&ts:*",
            "+@all",
            "-@admin",
            "-@dangerous",
            "+info");
        admin.run(
            "ACL",
            "SETUSER",
            "reader",
            "on",
            ">s3cret",
            "~ts:*",
            "resetchannels",
            "&ts:*",
            "+@read",
            "+ping");
      }
      String host = "localhost:" + redis.port();
      try (TupleSpace space = TupleSpaces.connect("redis://joe:s3cret@" + host, "x")) {
        space.out("a", 1);
        assertThat(space.inp("a", 1)).isPresent();
        assertThat(TupleSpaces.names("redis://joe:s3cret@" + host)).containsExactly("x");
        space.drop();
      }
      assertThatThrownBy(() -> TupleSpaces.connect("redis://reader:s3cret@" + host, "x"))
          .isInstanceOf(TupleSpaceException.class)
          .hasMessageContaining(host)
          .satisfies(ConnectionErrorsIT::assertNoPassword);
    }
  }

  private static void assertNoPassword(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain("s3cret").doesNotContain("wr0ng");
    }
  }

  @Test
  void connect_toAnotherSchema_namesBothVersions() {
    String name = TestSpaces.name("schema");
    TupleSpaces.connect(RedisForTests.url(), name).close();
    try (RedisConnection admin = RedisConnection.to(RedisForTests.url())) {
      String meta = new SpaceKeys(name, 0).meta();
      admin.run("HSET", meta, "schema", "977");
      assertThatThrownBy(() -> TupleSpaces.connect(RedisForTests.url(), name))
          .isInstanceOf(SchemaVersionException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("977")
          .hasMessageContaining("version " + Settings.SCHEMA);
      admin.run("HSET", meta, "schema", Settings.SCHEMA);
    }
    try (TupleSpace space = TupleSpaces.connect(RedisForTests.url(), name)) {
      space.drop();
    }
  }

  @Test
  void tls_withAcertificateOfOurOwn(@TempDir Path directory) throws Exception {
    Path key = directory.resolve("key.pem");
    Path certificate = directory.resolve("certificate.pem");
    Path trust = directory.resolve("trust.p12");
    run(
        directory,
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    run(
        directory,
        System.getProperty("java.home") + "/bin/keytool",
        "-importcert",
        "-noprompt",
        "-alias",
        "redis",
        "-storetype",
        "PKCS12",
        "-storepass",
        "changeit",
        "-keystore",
        trust.toString(),
        "-file",
        certificate.toString());
    int port = closedPort();
    try (PrivateRedis redis =
        RedisForTests.privateServer(
            "tls-port " + port,
            "tls-cert-file " + certificate,
            "tls-key-file " + key,
            "tls-ca-cert-file " + certificate,
            "tls-auth-clients no")) {
      String url = "rediss://localhost:" + port;
      assertThatThrownBy(() -> TupleSpaces.connect(url, "x"))
          .as("the certificate is not one that this JVM trusts")
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("localhost:" + port);
      Config config = ServerUrl.parse(url).toConfig();
      config.setSslTruststore(trust.toUri().toURL()).setSslTruststorePassword("changeit");
      try (TupleSpace space = TupleSpaces.builder().config(config).name("x").connect()) {
        space.out("a", 1);
        assertThat(space.in("a", Integer.class)).isEqualTo(Tuple.of("a", 1));
      }
    }
  }

  private static void run(Path directory, String... command) throws Exception {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(() -> read(log)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
