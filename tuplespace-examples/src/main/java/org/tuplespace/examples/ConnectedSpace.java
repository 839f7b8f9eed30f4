package org.tuplespace.examples;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaceBuilder;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.server.EmbeddedRedis;

/** A space, and the server that was started for it if none was given. */
final class ConnectedSpace implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
      return new ConnectedSpace(null, given.get(), builder(given.get(), name).connect());
    }
    EmbeddedRedis server = EmbeddedRedis.start();
    try {
      return new ConnectedSpace(server, server.url(), connectPatiently(server.url(), name));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Connects to a server that is known to run, however busy the machine is. */
  static TupleSpace connectPatiently(String url, String name) {
    return builder(url, name).connectTimeout(PATIENCE).connect();
  }

  /** Objects of the examples may be in tuples. */
  private static TupleSpaceBuilder builder(String url, String name) {
    return TupleSpaces.builder().url(url).name(name).allowPackage("org.tuplespace.examples");
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
