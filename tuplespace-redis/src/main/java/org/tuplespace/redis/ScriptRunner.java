package org.tuplespace.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/**
 * Sends script calls, each once. Calls made while others are under way are gathered, and leave
 * together, those of a session as one script, so that many concurrent operations share the cost of
 * a round trip and of a script.
 *
 * <p>Thread-safe. Futures complete on Redisson's threads.
 */
final class ScriptRunner {

  /** So many of a lane are under way at once: more would gather less, and cost the server more. */
  private static final int MAX_UNDER_WAY = 2;

  /** With those above less than a pool of eight connections, one of which is left for the rest. */
  private static final int MAX_UNDER_WAY_DURABLY = 3;

  /** A call may meet its script as one of several, and by itself. */
  private static final int MAX_LOADS = 2;

  private static final int MAX_BATCH_CALLS = 256;
  private static final long MAX_BATCH_BYTES = 1 << 20;

  private final RedissonClient redisson;
  private final Durability durability;

  /** What can leave as one of several; the rest need not wait behind it. */
  private final Lane operations = new Lane(MAX_UNDER_WAY);

  private final Lane others;

  /** What this thread has called for that is to leave together. */
  private final ThreadLocal<@Nullable List<ScriptCall>> together = new ThreadLocal<>();

  private volatile long roundTripNanos;

  /**
   * Sends nothing yet.
   *
   * @param durability what each reply waits for, all of a batch together
   */
  ScriptRunner(RedissonClient redisson, Durability durability) {
    this.redisson = redisson;
    this.durability = durability;
    this.others = new Lane(durability.isNone() ? MAX_UNDER_WAY : MAX_UNDER_WAY_DURABLY);
  }

  /** Runs the script, having it loaded where the server does not know it. */
  CompletableFuture<Reply> run(Script script, String metaKey, Args args) {
    ScriptCall call = ScriptCall.of(script, metaKey, args);
    send(call);
    return call.reply();
  }

  /** Makes calls, which leave together as far as they can be one of several. */
  <T> T together(Supplier<T> calls) {
    List<ScriptCall> gathered = new ArrayList<>();
    together.set(gathered);
    try {
      return calls.get();
    } finally {
      together.remove();
      if (!gathered.isEmpty()) {
        operations.add(gathered);
      }
    }
  }

  private void send(ScriptCall call) {
    Lane lane = laneOf(call);
    List<ScriptCall> gathered = lane == operations ? together.get() : null;
    if (gathered == null) {
      lane.add(List.of(call));
    } else {
      gathered.add(call);
    }
  }

  private Lane laneOf(ScriptCall call) {
    return durability.isNone() && !call.alone() ? operations : others;
  }

  /** How long answers have taken lately, at most; an old one counts less with each that comes. */
  long roundTripNanos() {
    return roundTripNanos;
  }

  /** Calls that share a limit on how many batches are under way. */
  private final class Lane {
    private final int maxUnderWay;
    private final Queue<List<ScriptCall>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();

    Lane(int maxUnderWay) {
      this.maxUnderWay = maxUnderWay;
    }

    void add(List<ScriptCall> calls) {
      waiting.add(calls);
      sendWaiting();
    }

    /** After its callers were told: what they call next leaves with what waits, not one by one. */
    void ended() {
      underWay.decrementAndGet();
      sendWaiting();
    }

    private void sendWaiting() {
      while (!waiting.isEmpty()) {
        if (underWay.incrementAndGet() > maxUnderWay) {
          underWay.decrementAndGet();
          if (underWay.get() >= maxUnderWay) {
            return;
          }
          continue; // one ended in between, whose thread may have seen our count and left
        }
        List<ScriptCall> calls = gather();
        if (durability.isNone()) {
          calls = SeveralCalls.of(calls, ScriptRunner.this::send);
        }
        if (calls.isEmpty()) {
          underWay.decrementAndGet();
        } else if (calls.size() == 1 && durability.isNone()) {
          sendOne(this, calls.get(0));
        } else {
          sendBatch(this, calls);
        }
      }
    }

    private List<ScriptCall> gather() {
      List<ScriptCall> calls = new ArrayList<>();
      long bytes = 0;
      while (calls.size() < MAX_BATCH_CALLS && bytes < MAX_BATCH_BYTES) {
        List<ScriptCall> next = waiting.poll();
        if (next == null) {
          break;
        }
        for (ScriptCall call : next) {
          calls.add(call);
          bytes += call.args().length();
        }
      }
      return calls;
    }
  }

