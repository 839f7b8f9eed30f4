package org.tuplespace.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
 * together as one batch, so that many concurrent operations share the cost of a round trip.
 *
 * <p>Thread-safe. Futures complete on Redisson's threads.
 */
final class ScriptRunner {

  /** So many batches are under way at once; more calls wait to be gathered. */
  private static final int MAX_UNDER_WAY = 4;

  private static final int MAX_BATCH_CALLS = 256;
  private static final long MAX_BATCH_BYTES = 1 << 20;

  private record Call(
      Script script, String metaKey, Args args, CompletableFuture<Reply> reply, boolean reloaded) {}

  private final RedissonClient redisson;
  private final Queue<Call> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile long roundTripNanos;

  ScriptRunner(RedissonClient redisson) {
    this.redisson = redisson;
  }

  /** Runs the script, having it loaded where the server does not know it. */
  CompletableFuture<Reply> run(Script script, String metaKey, Args args) {
    Call call = new Call(script, metaKey, args, new CompletableFuture<>(), false);
    waiting.add(call);
    sendWaiting();
    return call.reply();
  }

  /** How long answers have taken lately, at most; an old one counts less with each that comes. */
  long roundTripNanos() {
    return roundTripNanos;
  }

  private void sendWaiting() {
    while (!waiting.isEmpty()) {
      if (underWay.incrementAndGet() > MAX_UNDER_WAY) {
        underWay.decrementAndGet();
        if (underWay.get() >= MAX_UNDER_WAY) {
          return;
        }
        continue; // one ended in between, whose thread may have seen our count and left
      }
      List<Call> calls = gather();
      if (calls.isEmpty()) {
        underWay.decrementAndGet();
      } else if (calls.size() == 1) {
        sendOne(calls.get(0));
      } else {
        sendBatch(calls);
      }
    }
  }

  private List<Call> gather() {
    List<Call> calls = new ArrayList<>();
    long bytes = 0;
    while (calls.size() < MAX_BATCH_CALLS && bytes < MAX_BATCH_BYTES) {
      Call call = waiting.poll();
      if (call == null) {
        break;
      }
      calls.add(call);
      bytes += call.args().length();
    }
    return calls;
  }

  private void sendOne(Call call) {
    long sent = System.nanoTime();
    try {
      evaluate(redisson.getScript(ByteArrayCodec.INSTANCE), call)
          .whenComplete(
              (raw, error) -> {
                ended(sent, error);
                finish(call, raw, error);
              });
    } catch (RuntimeException e) {
      ended();
      call.reply().completeExceptionally(e);
    }
  }

  private void sendBatch(List<Call> calls) {
    List<CompletableFuture<List<Object>>> results = new ArrayList<>(calls.size());
    long sent = System.nanoTime();
    try {
      RBatch batch = redisson.createBatch(BatchOptions.defaults().retryAttempts(0));
      RScriptAsync scripts = batch.getScript(ByteArrayCodec.INSTANCE);
      for (Call call : calls) {
        results.add(evaluate(scripts, call));
      }
      batch
          .executeAsync()
          .whenComplete(
              (all, error) -> {
                ended(sent, error);
                for (int i = 0; i < calls.size(); i++) {
                  finish(calls.get(i), results.get(i), error);
                }
              });
    } catch (RuntimeException e) {
      ended();
      calls.forEach(call -> call.reply().completeExceptionally(e));
    }
  }

  private static CompletableFuture<List<Object>> evaluate(RScriptAsync scripts, Call call) {
    return scripts
        .<List<Object>>evalShaAsync(
            Mode.READ_WRITE,
            call.script().sha1(),
            ReturnType.LIST,
            List.of(call.metaKey()),
            call.args().toArray())
        .toCompletableFuture();
  }

  private void ended(long sent, @Nullable Throwable error) {
    if (error == null) {
      roundTripNanos = Math.max(System.nanoTime() - sent, roundTripNanos - roundTripNanos / 16);
    }
    ended();
  }

  private void ended() {
    underWay.decrementAndGet();
    sendWaiting();
  }

  /** A command of a batch has a result of its own, also where another command failed. */
  private void finish(
      Call call, CompletableFuture<List<Object>> result, @Nullable Throwable batchError) {
    if (result.isDone()) {
      result.whenComplete((raw, error) -> finish(call, raw, error));
    } else {
      finish(
          call,
          (List<Object>) null,
          batchError != null ? batchError : new IllegalStateException("a batch left a call out"));
    }
  }

  private void finish(Call call, @Nullable List<Object> raw, @Nullable Throwable error) {
    if (error != null) {
      Throwable cause = ServerErrors.unwrap(error);
      if (cause instanceof RedisNoScriptException && !call.reloaded()) {
        loadAndSendAgain(call);
      } else {
        call.reply().completeExceptionally(cause);
      }
      return;
    }
    try {
      if (raw == null) {
        throw new IllegalStateException("the script " + call.script() + " returned nothing");
      }
      call.reply().complete(Reply.of(raw));
    } catch (RuntimeException e) {
      call.reply().completeExceptionally(e);
    }
  }

  private void loadAndSendAgain(Call call) {
    // Sent by way of the key, so that a cluster loads it where the call goes.
    redisson
        .getScript(StringCodec.INSTANCE)
        .scriptLoadAsync(call.metaKey(), call.script().text())
        .whenComplete(
            (sha, error) -> {
              if (error != null) {
                call.reply().completeExceptionally(ServerErrors.unwrap(error));
              } else {
                waiting.add(
                    new Call(call.script(), call.metaKey(), call.args(), call.reply(), true));
                sendWaiting();
              }
            });
  }
}
