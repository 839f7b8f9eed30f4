package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.util.List;

/** A field that travels out of line: its id, and the canonical bytes to be stored under it. */
public final class Blob {

  private final String id;
  private final Output content;

  Blob(String id, Output content) {
    this.id = id;
    this.content = content;
  }

  public String id() {
    return id;
  }

  public long length() {
    return content.length();
  }

  /** The content in order; fresh read-only buffers at each call, over the same bytes. */
  public List<ByteBuffer> content() {
    return content.chunks();
  }
}
