package org.tuplespace.redis.testing;

import java.util.Optional;
import org.tuplespace.redis.server.EmbeddedRedis;

/**
 * The Redis that tests run against.
 *
 * <p>The shared server is the first of these that there is:
 *
 * <ol>
 *   <li>the one that the environment variable {@code TUPLESPACE_REDIS} names;
 *   <li>a container, where a Docker engine answers;
 *   <li>a {@code redis-server} or {@code valkey-server} on the PATH;
 *   <li>the embedded one.
 * </ol>
 *
 * <p>It may hold other people's data and serve other tests at the same time: give each test a space
 * of its own, and never flush. A test that stops or kills its server takes a {@link
 * #privateServer(String...)}.
 */
public final class RedisForTests {
  private static final String URL_VARIABLE = "TUPLESPACE_REDIS";

  private RedisForTests() {}

  /** The URL of the shared server, which is started at the first call and ends with this JVM. */
  public static String url() {
    return Shared.URL;
  }

  /**
   * Starts a server that belongs to the caller alone, always as a process of this machine.
   *
   * @param options lines of {@code redis.conf}, such as {@code "maxmemory 20mb"}
   */
  public static PrivateRedis privateServer(String... options) {
    return PrivateRedis.start(options);
  }

  private static final class Shared {
    static final String URL = find();

    private static String find() {
      String given = System.getenv(URL_VARIABLE);
      if (given != null && !given.isBlank()) {
        return given;
      }
      Optional<String> container = DockerRedis.url();
      return container.orElseGet(() -> EmbeddedRedis.start().url());
    }
  }
}
