package org.tuplespace.redis;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.tuplespace.SpaceStats;
import org.tuplespace.TupleSpace;
import org.tuplespace.UnreadField;
import org.tuplespace.redis.codec.UnreadFields;
import org.tuplespace.redis.diagnosis.Diagnosis;
import org.tuplespace.redis.diagnosis.Finding;

/**
 * The way to the tuple spaces of a Redis server.
 *
 * <pre>{@code
 * try (TupleSpace space = TupleSpaces.connect("redis://localhost:6379", "demo")) {
 *   space.out("sqrt", 5.0);
 * }
 * }</pre>
 */
public final class TupleSpaces {

  private TupleSpaces() {}

  /**
   * Connects to the space of this name, which is made if there is none. Each call is a client of
   * its own, with its own connections; one is enough for all threads of a process. Close it: that
   * acknowledges what was taken last.
   *
   * @param url as {@link TupleSpaceBuilder#url} has it
   * @throws IllegalArgumentException if the url or the name can't be
   * @throws org.tuplespace.BackendUnavailableException if the server can't be reached
   */
  public static TupleSpace connect(String url, String name) {
    return builder().url(url).name(name).connect();
  }

  /** For everything that can be said besides url and name. */
  public static TupleSpaceBuilder builder() {
    return new TupleSpaceBuilder();
  }

  /**
   * The field that a client left unread, of what somebody kept of it: for putting it back into a
   * space.
   *
   * @param className what {@link UnreadField#className} gave
   * @param bytes what {@link UnreadField#bytes} gave
   * @throws IllegalArgumentException if they are not that
   */
  public static UnreadField unreadField(String className, byte[] bytes) {
    return UnreadFields.of(className, bytes);
  }

  /**
   * The names of the spaces on a server, in alphabetical order.
   *
   * @throws org.tuplespace.BackendUnavailableException if the server can't be reached
   */
  public static Set<String> names(String url) {
    Connector.Server server = Connector.createClient(builder().url(url));
    try {
      return new SpaceNames(server.redisson()).all();
    } catch (RuntimeException e) {
      throw ServerErrors.translate(e, server.name());
    } finally {
      server.redisson().shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  /**
   * Examines a server: whether it is fit for tuple spaces, and what to do where it isn't. Puts a
   * tuple into a space of its own, named {@code tuplespace-doctor-...}, and drops that space again.
   *
   * @param url as {@link TupleSpaceBuilder#url} has it
   * @throws IllegalArgumentException if the url can't be
   * @throws org.tuplespace.BackendUnavailableException if the server can't be reached
   */
  public static List<Finding> diagnose(String url) {
    ServerUrl parsed = ServerUrl.parse(url);
    Connector.Server server = Connector.createClient(builder().url(url));
    try {
      return Diagnosis.of(new RedissonServer(parsed, server));
    } finally {
      server.redisson().shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  /**
   * A look at each of the spaces on a server, in the order of their names: without a session in
   * them, and nothing is written.
   *
   * @throws org.tuplespace.BackendUnavailableException if the server can't be reached
   */
  public static List<SpaceStats> stats(String url) {
    return ServerStats.of(url);
  }
}