  private void sendOne(Lane lane, ScriptCall call) {
    try {
      evaluate(redisson.getScript(ByteArrayCodec.INSTANCE), call)
          .whenComplete(
              (raw, error) -> {
                measured(call, error);
                try {
                  finish(call, raw, error, Reply::of);
                } finally {
                  lane.ended();
                }
              });
    } catch (RuntimeException e) {
      lane.ended();
      call.reply().completeExceptionally(e);
    }
  }

  private void sendBatch(Lane lane, List<ScriptCall> calls) {
    try {
      if (durability.isNone()) {
        RBatch batch = redisson.createBatch(BatchOptions.defaults().retryAttempts(0));
        send(lane, calls, batch.getScript(ByteArrayCodec.INSTANCE), batch::executeAsync, Reply::of);
      } else {
        DurableBatch batch = new DurableBatch(redisson, durability, calls.get(0).metaKey());
        send(lane, calls, batch.scripts(), batch::send, batch::reply);
      }
    } catch (RuntimeException e) {
      lane.ended();
      calls.forEach(call -> call.reply().completeExceptionally(e));
    }
  }

  private void send(
      Lane lane,
      List<ScriptCall> calls,
      RScriptAsync scripts,
      Supplier<? extends CompletionStage<?>> batch,
      Function<List<Object>, Reply> reading) {
    List<CompletableFuture<List<Object>>> results = new ArrayList<>(calls.size());
    for (ScriptCall call : calls) {
      results.add(evaluate(scripts, call));
    }
    CompletionStage<?> unused =
        batch
            .get()
            .whenComplete(
                (all, error) -> {
                  measured(calls.get(0), error);
                  try {
                    for (int i = 0; i < calls.size(); i++) {
                      finish(calls.get(i), results.get(i), error, reading);
                    }
                  } finally {
                    lane.ended();
                  }
                });
  }

  private static CompletableFuture<List<Object>> evaluate(RScriptAsync scripts, ScriptCall call) {
    return scripts
        .<List<Object>>evalShaAsync(
            Mode.READ_WRITE,
            call.script().sha1(),
            ReturnType.LIST,
            List.of(call.metaKey()),
            call.args().toArray())
        .toCompletableFuture();
  }

  /** From when it was asked for, since it may have had to wait for others. */
  private void measured(ScriptCall call, @Nullable Throwable error) {
    if (error == null) {
      long nanos = System.nanoTime() - call.since();
      roundTripNanos = Math.max(nanos, roundTripNanos - roundTripNanos / 16);
    }
  }

  /** A command of a batch has a result of its own, also where another command failed. */
  private void finish(
      ScriptCall call,
      CompletableFuture<List<Object>> result,
      @Nullable Throwable batchError,
      Function<List<Object>, Reply> reading) {
    if (result.isDone()) {
      result.whenComplete((raw, error) -> finish(call, raw, error, reading));
    } else {
      fail(
          call,
          batchError != null ? batchError : new IllegalStateException("a batch left a call out"));
    }
  }

  private void finish(
      ScriptCall call,
      @Nullable List<Object> raw,
      @Nullable Throwable error,
      Function<List<Object>, Reply> reading) {
    if (error != null) {
      fail(call, error);
      return;
    }
    try {
      if (raw == null) {
        throw new IllegalStateException("the script " + call.script() + " returned nothing");
      }
      call.reply().complete(reading.apply(raw));
    } catch (RuntimeException e) {
      fail(call, e);
    }
  }

  private void fail(ScriptCall call, Throwable error) {
    Throwable cause = ServerErrors.unwrap(error);
    if (cause instanceof RedisNoScriptException && call.loads() < MAX_LOADS) {
      loadAndSendAgain(call);
    } else if (cause instanceof UnansweredWaitException unanswered && unanswered.lacksBarrier()) {
      // Whoever sends it again must know that it may have run.
      load(Script.BARRIER, call.metaKey())
          .whenComplete((sha, ignored) -> call.reply().completeExceptionally(cause));
    } else {
      call.reply().completeExceptionally(cause);
    }
  }

  private void loadAndSendAgain(ScriptCall call) {
    CompletionStage<?> loaded = load(call.script(), call.metaKey());
    if (!durability.isNone()) {
      loaded = loaded.thenCompose(sha -> load(Script.BARRIER, call.metaKey()));
    }
    loaded.whenComplete(
        (sha, error) -> {
          if (error != null) {
            call.reply().completeExceptionally(ServerErrors.unwrap(error));
          } else {
            send(call.loadedAgain());
          }
        });
  }

  /** Sent by way of the key, so that a cluster loads it where the call goes. */
  private CompletionStage<?> load(Script script, String metaKey) {
    return redisson.getScript(StringCodec.INSTANCE).scriptLoadAsync(metaKey, script.text());
  }
}
