package org.tuplespace.redis;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommands;
import org.tuplespace.redis.codec.Blob;
import org.tuplespace.redis.codec.BlobContent;
import org.tuplespace.redis.codec.BlobRef;

/**
 * Uploads and downloads the fields that travel out of line, piece by piece, each a key of its own.
 *
 * <p>By plain commands, since a script's language would copy every piece twice. They are safe to
 * send again, and also where a copy of one comes late: a piece is put only where there is none,
 * with a time to live that only the tuple takes away which comes to keep it.
 *
 * <p>Thread-safe.
 */
final class BlobStore {

  /** So many pieces are under way at once: the next is made, or read, while one is on its way. */
  private static final int MAX_UNDER_WAY = 3;

  /** An upload that no tuple came to keep is gone after this. */
  private static final long UPLOAD_MILLIS = 600_000;

  private final Partition partition;
  private final Redisson redisson;
  private final Executor executor;
  private final Turns turns = new Turns(MAX_UNDER_WAY);

  /**
   * Of one partition.
   *
   * @param executor digests what comes
   */
  BlobStore(Partition partition, RedissonClient redisson, Executor executor) {
    this.partition = partition;
    this.redisson = (Redisson) redisson;
    this.executor = executor;
  }

  /** Completes when all are on the server; doing it again changes nothing. */
  CompletableFuture<@Nullable Void> upload(List<Blob> blobs, long deadline) {
    List<Supplier<CompletableFuture<Boolean>>> puts = new ArrayList<>();
    for (Blob blob : blobs) {
      for (int piece = 0; piece < BlobRef.pieces(blob.length()); piece++) {
        int each = piece;
        puts.add(() -> put(blob, each, deadline));
      }
    }
    return turns.takeAll(puts);
  }

  private CompletableFuture<Boolean> put(Blob blob, int piece, long deadline) {
    String key = partition.keys().blob(blob.id(), piece);
    return partition.call(
        () -> {
          ByteBuf bytes = Unpooled.wrappedBuffer(blob.piece(piece).toArray(ByteBuffer[]::new));
          return redisson
              .getCommandExecutor()
              .<Boolean, Boolean>writeAsync(
                  key,
                  ByteArrayCodec.INSTANCE,
                  RedisCommands.SET_BOOLEAN,
                  key,
                  bytes,
                  "PX",
                  UPLOAD_MILLIS,
                  "NX")
              .toCompletableFuture();
        },
        deadline);
  }

  /** The contents by id; what is gone is left out. */
  CompletableFuture<Map<String, BlobContent>> download(List<BlobRef> references) {
    Map<String, BlobContent> contents = new HashMap<>();
    CompletableFuture<?> chain = CompletableFuture.completedFuture(null);
    for (BlobRef reference : references) {
      chain =
          chain
              .thenCompose(before -> new Download(reference).content())
              .thenAccept(
                  content -> content.ifPresent(there -> contents.put(reference.id(), there)));
    }
    return chain.thenApply(last -> contents);
  }

  /** Of one field. */
  private final class Download {
    private final BlobRef reference;
    private final long deadline = partition.deadline();
    private volatile boolean gone;

    Download(BlobRef reference) {
      this.reference = reference;
    }

    /** Completes with nothing if a piece is gone, or not of its length. */
    CompletableFuture<Optional<BlobContent>> content() {
      List<Supplier<CompletableFuture<?>>> gets = new ArrayList<>();
      CompletableFuture<BlobContent> content =
          CompletableFuture.completedFuture(new BlobContent(reference.length()));
      for (int piece = 0; piece < reference.pieces(); piece++) {
        int each = piece;
        CompletableFuture<byte[]> arrival = new CompletableFuture<>();
        gets.add(() -> get(each, arrival));
        content = content.thenCombineAsync(arrival, BlobContent::add, executor);
      }
      CompletableFuture<BlobContent> whole = content;
      return turns
          .takeAll(gets)
          .thenCompose(
              all ->
                  gone
                      ? CompletableFuture.completedFuture(Optional.empty())
                      : whole.thenApply(Optional::of));
    }

    private CompletableFuture<?> get(int piece, CompletableFuture<byte[]> arrival) {
      if (gone) {
        return CompletableFuture.completedFuture(null);
      }
      String key = partition.keys().blob(reference.id(), piece);
      return partition
          .call(() -> get(key).toCompletableFuture(), deadline)
          .thenAccept(
              bytes -> {
                if (bytes == null || bytes.length != reference.length(piece)) {
                  gone = true;
                } else {
                  arrival.complete(bytes);
                }
              });
    }

    /** From the master, as a write would: a replica may not have it yet. */
    private RFuture<byte @Nullable []> get(String key) {
      return redisson
          .getCommandExecutor()
          .writeAsync(key, ByteArrayCodec.INSTANCE, RedisCommands.GET, key);
    }
  }
}
