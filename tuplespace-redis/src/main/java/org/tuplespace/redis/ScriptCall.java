package org.tuplespace.redis;

import java.util.concurrent.CompletableFuture;

/**
 * A script that is to run once, and what it answers. Thread-safe.
 *
 * @param alone whether it is to be sent by itself, not as one of several
 * @param loads how often its script had to be loaded for it
 * @param since when it was asked for, as {@link System#nanoTime} has it
 */
record ScriptCall(
    Script script,
    String metaKey,
    Args args,
    CompletableFuture<Reply> reply,
    boolean alone,
    int loads,
    long since) {

  /** One that was not sent yet. */
  static ScriptCall of(Script script, String metaKey, Args args) {
    boolean alone = !SeveralCalls.fits(script, args);
    return new ScriptCall(
        script, metaKey, args, new CompletableFuture<>(), alone, 0, System.nanoTime());
  }

  /** The same, after its script was loaded. */
  ScriptCall loadedAgain() {
    return new ScriptCall(script, metaKey, args, reply, alone, loads + 1, since);
  }

  /** The same, to be sent by itself. */
  ScriptCall byItself() {
    return new ScriptCall(script, metaKey, args, reply, true, loads, since);
  }
}
