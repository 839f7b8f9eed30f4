package org.tuplespace.redis.faults;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tuplespace.redis.testing.RedisConnection;

/**
 * What a server holds.
 *
 * @param lasting the keys that stay for ever, each also with the names of its fields if it is a
 *     hash and with its size if it is something else: {@code ...}:w 17}
 * @param passing the keys that have a time to live, and how many seconds it is
 */
record Inventory(Set<String> lasting, Map<String, Long> passing) {

  static Inventory of(RedisConnection server) {
    Set<String> lasting = new TreeSet<>();
    Map<String, Long> passing = new TreeMap<>();
    for (String key : server.keys("*")) {
      long seconds = server.number("TTL", key);
      if (seconds >= 0) {
        passing.put(key, seconds);
      } else {
        lasting.add(key);
        describe(server, key, lasting);
      }
    }
    return new Inventory(lasting, passing);
  }

  private static void describe(RedisConnection server, String key, Set<String> into) {
    switch (server.text("TYPE", key)) {
      case "hash" -> server.list("HKEYS", key).forEach(field -> into.add(key + " " + field));
      case "zset" -> into.add(key + " " + server.number("ZCARD", key));
      case "set" -> into.add(key + " " + server.number("SCARD", key));
      case "string" -> into.add(key + " " + server.number("STRLEN", key));
      default -> throw new IllegalStateException("a space has no such key: " + key);
    }
  }

  int keys() {
    return (int) lasting.stream().filter(each -> each.indexOf(' ') < 0).count();
  }

  /**
   * What of the lasting is here and was not there before, or the other way round.
   *
   * @param but what is not compared: beginnings of what follows the hash tag in a key
   */
  Set<String> differences(Inventory before, Set<String> but) {
    Set<String> found = new TreeSet<>();
    lasting.stream().filter(each -> !before.lasting.contains(each)).forEach(found::add);
    before.lasting.stream()
        .filter(each -> !lasting.contains(each))
        .forEach(each -> found.add(each + " is gone"));
    found.removeIf(each -> but.stream().anyMatch(prefix -> each.contains("}:" + prefix)));
    return found;
  }
}
