package org.tuplespace.redis;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommands;
import org.tuplespace.redis.codec.Blob;
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
  private final Turns turns = new Turns(MAX_UNDER_WAY);

  BlobStore(Partition partition, RedissonClient redisson) {
    this.partition = partition;
    this.redisson = (Redisson) redisson;
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
  CompletableFuture<Map<String, byte[]>> download(List<BlobRef> references) {
    Map<String, byte[]> contents = new HashMap<>();
    CompletableFuture<?> chain = CompletableFuture.completedFuture(null);
    for (BlobRef reference : references) {
      chain =
          chain
              .thenCompose(before -> new Download(reference).content())
              .thenAccept(
                  content -> {
                    if (content != null) {
                      contents.put(reference.id(), content);
                    }
                  });
    }
    return chain.thenApply(last -> contents);
  }

  /** Of one field. */
  private final class Download {
    private final BlobRef reference;
    private final long deadline = partition.deadline();
    private volatile boolean gone;
    private byte @Nullable [] content;

    Download(BlobRef reference) {
      this.reference = reference;
    }

    /** Completes with null if a piece is gone, or not of its length. */
    CompletableFuture<byte @Nullable []> content() {
      List<Supplier<CompletableFuture<?>>> gets = new ArrayList<>();
      for (int piece = 0; piece < reference.pieces(); piece++) {
        int each = piece;
        gets.add(() -> get(each));
      }
      return turns.takeAll(gets).thenApply(all -> gone ? null : content);
    }

    private CompletableFuture<?> get(int piece) {
      if (gone) {
        return CompletableFuture.completedFuture(null);
      }
      String key = partition.keys().blob(reference.id(), piece);
      return partition
          .call(() -> get(key).toCompletableFuture(), deadline)
          .thenAccept(bytes -> got(piece, bytes));
    }

    /** From the master, as a write would: a replica may not have it yet. */
    private RFuture<byte @Nullable []> get(String key) {
      return redisson
          .getCommandExecutor()
          .writeAsync(key, ByteArrayCodec.INSTANCE, RedisCommands.GET, key);
    }

    private void got(int piece, byte @Nullable [] bytes) {
      if (bytes == null || bytes.length != reference.length(piece)) {
        gone = true;
      } else if (reference.pieces() == 1) {
        content = bytes;
      } else {
        System.arraycopy(bytes, 0, whole(), BlobRef.offset(piece), bytes.length);
      }
    }

    private synchronized byte[] whole() {
      if (content == null) {
        content = new byte[Math.toIntExact(reference.length())];
      }
      return content;
    }
  }
}
