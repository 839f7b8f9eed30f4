package org.tuplespace.redis;

import java.util.Arrays;
import java.util.Locale;
import org.tuplespace.redis.testing.Command;

/** Which script a command runs, for tests of other packages. */
public final class ScriptCalls {

  private ScriptCalls() {}

  /** Whether it runs one of the scripts, which are named as their files are, such as "out". */
  public static boolean runs(Command command, String... scripts) {
    return Arrays.stream(scripts)
        .map(name -> Script.valueOf(name.toUpperCase(Locale.ROOT)).sha1())
        .anyMatch(command::runs);
  }

  /** Whether it runs a script on a slot: an operation of a caller. */
  public static boolean isOperation(Command command) {
    return Arrays.stream(Script.values())
        .filter(Script::onSlot)
        .anyMatch(script -> command.runs(script.sha1()));
  }
}
