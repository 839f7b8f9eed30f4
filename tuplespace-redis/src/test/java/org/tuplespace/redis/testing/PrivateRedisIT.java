package org.tuplespace.redis.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class PrivateRedisIT {
  private static final int TIMEOUT_MILLIS = 5_000;

  @Test
  void restart_afterKill_hasItsDataAndItsPort() throws IOException {
    try (PrivateRedis redis = RedisForTests.privateServer()) {
      int port = redis.port();
      assertThat(InlineClient.ask(port, "SET k v", TIMEOUT_MILLIS)).isEqualTo("+OK");
      redis.kill();
      assertThatThrownBy(() -> InlineClient.ask(port, "PING", TIMEOUT_MILLIS))
          .isInstanceOf(IOException.class);
      redis.restart();
      assertThat(redis.port()).isEqualTo(port);
      assertThat(InlineClient.ask(port, "GET k", TIMEOUT_MILLIS)).isEqualTo("$1\r\nv");
    }
  }

  @Test
  void restart_afterShutDown_hasItsData() throws IOException {
    try (PrivateRedis redis = RedisForTests.privateServer()) {
      InlineClient.ask(redis.port(), "SET k v", TIMEOUT_MILLIS);
      redis.shutDown();
      redis.restart();
      assertThat(InlineClient.ask(redis.port(), "GET k", TIMEOUT_MILLIS)).isEqualTo("$1\r\nv");
    }
  }

  @Test
  void stall_answersNothingUntilResumed() throws IOException {
    try (PrivateRedis redis = RedisForTests.privateServer()) {
      redis.stall();
      assertThatThrownBy(() -> InlineClient.ask(redis.port(), "PING", 200))
          .isInstanceOf(SocketTimeoutException.class);
      redis.resume();
      assertThat(InlineClient.ask(redis.port(), "PING", TIMEOUT_MILLIS)).isEqualTo("+PONG");
    }
  }

  @Test
  void close_ofStalledServer_stopsIt() {
    PrivateRedis redis = RedisForTests.privateServer();
    redis.stall();
    redis.close();
    assertThatThrownBy(() -> InlineClient.ask(redis.port(), "PING", TIMEOUT_MILLIS))
        .isInstanceOf(IOException.class);
  }

  @Test
  void options_reachTheServer() throws IOException {
    try (PrivateRedis redis = RedisForTests.privateServer("maxmemory 20mb")) {
      assertThat(InlineClient.ask(redis.port(), "CONFIG GET maxmemory", TIMEOUT_MILLIS))
          .endsWith("20971520");
    }
  }

  @Test
  void shared_isOneServer() {
    assertThat(RedisForTests.url()).startsWith("redis").isEqualTo(RedisForTests.url());
  }
}
