package org.tuplespace.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that run on the server, one file each; their headers say what they take and return.
 */
enum Script {
  ABORT(false),
  ACKNOWLEDGE(false),
  BARRIER(false),
  BLOCKED(false),
  CANCEL(true),
  CLOSE(false),
  COMMIT(true, true),
  DROP(false),
  FETCH(false),
  LEASE(false),
  LIST(false),
  OPEN(false),
  OUT(true, true),
  OUTCOME(false),
  READ(true),
  REMOVE(false),
  RENEW(false),
  REPLACE(true, true),
  SCAN(true),
  SEVERAL(false),
  SHAPE(false),
  STATS(false),
  TAKE(true),
  TICK(false),
  UNDO(false),
  WAITING(false),
  WATCH(false);

  private final boolean onSlot;
  private final boolean durable;

  /** Read when it is first sent, since a short-lived client sends few of them. */
  private volatile @Nullable Source source;

  Script(boolean onSlot) {
    this(onSlot, false);
  }

  Script(boolean onSlot, boolean durable) {
    this.onSlot = onSlot;
    this.durable = durable;
  }

  String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it runs once for a slot and number of a session, which are its first arguments. */
  boolean onSlot() {
    return onSlot;
  }

  /** Whether its caller is told only when what it did is as durable as the client wants it. */
  boolean isDurable() {
    return durable;
  }

  String text() {
    return source().text();
  }

  String sha1() {
    return source().sha1();
  }

  /** Two threads may read it at once; they read the same. */
  private Source source() {
    Source known = source;
    if (known == null) {
      String text = ScriptSource.load(fileName());
      known = new Source(text, sha1(text));
      source = known;
    }
    return known;
  }

  private record Source(String text, String sha1) {}

  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
