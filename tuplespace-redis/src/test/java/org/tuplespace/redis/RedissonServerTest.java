package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;

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
}
