package org.tuplespace.linuxtuples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.SpaceConnector;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.Watch;

/**
 * The operations of LinuxTuples by their old names, on any {@link TupleSpace}, for programs that
 * come over from C or Python. New programs use the space itself, which can do more.
 *
 * <pre>{@code
 * try (LinuxTuples conn = LinuxTuples.connect()) {
 *   conn.put("sqrt", 5.0);
 *   Tuple done = conn.get("sqrt done", 5.0, null);
 * }
 * }</pre>
 *
 * <p><b>Elements</b> are ints, doubles, strings and tuples, and null is the wildcard, as None is in
 * Python; a nested tuple is an {@code Object[]} or a {@link Tuple}. A string is a String where its
 * bytes are UTF-8, and else a {@code byte[]}; {@link #bytes} gets the bytes of either. Values of
 * other types that a space knows work too. What is returned is a {@link Tuple}.
 *
 * <p>All operations are those of the space, with its errors. Thread-safe.
 */
public final class LinuxTuples implements AutoCloseable {

  /** Names the host of the server. */
  public static final String HOST_VARIABLE = "LINUXTUPLES_HOST";

  /** Names the port of the server. */
  public static final String PORT_VARIABLE = "LINUXTUPLES_PORT";

  private static final String SPACE = "default";

  private final TupleSpace space;
  private final boolean isOwn;
  private final ActivityLog log = new ActivityLog();
  private @Nullable Watch watch;

  private LinuxTuples(TupleSpace space, boolean isOwn) {
    this.space = space;
    this.isOwn = isOwn;
  }

  /** The operations on a space, which stays open when this is closed. */
  public static LinuxTuples on(TupleSpace space) {
    return new LinuxTuples(space, false);
  }

  /**
   * Connects to the space {@code default} of the Redis server that the variables {@value
   * #HOST_VARIABLE} and {@value #PORT_VARIABLE} name. It is Redis that is there now, not the old
   * tuple server.
   *
   * @throws IllegalStateException if they aren't set
   */
  public static LinuxTuples connect() {
    return connect(System.getenv());
  }

  static LinuxTuples connect(Map<String, String> environment) {
    String host = environment.get(HOST_VARIABLE);
    String port = environment.get(PORT_VARIABLE);
    if (host == null || port == null) {
      throw new IllegalStateException(
          HOST_VARIABLE
              + " is "
              + host
              + " and "
              + PORT_VARIABLE
              + " is "
              + port
              + "; set both to those of the Redis server, or write connect(host, port) or"
              + " connect(\"redis://host:6379\")");
    }
    return connect("redis://" + host + ":" + port);
  }

  /** Connects to the space {@code default} of this Redis server. */
  public static LinuxTuples connect(String host, int port) {
    return connect("redis://" + host + ":" + port);
  }

  /**
   * Connects to the space {@code default} of a server.
   *
   * @param url as an implementation has it that is on the class path, such as {@code
   *     redis://host:6379}
   * @throws IllegalArgumentException if none does
   */
  public static LinuxTuples connect(String url) {
    SpaceConnector connector =
        ServiceLoader.load(SpaceConnector.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.accepts(url))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "nothing on the class path connects to such a url; for redis:// add"
                            + " tuplespace-redis, and for a space that you have write"
                            + " LinuxTuples.on(space)"));
    return new LinuxTuples(connector.connect(url, SPACE), true);
  }

  /** The space beneath. */
  public TupleSpace space() {
    return space;
  }

  /**
   * Adds a tuple.
   *
   * @throws IllegalArgumentException if an element is null
   */
  public void put(@Nullable Object... tuple) {
    space.out(OldTuple.tuple(tuple));
  }

  /** Removes the oldest match; waits until there is one. */
  public Tuple get(@Nullable Object... template) throws InterruptedException {
    return space.in(OldTuple.template(template));
  }

  /** Copies the oldest match; waits until there is one. */
  public Tuple read(@Nullable Object... template) throws InterruptedException {
    return space.rd(OldTuple.template(template));
  }

  /** As {@link #get}, or empty where nothing matches. */
  public Optional<Tuple> getNonblocking(@Nullable Object... template) {
    return space.inp(OldTuple.template(template));
  }

  /** As {@link #read}, or empty where nothing matches. */
  public Optional<Tuple> readNonblocking(@Nullable Object... template) {
    return space.rdp(OldTuple.template(template));
  }

  /**
   * Removes every match and adds the one tuple, in one step; never waits.
   *
   * @return how many were removed
   */
  public long replace(@Nullable Object[] template, @Nullable Object[] tuple) {
    return space.replace(OldTuple.template(template), OldTuple.tuple(tuple));
  }

  /** All tuples, or those that match at least one template, oldest first, each once. */
  public List<Tuple> dump(@Nullable Object[]... templates) {
    return matches(templates).toList();
  }

  /** How many tuples there are, or match at least one template; each counts once. */
  public long count(@Nullable Object[]... templates) {
    if (templates.length == 0) {
      return space.stats().tuples();
    }
    return templates.length == 1
        ? space.count(OldTuple.template(templates[0]))
        : matches(templates).count();
  }

  private Stream<Tuple> matches(@Nullable Object[]... templates) {
    if (templates.length == 0) {
      return space.stream();
    }
    List<Template> wanted = Arrays.stream(templates).map(OldTuple::template).toList();
    return wanted.size() == 1
        ? space.stream(wanted.get(0))
        : space.stream().filter(tuple -> wanted.stream().anyMatch(each -> each.matches(tuple)));
  }

  /**
   * What happened in the space since the last call, a line each: {@code put (...)} and {@code got
   * (...)}. The first call begins to listen, and so answers nothing; of very many lines the oldest
   * are gone. Unlike the old server's log, each connection has its own.
   */
  public synchronized String log() {
    if (watch == null) {
      watch = space.watch(log);
    }
    return log.drain();
  }

  /**
   * A tuple or template by a format of the old kind, to be handed to the other operations.
   *
   * @param format a letter an element: {@code i} int, {@code d} double, {@code s} String, {@code
   *     s#} bytes, {@code ?} wildcard, which takes no value, {@code t} a nested tuple
   * @throws IllegalArgumentException if the values don't fit the format
   */
  public static @Nullable Object[] makeTuple(String format, @Nullable Object... values) {
    return new TupleFormat(format, values).elements();
  }

  /**
   * The bytes of a string.
   *
   * @throws ClassCastException if the element is none
   */
  public static byte[] bytes(Tuple tuple, int index) {
    return tuple.get(index) instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8)
        : tuple.getBytes(index);
  }

  /** 32 random bits. */
  public static int random() {
    return ThreadLocalRandom.current().nextInt();
  }

  /** Ends the log, and closes a space that was connected to here. */
  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
    if (isOwn) {
      space.close();
    }
  }
}
