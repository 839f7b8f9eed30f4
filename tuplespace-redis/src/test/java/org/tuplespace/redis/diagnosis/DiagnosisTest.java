package org.tuplespace.redis.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.redis.diagnosis.Finding.Status;

class DiagnosisTest {

  private final TalkingServer server = new TalkingServer();

  @ParameterizedTest
  @CsvSource({
    "redis_version,  5.0.14, version,     FAILED",
    "redis_version,  6.0.20, version,     FAILED",
    "redis_version,  6.2.6,  version,     WARNING",
    "redis_version,  8.0.1,  version,     OK",
    "valkey_version, 8.1.0,  version,     OK",
    "redis_version,  '',     version,     NOT_CHECKED",
    "maxmemory_policy, allkeys-lru, memory, FAILED",
    "maxmemory_policy, volatile-ttl, memory, FAILED",
    "maxmemory,      0,      memory,      WARNING",
    "used_memory,    900,    memory,      WARNING",
    "used_memory,    700,    memory,      OK",
    "aof_enabled,    0,      persistence, WARNING",
    "aof_last_write_status, err, persistence, FAILED",
    "aof_enabled,    '',     persistence, NOT_CHECKED",
    "role,           slave,  role,        FAILED",
    "cluster_enabled, 1,     cluster,     FAILED"
  })
  void info_isJudged(String name, String value, String check, Status status) {
    server.info.put(name, value);
    assertThat(finding(check).status()).isEqualTo(status);
    assertThat(finding(check).remedy().isEmpty())
        .isEqualTo(status == Status.OK || check.equals("version") && value.isEmpty());
  }

  @Test
  void soundServer_hasNothingToRemedy() {
    assertThat(Diagnosis.of(server))
        .allSatisfy(
            finding -> {
              assertThat(finding.status()).as(finding.toString()).isEqualTo(Status.OK);
              assertThat(finding.remedy()).isEmpty();
            });
  }

  @Test
  void everythingRefused_isNotChecked_andSaysWhy() {
    server.refused = true;
    assertThat(finding("memory").status()).isEqualTo(Status.NOT_CHECKED);
    assertThat(finding("memory").what()).contains("refuses INFO").contains("NOPERM");
    assertThat(finding("rights").what()).contains("refuses ACL");
    assertThat(finding("spaces").what()).contains("refuses SMEMBERS");
  }

  @Test
  void settingsNotTold_areNoReasonToComplain() {
    server.settingsRefused = true;
    assertThat(finding("persistence")).isEqualTo(Finding.ok("persistence", "a log (AOF)"));
  }

  @Test
  void farServerInPlainText_isWarnedOf() {
    server.local = false;
    assertThat(finding("connection").status()).isEqualTo(Status.WARNING);
    server.encrypted = true;
    assertThat(finding("connection").status()).isEqualTo(Status.OK);
  }

  @Test
  void clocksApart_areWarnedOf() {
    server.ahead = Duration.ofMillis(90_500);
    assertThat(finding("clock").what()).startsWith("the server's is 90.").endsWith("s ahead");
    assertThat(finding("clock").status()).isEqualTo(Status.WARNING);
    server.ahead = Duration.ofSeconds(-90);
    assertThat(finding("clock").what()).endsWith("s behind");
  }

  @Test
  void missingRights_areNamed() {
    server.forbidden = "hset";
    assertThat(finding("rights").what()).isEqualTo("the user someone may not run hset");
    assertThat(finding("rights").remedy()).startsWith("ACL SETUSER someone +hset");
  }

  @Test
  void scriptsThatFail_areTold() {
    server.failure = new TupleSpaceException("the disk is gone", null);
    assertThat(finding("scripts").status()).isEqualTo(Status.FAILED);
    assertThat(finding("scripts").what()).isEqualTo("the disk is gone");
  }

  @Test
  void spacesOfAnotherVersion_areNamed() {
    server.schema = "2";
    assertThat(finding("spaces").status()).isEqualTo(Status.FAILED);
    assertThat(finding("spaces").what()).isEqualTo("not of schema 2: one, two");
  }

  private Finding finding(String check) {
    return Diagnosis.of(server).stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  /** Answers as a sound server of 1,000 bytes of memory does, unless told otherwise. */
  private static final class TalkingServer implements ExaminedServer {

    final Map<String, String> info =
        new HashMap<>(
            Map.of(
                "redis_version", "7.4.2",
                "role", "master",
                "maxmemory", "1000",
                "used_memory", "10",
                "maxmemory_policy", "noeviction",
                "aof_enabled", "1",
                "aof_last_write_status", "ok",
                "cluster_enabled", "0"));
    boolean refused;
    boolean settingsRefused;
    boolean local = true;
    boolean encrypted;
    Duration ahead = Duration.ZERO;
    String forbidden = "nothing";
    String schema = "1";
    @Nullable TupleSpaceException failure;

    @Override
    public Object run(String... words) {
      if (refused && !words[0].equals("PING")) {
        throw new CommandRefusedException(words[0], "NOPERM no permissions", new Exception());
      }
      return switch (words[0]) {
        case "INFO" -> {
          StringBuilder text = new StringBuilder("# All\r\n");
          info.forEach((name, value) -> text.append(name + ":" + value + "\r\n"));
          yield text.toString();
        }
        case "CONFIG" -> {
          if (settingsRefused) {
            throw new CommandRefusedException("CONFIG", "unknown command", new Exception());
          }
          yield List.of(words[2], words[2].equals("save") ? "" : "everysec");
        }
        case "ACL" ->
            words[1].equals("WHOAMI")
                ? "someone"
                : words[3].equals(forbidden)
                    ? "User someone has no permissions to run the '" + forbidden + "' command"
                    : "OK";
        case "TIME" -> {
          Instant now = Instant.now().plus(ahead);
          yield List.of("" + now.getEpochSecond(), "" + now.getNano() / 1000);
        }
        case "SMEMBERS" -> List.of("one", "two");
        case "HGET" -> "1";
        default -> "PONG";
      };
    }

    @Override
    public boolean isLocal() {
      return local;
    }

    @Override
    public boolean isEncrypted() {
      return encrypted;
    }

    @Override
    public boolean isTakenForCluster() {
      return false;
    }

    @Override
    public String schema() {
      return schema;
    }

    @Override
    public String metaKey(String space) {
      return space;
    }

    @Override
    public List<String> commands() {
      return List.of("hget", "hset");
    }

    @Override
    public void putAndTake() {
      if (failure != null) {
        throw failure;
      }
    }
  }
}
