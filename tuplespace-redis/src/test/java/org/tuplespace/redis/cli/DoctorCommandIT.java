package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.server.EmbeddedRedis;
import org.tuplespace.redis.testing.RedisConnection;

class DoctorCommandIT {

  @Test
  void soundServer_isFoundSound() {
    try (EmbeddedRedis redis = start("appendonly yes", "maxmemory 100mb")) {
      CommandRun run = doctor(redis.url());
      assertThat(run.status()).as(run.toString()).isZero();
      assertThat(run.out())
          .contains("memory       maxmemory 100 MB")
          .contains("ok           persistence  a log (AOF), appendfsync everysec")
          .contains("ok           scripts ")
          .doesNotContain("failed");
      assertThat(TupleSpaces.names(redis.url())).isEmpty();
    }
  }

  @Test
  void json_isALineACheck() {
    try (EmbeddedRedis redis = start("appendonly yes")) {
      CommandRun run = CommandRun.at(redis.url(), "s", "doctor", "--json");
      assertThat(run.lines()).hasSize(11).allMatch(line -> line.startsWith("{\"check\":\""));
      assertThat(run.out()).contains("{\"check\":\"persistence\",\"status\":\"ok\",");
    }
  }

  @Test
  void evictingServer_fails() {
    try (EmbeddedRedis redis = start("maxmemory 100mb", "maxmemory-policy allkeys-lru")) {
      CommandRun run = doctor(redis.url());
      assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(run.out())
          .contains("failed       memory ")
          .contains("-> CONFIG SET maxmemory-policy noeviction");
    }
  }

  @Test
  void serverThatKeepsNothing_isWarnedOf() {
    try (EmbeddedRedis redis = start()) {
      CommandRun run = doctor(redis.url());
      assertThat(run.status()).isZero();
      assertThat(run.out()).contains("warning      persistence  none: all tuples are lost");
    }
  }

  @Test
  void passwordLacking_isRefused() {
    try (EmbeddedRedis redis = start("requirepass secret-word")) {
      CommandRun without = doctor(redis.url());
      assertThat(without.status()).isEqualTo(ExitStatus.REFUSED);
      String wrong = redis.url().replace("redis://", "redis://default:wrong-word@");
      CommandRun refused = doctor(wrong);
      assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(refused.err() + refused.out()).doesNotContain("wrong-word");
      assertThat(doctor(redis.url().replace("redis://", "redis://default:secret-word@")).status())
          .isZero();
    }
  }

  @Test
  void rightsLacking_areNamed() throws IOException {
    try (EmbeddedRedis redis = start()) {
      String url = user(redis, "~*", "&*", "+@all", "-hset", "-hget");
      CommandRun run = doctor(url);
      assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
      if (knowsDryRun(redis)) {
        assertThat(run.out()).contains("the user worker may not run hget, hset");
      }
      assertThat(run.out()).contains("failed       scripts ").doesNotContain("pass-word");
    }
  }

  @Test
  void keysLacking_failTheScripts() throws IOException {
    try (EmbeddedRedis redis = start()) {
      CommandRun run = doctor(user(redis, "~other:*", "&*", "+@all"));
      assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(run.out()).contains("failed       scripts ");
    }
  }

  @Test
  void whatMayNotBeAsked_isNotChecked() throws IOException {
    try (EmbeddedRedis redis = start()) {
      CommandRun run = doctor(user(redis, "~*", "&*", "+@all", "-@dangerous"));
      assertThat(run.status()).as(run.toString()).isZero();
      assertThat(run.out())
          .contains("not checked  memory       not checked: the server refuses INFO")
          .contains("ok           scripts ");
    }
  }

  @Test
  void replica_fails() {
    try (EmbeddedRedis master = start();
        EmbeddedRedis replica = start("replicaof 127.0.0.1 " + master.port())) {
      CommandRun run = doctor(replica.url());
      assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(run.out()).contains("failed       role         a replica of 127.0.0.1");
    }
  }

  @Test
  void spaceOfAnotherVersion_fails() throws IOException {
    try (EmbeddedRedis redis = start();
        RedisConnection admin = RedisConnection.to(redis.port())) {
      admin.run("SADD", "ts:spaces", "old");
      admin.run("HSET", "ts:{old:0}:meta", "schema", "0");
      CommandRun run = doctor(redis.url());
      assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(run.out()).contains("failed       spaces       not of schema 3: old");
    }
  }

  @Test
  void noServer_isStatus3() {
    CommandRun run = doctor("redis://127.0.0.1:1");
    assertThat(run.status()).isEqualTo(ExitStatus.NO_SERVER);
    assertThat(run.out()).isEmpty();
  }

  private static CommandRun doctor(String url) {
    return CommandRun.at(url, "s", "doctor");
  }

  private static EmbeddedRedis start(String... options) {
    EmbeddedRedis.Builder builder = EmbeddedRedis.builder();
    Arrays.stream(options).forEach(builder::option);
    return builder.start();
  }

  /** Makes a user with these rights, and returns the url with which to be that one. */
  private static String user(EmbeddedRedis redis, String... rights) throws IOException {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      String[] words = new String[rights.length + 5];
      System.arraycopy(
          new String[] {"ACL", "SETUSER", "worker", "on", ">pass-word"}, 0, words, 0, 5);
      System.arraycopy(rights, 0, words, 5, rights.length);
      admin.run(words);
    }
    return redis.url().replace("redis://", "redis://worker:pass-word@");
  }

  private static boolean knowsDryRun(EmbeddedRedis redis) throws IOException {
    try (RedisConnection admin = RedisConnection.to(redis.port())) {
      return !admin.text("INFO", "server").contains("redis_version:6.");
    }
  }
}
