package org.tuplespace.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.codec.Blob;
import org.tuplespace.redis.codec.BlobRef;

/** Uploads and downloads the fields that travel out of line, piece by piece. Thread-safe. */
final class BlobStore {

  private static final int PIECE = 4 << 20;

  /** An upload that no tuple came to keep is gone after this. */
  private static final long UPLOAD_MILLIS = 600_000;

  private final Partition partition;

  BlobStore(Partition partition) {
    this.partition = partition;
  }

  /** Completes when all are on the server; doing it again changes nothing. */
  CompletableFuture<@Nullable Void> upload(List<Blob> blobs, long deadline) {
    return uploadNext(new Pieces(blobs), deadline);
  }

  private CompletableFuture<@Nullable Void> uploadNext(Pieces pieces, long deadline) {
    if (!pieces.hasNext()) {
      return CompletableFuture.completedFuture(null);
    }
    return partition
        .call(Script.BLOB_PUT, pieces.next(), deadline, () -> {})
        .thenCompose(reply -> uploadNext(pieces, deadline));
  }

  /** Cuts blobs into pieces, each copied only when it is its turn. */
  private static final class Pieces implements Iterator<Args> {
    private final Iterator<Blob> blobs;
    private Iterator<ByteBuffer> chunks = Collections.emptyIterator();
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private String id = "";
    private long offset;

    Pieces(List<Blob> blobs) {
      this.blobs = blobs.iterator();
    }

    @Override
    public boolean hasNext() {
      while (!chunk.hasRemaining()) {
        if (chunks.hasNext()) {
          chunk = chunks.next();
        } else if (blobs.hasNext()) {
          Blob blob = blobs.next();
          id = blob.id();
          offset = 0;
          chunks = blob.content().iterator();
        } else {
          return false;
        }
      }
      return true;
    }

    @Override
    public Args next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] piece = new byte[Math.min(PIECE, chunk.remaining())];
      chunk.get(piece);
      Args args = Args.of(id).add(offset).add(UPLOAD_MILLIS).add(piece);
      offset += piece.length;
      return args;
    }
  }

  /** The contents by id; what is gone is left out. */
  CompletableFuture<Map<String, byte[]>> download(List<BlobRef> references) {
    Map<String, byte[]> contents = new HashMap<>();
    CompletableFuture<?> chain = CompletableFuture.completedFuture(null);
    for (BlobRef reference : references) {
      chain = chain.thenCompose(before -> download(reference, contents));
    }
    return chain.thenApply(last -> contents);
  }

  private CompletableFuture<@Nullable Void> download(
      BlobRef reference, Map<String, byte[]> contents) {
    if (reference.length() > Integer.MAX_VALUE - 8) {
      throw new TupleCodecException(
          "field "
              + reference.field()
              + " claims to have "
              + reference.length()
              + " bytes, more than an array holds; the tuple is corrupt");
    }
    return downloadFrom(reference, 0, new ArrayList<>(), contents);
  }

  private CompletableFuture<@Nullable Void> downloadFrom(
      BlobRef reference, long from, List<byte[]> pieces, Map<String, byte[]> contents) {
    if (from >= reference.length()) {
      contents.put(reference.id(), joined(pieces, (int) reference.length()));
      return CompletableFuture.completedFuture(null);
    }
    long to = Math.min(from + PIECE, reference.length()) - 1;
    return partition
        .call(Script.BLOB_GET, Args.of(reference.id()).add(from).add(to))
        .thenCompose(
            reply -> {
              byte[] piece = reply.is("OK") ? reply.parts().get(0) : new byte[0];
              if (piece.length != to - from + 1) {
                return CompletableFuture.completedFuture(null); // gone: decoding will say so
              }
              pieces.add(piece);
              return downloadFrom(reference, to + 1, pieces, contents);
            });
  }

  private static byte[] joined(List<byte[]> pieces, int length) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    return all;
  }
}
