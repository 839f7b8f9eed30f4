package org.tuplespace.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.tuplespace.EvalMode;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.Arguments;
import org.tuplespace.redis.codec.Unread;

/**
 * What a connection to a space can be told besides its url and name. Made by {@link
 * TupleSpaces#builder}; not thread-safe.
 */
public final class TupleSpaceBuilder {

  private static final Duration MIN_LEASE = Duration.ofSeconds(1);

  String name = "default";
  @Nullable String url;
  @Nullable Config config;
  @Nullable RedissonClient client;
  Duration lease = Duration.ofSeconds(30);
  Duration operationTimeout = Duration.ofSeconds(60);
  Duration connectTimeout = Duration.ofSeconds(5);
  Duration responseTimeout = Duration.ofSeconds(3);
  Duration unusedIndex = Settings.UNUSED_INDEX;
  Durability durability = Durability.none();
  EvalMode evalMode = EvalMode.SHARED;
  AllowedClasses allowed = AllowedClasses.jdk();
  @Nullable ObjectSerializer serializer;
  Unread unread = Unread.NONE;
  boolean observes;

  TupleSpaceBuilder() {}

  /** The name of the space; {@code default} unless given. */
  public TupleSpaceBuilder name(String spaceName) {
    this.name = Arguments.spaceName(spaceName);
    return this;
  }

  /**
   * Where the server is, in one of these forms. {@code rediss} instead of {@code redis} connects by
   * TLS; user and password are those of an ACL user.
   *
   * <ul>
   *   <li>{@code redis://[user:password@]host[:port][/database]}
   *   <li>{@code redis+sentinel://[user:password@]host:port,host:port/master}
   *   <li>{@code redis+replicated://[user:password@]host:port,host:port}
   *   <li>{@code redis+cluster://[user:password@]host:port,host:port}
   * </ul>
   */
  public TupleSpaceBuilder url(String serverUrl) {
    this.url = serverUrl;
    return this;
  }

  /**
   * A configuration of Redisson's own, for what a url can't say. Its retries are switched off,
   * since they would go on after a call has ended, and it reconnects as a space needs it.
   */
  public TupleSpaceBuilder config(Config redissonConfig) {
    this.config = redissonConfig;
    return this;
  }

  /**
   * A Redisson client that exists, and that stays open when the space is closed. Its configuration
   * must read from masters. It notices at its response timeout that a call's connection was lost; a
   * client of the space's own notices at once.
   */
  public TupleSpaceBuilder client(RedissonClient redissonClient) {
    this.client = redissonClient;
    return this;
  }

  /**
   * How long this client may be out of touch before what it took and did not acknowledge is put
   * back, and its waits are dropped. 30 s unless given; at least 1 s. Renewed in the background.
   */
  public TupleSpaceBuilder lease(Duration sessionLease) {
    if (sessionLease == null || sessionLease.compareTo(MIN_LEASE) < 0) {
      throw new IllegalArgumentException(
          "the lease is " + sessionLease + "; it must be at least one second");
    }
    this.lease = sessionLease;
    return this;
  }

  /**
   * How long a call goes on trying while the server is away or silent; 60 s unless given. After
   * that it fails with {@link org.tuplespace.BackendUnavailableException} or, if it may have taken
   * effect, {@link org.tuplespace.OutcomeUnknownException}. Calls that are blocked go on for ever.
   */
  public TupleSpaceBuilder operationTimeout(Duration timeout) {
    this.operationTimeout = positive(timeout, "operation timeout");
    return this;
  }

  /** How long connecting may take; 5 s unless given. */
  public TupleSpaceBuilder connectTimeout(Duration timeout) {
    this.connectTimeout = positive(timeout, "connect timeout");
    return this;
  }

  /** How long to wait for one reply before the call is sent again; 3 s unless given. */
  public TupleSpaceBuilder responseTimeout(Duration timeout) {
    this.responseTimeout = positive(timeout, "response timeout");
    return this;
  }

  /**
   * What Redis must have confirmed before a call that puts returns; {@link Durability#none} unless
   * given. What Redis itself keeps on disk is set in its own configuration.
   */
  public TupleSpaceBuilder durability(Durability wanted) {
    if (wanted == null) {
      throw new IllegalArgumentException(
          "the durability is null; write Durability.none() for none");
    }
    this.durability = wanted;
    return this;
  }

  /** Who evaluates what is given to {@code eval}; {@link EvalMode#SHARED} unless given. */
  public TupleSpaceBuilder eval(EvalMode mode) {
    if (mode == null) {
      throw new IllegalArgumentException("the mode of eval is null; write EvalMode.SHARED");
    }
    this.evalMode = mode;
    return this;
  }

  private static Duration positive(@Nullable Duration timeout, String what) {
    if (timeout == null || timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the " + what + " is " + timeout + "; it must be at least a millisecond");
    }
    return timeout;
  }

  /**
   * Lets objects of these classes be fields, on the way in and out. The JDK's value and collection
   * types may always be.
   */
  public TupleSpaceBuilder allow(Class<?>... types) {
    this.allowed = allowed.allow(types);
    return this;
  }

  /** Lets objects of all classes of this package, and of those below it, be fields. */
  public TupleSpaceBuilder allowPackage(String packageName) {
    this.allowed = allowed.allowPackage(packageName);
    return this;
  }

  /**
   * Lets an object, record or enum constant that can't be read here, since its class is missing,
   * not allowed, or of another version, come as an {@link org.tuplespace.UnreadField}, where its
   * tuple would be an error: for those who look at what others put, move it, or put it back. So
   * comes the outermost record or object that can't be read; tuples and lists around it are read.
   */
  public TupleSpaceBuilder keepUnreadable() {
    this.unread = Unread.UNREADABLE;
    return this;
  }

  /**
   * Lets every object, record and enum constant come as an {@link org.tuplespace.UnreadField},
   * whether it could be read or not: for tools, which so put back the very bytes that were stored,
   * and load no classes. {@link #allow} then counts for what is put alone.
   */
  public TupleSpaceBuilder keepAllUnread() {
    this.unread = Unread.ALL;
    return this;
  }

  /**
   * Makes a client that only looks: it has no session and writes nothing, so that the server may
   * refuse it whatever writes (ACL: {@code ~ts:* -@all +@read +@connection +evalsha +script|load
   * +time}), and it is connected sooner. It can {@code rdp}, {@code rdAll}, {@code count}, {@code
   * stream} and {@code stats}; all else is an {@link UnsupportedOperationException}, {@code watch}
   * and blocking included. It uses the indexes that others have made, and where there is none tests
   * the tuples of the arity. An exact {@code count} may have some in it whose time to live has just
   * ended.
   */
  public TupleSpaceBuilder observer() {
    this.observes = true;
    return this;
  }

  /** What writes and reads opaque objects, instead of FST. All clients of a space need the same. */
  public TupleSpaceBuilder serializer(ObjectSerializer objectSerializer) {
    this.serializer = objectSerializer;
    return this;
  }

  /**
   * Connects.
   *
   * @throws IllegalArgumentException if no server was given, or the url can't be read
   * @throws org.tuplespace.BackendUnavailableException if the server can't be reached within the
   *     connect timeout
   * @throws org.tuplespace.SchemaVersionException if the space belongs to another version
   * @throws org.tuplespace.TupleSpaceException if the server can't do what {@link #durability} asks
   */
  public TupleSpace connect() {
    return Connector.connect(this);
  }
}
