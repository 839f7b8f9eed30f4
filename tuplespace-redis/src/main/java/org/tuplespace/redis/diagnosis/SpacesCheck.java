package org.tuplespace.redis.diagnosis;

import java.util.List;

/** Whether the spaces that are there are of this version. */
final class SpacesCheck implements Check {

  private static final String SPACES = "ts:spaces";

  @Override
  public String name() {
    return "spaces";
  }

  @Override
  public Finding examine(Examination examination) {
    ExaminedServer server = examination.server();
    if (!(server.run("SMEMBERS", SPACES) instanceof List<?> spaces) || spaces.isEmpty()) {
      return Finding.ok(name(), "none yet");
    }
    List<String> others =
        spaces.stream().map(String::valueOf).filter(space -> isOfOther(server, space)).toList();
    String are = spaces.size() == 1 ? "1 space" : spaces.size() + " spaces";
    return others.isEmpty()
        ? Finding.ok(name(), are + ", of schema " + server.schema())
        : Finding.failed(
            name(),
            "not of schema " + server.schema() + ": " + String.join(", ", others),
            "use them with the version of tuplespace that made them, or drop them with it");
  }

  private static boolean isOfOther(ExaminedServer server, String space) {
    Object schema = server.run("HGET", server.metaKey(space), "schema");
    return schema != null && !schema.equals(server.schema());
  }
}
