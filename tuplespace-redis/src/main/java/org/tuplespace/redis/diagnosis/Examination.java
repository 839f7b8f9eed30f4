package org.tuplespace.redis.diagnosis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server under examination, and what it has told already. Not thread-safe. */
final class Examination {

  private final ExaminedServer server;
  private @Nullable Map<String, String> info;

  Examination(ExaminedServer server) {
    this.server = server;
  }

  ExaminedServer server() {
    return server;
  }

  /** What INFO tells under this name; empty where this server knows no such thing. */
  String info(String name) {
    if (info == null) {
      info = read(String.valueOf(server.run("INFO")));
    }
    return info.getOrDefault(name, "");
  }

  private static Map<String, String> read(String text) {
    Map<String, String> all = new HashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        all.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return all;
  }

  /** A number that INFO tells; 0 where it doesn't. */
  long number(String name) {
    String value = info(name);
    return value.matches("\\d+") ? Long.parseLong(value) : 0;
  }

  /** A setting of the server's; empty where it may not be asked for, as with many providers. */
  Optional<String> setting(String name) {
    try {
      return server.run("CONFIG", "GET", name) instanceof List<?> pair && pair.size() == 2
          ? Optional.of(String.valueOf(pair.get(1)))
          : Optional.empty();
    } catch (CommandRefusedException e) {
      return Optional.empty();
    }
  }
}
