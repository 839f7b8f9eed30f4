package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one script call of those that are to leave together: the operations of a session that put,
 * take and commit become one call of {@link Script#SEVERAL}, which costs the server far less than
 * as many scripts.
 */
final class SeveralCalls {

  /** A call with more arguments is one that has much to do by itself. */
  private static final int MAX_ARGUMENTS = 200;

  private SeveralCalls() {}

  /**
   * The calls to send for these: those that can't be one of several, and one for the rest of each
   * session.
   *
   * @param again sends a call that the server wants by itself
   */
  static List<ScriptCall> of(List<ScriptCall> calls, Consumer<ScriptCall> again) {
    if (calls.size() == 1) {
      return calls;
    }
    List<ScriptCall> units = new ArrayList<>();
    Map<String, List<ScriptCall>> bySession = new LinkedHashMap<>();
    for (ScriptCall call : calls) {
      if (call.alone()) {
        units.add(call);
      } else {
        String session = new String(call.args().get(0), UTF_8);
        bySession.computeIfAbsent(session, first -> new ArrayList<>()).add(call);
      }
    }
    for (List<ScriptCall> several : bySession.values()) {
      units.add(several.size() == 1 ? several.get(0) : merge(several, again));
    }
    return units;
  }

  /** Whether a call of this script with these arguments may be one of several. */
  static boolean fits(Script script, Args args) {
    if (args.size() > MAX_ARGUMENTS) {
      return false;
    }
    return switch (script) {
      case OUT, COMMIT -> true;
      case TAKE -> TakeArgs.isBounded(args);
      default -> false;
    };
  }

  private static ScriptCall merge(List<ScriptCall> several, Consumer<ScriptCall> again) {
    Args args = Args.of().add(several.get(0).args().get(0));
    Args asked = Args.of();
    for (ScriptCall call : several) {
      asked = add(call, args, asked);
    }
    ScriptCall merged = ScriptCall.of(Script.SEVERAL, several.get(0).metaKey(), args);
    merged.reply().whenComplete((reply, error) -> answer(several, reply, error, again));
    return merged;
  }

  /**
   * Adds an operation as the script wants it: a letter and what belongs to it.
   *
   * @param asked the last take by templates of one shape; who asks by the same need not send them
   * @return the same after this
   */
  private static Args add(ScriptCall call, Args to, Args asked) {
    Args args = call.args();
    switch (call.script()) {
      case OUT -> {
        if (PutArgs.isPlain(args)) {
          to.add("o").add(args, 1, 3).add(args, 5, 6);
        } else {
          to.add("O").add(args.size() - 1).add(args, 1, args.size());
        }
      }
      case TAKE -> {
        if (TakeArgs.isOfOneShape(args)) {
          return addTake(args, to, asked);
        }
        to.add("T").add(args.size() - 1).add(args, 1, args.size());
      }
      default -> to.add("C").add(args.size() - 1).add(args, 1, args.size());
    }
    return asked;
  }

  /** Adds a take by templates of one shape, as far as it differs from the one asked before. */
  private static Args addTake(Args args, Args to, Args asked) {
    boolean again = TakeArgs.areTemplatesEqual(args, asked);
    if (!again && TakeArgs.isOfOne(args) && TakeArgs.areShapesEqual(args, asked)) {
      // slot, number, wait, key
      to.add("j").add(args, 1, 3).add(args, 5, 6).add(args, 12, 13);
      return asked;
    }
    int templates = again ? 0 : (args.size() - 10) / 5;
    // slot, number, wait, how many, transaction
    to.add("i").add(again ? 5 : 7 + templates).add(args, 1, 3).add(args, 5, 6).add(args, 4, 5);
    to.add(args, 8, 9);
    if (!again) {
      to.add(args, 10, 12); // arity, shape, keys
    }
    for (int i = 0; i < templates; i++) {
      to.add(args.get(12 + 5 * i));
    }
    return args;
  }

  private static void answer(
      List<ScriptCall> calls,
      @Nullable Reply reply,
      @Nullable Throwable error,
      Consumer<ScriptCall> again) {
    if (reply == null) {
      Throwable cause = error == null ? new IllegalStateException("no reply") : error;
      calls.forEach(call -> call.reply().completeExceptionally(cause));
      return;
    }
    String[] statuses = reply.status().split(" ");
    if (statuses.length == 1) {
      calls.forEach(call -> call.reply().complete(reply));
      return;
    }
    int at = 0;
    for (int i = 0; i < statuses.length; i++) {
      ScriptCall call = calls.get(i);
      String status = statuses[i];
      int colon = status.indexOf(':');
      int size = 0;
      if (colon > 0) {
        size = Integer.parseInt(status, colon + 1, status.length(), 10);
        status = status.substring(0, colon);
      }
      List<byte[]> parts = reply.parts().subList(at, at + size);
      at += size;
      if (status.equals("ALONE")) {
        again.accept(call.byItself());
      } else {
        call.reply().complete(new Reply(status, parts));
      }
    }
  }
}
