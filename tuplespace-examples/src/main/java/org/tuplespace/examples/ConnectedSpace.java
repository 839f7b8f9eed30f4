package org.tuplespace.examples;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.server.EmbeddedRedis;

/** A space, and the server that was started for it if none was given. */
final class ConnectedSpace implements AutoCloseable {

  private final @Nullable EmbeddedRedis server;
  private final String url;
  private final TupleSpace space;

  private ConnectedSpace(@Nullable EmbeddedRedis server, String url, TupleSpace space) {
    this.server = server;
    this.url = url;
    this.space = space;
  }

  /** Connects to the server given, or to one that is started for it. */
  static ConnectedSpace open(Optional<String> given, String name) {
    if (given.isPresent()) {
      return new ConnectedSpace(null, given.get(), TupleSpaces.connect(given.get(), name));
    }
    EmbeddedRedis server = EmbeddedRedis.start();
    try {
      return new ConnectedSpace(server, server.url(), TupleSpaces.connect(server.url(), name));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  TupleSpace space() {
    return space;
  }

  String url() {
    return url;
  }

  /** Where the space is, for people; without user and password. */
  String place() {
    return server != null
        ? "an embedded Redis at " + url
        : "space \"" + space.name() + "\" at " + url.replaceFirst("//[^/]*@", "//");
  }

  @Override
  public void close() {
    try {
      space.close();
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }
}
