package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RedissonServerTest {

  private static final Pattern CALL = Pattern.compile("call\\(\\s*'([A-Z]+)'(?:,\\s*'(USAGE)')?");

  @Test
  void commands_haveAllThatScriptsRun() {
    Set<String> used = new TreeSet<>();
    for (Script script : Script.values()) {
      Matcher call = CALL.matcher(script.text());
      while (call.find()) {
        String command = call.group(1) + (call.group(2) == null ? "" : "|" + call.group(2));
        used.add(command.toLowerCase(Locale.ROOT));
      }
    }
    assertThat(used).contains("hset", "zadd", "memory|usage");
    assertThat(RedissonServer.COMMANDS).containsAll(used);
  }

  @Test
  void commands_areThoseOfTheWorkersRules() throws IOException {
    Path rules = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("deploy/users.acl");
    String worker =
        Files.readAllLines(rules).stream()
            .filter(rule -> rule.startsWith("user worker "))
            .findFirst()
            .orElseThrow();
    assertThat(worker).contains(" -@all +").doesNotContain("+@");
    assertThat(Arrays.stream(worker.split(" ")).filter(word -> word.startsWith("+")))
        .map(word -> word.substring(1))
        .containsExactlyInAnyOrderElementsOf(RedissonServer.COMMANDS);
  }
}
