package org.tuplespace.redis;

/**
 * The names of the keys of one partition of a space. All share a hash tag, so that a cluster keeps
 * them together; scripts make the rest from the prefix of the meta key.
 */
final class SpaceKeys {

  /** The set of the names of all spaces of a server. */
  static final String SPACES = "ts:spaces";

  private final String prefix;

  SpaceKeys(String space, int partition) {
    this.prefix = "ts:{" + escaped(space) + ":" + partition + "}:";
  }

  /** The hash of counters and states, which every script is given. */
  String meta() {
    return prefix + "meta";
  }

  /** A piece of what lies out of line, counted from 0. */
  String blob(String id, int piece) {
    return prefix + "b:" + id + (piece == 0 ? "" : "." + piece);
  }

  /** The channel on which a session is told what its waiters were served. */
  String hints(String session) {
    return prefix + "n:" + session;
  }

  /** The channel on which all sessions are told to look, and that the space is dropped. */
  String notices() {
    return prefix + "n";
  }

  /** The channel of what is put and removed, for those who watch. */
  String events() {
    return prefix + "e";
  }

  /** A glob pattern for all keys of the partition. */
  String pattern() {
    return prefix.replaceAll("[\\\\*?\\[\\]^]", "\\\\$0") + "*";
  }

  /** A brace in a space's name would end or begin a hash tag. */
  private static String escaped(String space) {
    return space.replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
  }
}
