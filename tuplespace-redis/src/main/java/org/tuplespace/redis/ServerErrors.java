package org.tuplespace.redis;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.redisson.RedissonShutdownException;
import org.redisson.client.RedisAuthRequiredException;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisNodeNotFoundException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisReadonlyException;
import org.redisson.client.RedisReconnectedException;
import org.redisson.client.RedisResponseTimeoutException;
import org.redisson.client.RedisRetryException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.RedisWrongPasswordException;
import org.redisson.client.WriteRedisConnectionException;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.OutcomeUnknownException;
import org.tuplespace.SpaceFullException;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.TupleSpaceException;

/** What the errors of Redisson and the server mean to a caller. */
final class ServerErrors {

  private ServerErrors() {}

  static Throwable unwrap(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? unwrap(thrown.getCause())
        : thrown;
  }

  /** Whether sending the call again may help. */
  static boolean isPassing(Throwable error) {
    return error instanceof RedisTimeoutException
        || error instanceof RedisConnectionException
        || error instanceof RedisRetryException
        || error instanceof RedisReadonlyException
        || error instanceof RedisNodeNotFoundException
        || error instanceof WriteRedisConnectionException
        || error instanceof RedisReconnectedException
        || error instanceof RedisNoScriptException // forgotten again before it could be run
        || error instanceof UnansweredWaitException
        || isUnblocked(error)
        || error instanceof IOException
        || error.getCause() instanceof IOException; // Redisson wraps a connection's reset
  }

  /** Whether a connection went, so that another may serve the call at once. */
  static boolean isLoss(Throwable error) {
    return error instanceof LostConnections.Lost || error instanceof WriteRedisConnectionException;
  }

  /** A master that became a replica ends the waits under way. */
  private static boolean isUnblocked(Throwable error) {
    return error instanceof RedisException
        && String.valueOf(error.getMessage()).startsWith("UNBLOCKED");
  }

  /** Whether the server may have run the call all the same. */
  static boolean mayHaveRun(Throwable error) {
    if (error instanceof RedisResponseTimeoutException
        || error instanceof WriteRedisConnectionException) { // the first of a batch may have left
      return true;
    }
    boolean refused =
        error instanceof RedisTimeoutException // no connection was to be had in time
            || error instanceof RedisRetryException
            || error instanceof RedisReadonlyException
            || error instanceof RedisNodeNotFoundException
            || error instanceof RedisNoScriptException
            || isOutOfMemory(error) // the first write is refused, or none
            || (error instanceof RedisConnectionException
                && String.valueOf(error.getMessage()).startsWith("Unable to"));
    return !refused;
  }

  static boolean isOutOfMemory(Throwable error) {
    return error instanceof RedisOutOfMemoryException
        || String.valueOf(error.getMessage()).contains("OOM command not allowed");
  }

  /** Whether the server was there, but slow. */
  static boolean isTimeout(Throwable error) {
    return error instanceof RedisTimeoutException
        || error.getCause() != null && isTimeout(error.getCause());
  }

  /** The exception for a call that failed for good. */
  static TupleSpaceException translate(Throwable thrown, String server) {
    Throwable error = unwrap(thrown);
    if (error instanceof TupleSpaceException known) {
      return known;
    }
    if (isOutOfMemory(error)) {
      return new SpaceFullException(
          "the server at "
              + server
              + " is out of memory and stores nothing more; take tuples, or raise its maxmemory",
          error);
    }
    if (error instanceof RedissonShutdownException) {
      return new TupleSpaceClosedException("the connection to " + server + " was closed", error);
    }
    if (isPassing(error)) {
      return unavailable(error, server);
    }
    return new TupleSpaceException(
        "the server at " + server + " answered with an error: " + reason(error), error);
  }

  /** What a connection that could not be made means. */
  static TupleSpaceException connecting(Throwable error, String server) {
    Throwable refusal = deepest(error);
    if (refusal instanceof RedisAuthRequiredException
        || refusal instanceof RedisWrongPasswordException) {
      return new TupleSpaceException(
          "the Redis server at "
              + server
              + " refuses this user and password ("
              + reason(error)
              + "); the url has them before the host, as in redis://user:password@host:6379",
          error);
    }
    return isPassing(error) ? unavailable(error, server) : translate(error, server);
  }

  /** What it means that the server refused to wait for what a durability asks for. */
  static TupleSpaceException notDurable(Durability wanted, Throwable refusal, String server) {
    String message = String.valueOf(refusal.getMessage());
    String command = wanted.isAppendOnlyFile() ? "WAITAOF" : "WAIT";
    String remedy;
    if (message.startsWith("ERR unknown command") && wanted.isAppendOnlyFile()) {
      remedy =
          "it has the command since Redis 7.2, and in Valkey. Use a newer server; or give it"
              + " \"appendonly yes\" and \"appendfsync always\", with which it answers when the disk"
              + " has it, and ask for no durability here; or use Durability.replicas(...)";
    } else if (message.contains("appendonly is disabled")) {
      remedy = "give it \"appendonly yes\", or ask for the files of replicas alone";
    } else if (message.startsWith("NOPERM")) {
      remedy = "allow it to this user, as in ACL SETUSER name +wait +waitaof";
    } else {
      remedy = "ask for no durability, or use another server";
    }
    return new TupleSpaceException(
        "the server at "
            + server
            + " refuses the command "
            + command
            + ", which the durability \""
            + wanted
            + "\" needs ("
            + reason(refusal)
            + "); "
            + remedy,
        refusal);
  }

  static BackendUnavailableException unavailable(Throwable error, String server) {
    return new BackendUnavailableException(
        "the Redis server at "
            + server
            + " can't be reached ("
            + reason(error)
            + "); check that it runs, and that host and port are right",
        error);
  }

  static OutcomeUnknownException unknown(Throwable error, String server) {
    return new OutcomeUnknownException(
        "the Redis server at "
            + server
            + " fell silent ("
            + reason(error)
            + "), and it is unknown whether the call took effect",
        error);
  }

  /** One line; Redisson's messages go on about settings of its own. */
  static String reason(Throwable error) {
    Throwable deepest = deepest(error);
    String message = deepest.getMessage();
    if (message == null) {
      return deepest.getClass().getSimpleName();
    }
    if (message.startsWith("Unable to acquire subscription lock")) { // all that Redisson tells
      return "it confirms no subscription; an ACL may forbid the user the space's channels";
    }
    message = message.replaceFirst("\\.+ channel: .*", "");
    int end = message.indexOf(". ");
    return (end > 0 ? message.substring(0, end) : message).replaceAll("\\s+", " ");
  }

  private static Throwable deepest(Throwable error) {
    Throwable deepest = error;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return deepest;
  }
}
