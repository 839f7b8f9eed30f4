package org.tuplespace.redis.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server that is examined, as the checks need it. */
public interface ExaminedServer {

  /**
   * Runs a command on the master.
   *
   * @return a text, a Long, a list of such, or null
   * @throws CommandRefusedException if the server refuses it
   * @throws org.tuplespace.BackendUnavailableException if it doesn't answer
   */
  @Nullable Object run(String... words);

  /** Whether only this machine can listen to what is sent. */
  boolean isLocal();

  /** Whether the connection is encrypted. */
  boolean isEncrypted();

  /** Whether the client knows the server for a cluster. */
  boolean isTakenForCluster();

  /** The version of the layout of keys that this client has. */
  String schema();

  /** The key that has the version of the layout of a space's keys, in its field {@code schema}. */
  String metaKey(String space);

  /** The commands that a client of a space sends, and those that its scripts run. */
  List<String> commands();

  /**
   * Puts a tuple into a space of its own, takes it, and drops the space.
   *
   * @throws org.tuplespace.TupleSpaceException if that can't be done
   */
  void putAndTake();
}
