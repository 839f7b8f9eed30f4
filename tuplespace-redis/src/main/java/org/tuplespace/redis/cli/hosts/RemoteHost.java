package org.tuplespace.redis.cli.hosts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine of a hosts file, and how to work there.
 *
 * @param target whom ssh is to call, such as {@code user@host}
 * @param port of ssh, or null for ssh's own choice
 * @param workers how many to start, or null for as many as on the others
 * @param concurrency of a worker, or null for that of the others
 * @param labels that its workers carry beside the host's name
 * @param directory where jars and logs go; relative to the home directory
 * @param java the program, or null to look for it
 */
public record RemoteHost(
    String target,
    @Nullable Integer port,
    @Nullable Integer workers,
    @Nullable Integer concurrency,
    List<String> labels,
    String directory,
    @Nullable String java) {

  static final String DEFAULT_DIRECTORY = ".cache/tuples";

  /** Copies the labels. */
  public RemoteHost {
    labels = List.copyOf(labels);
  }

  /** One of which only the address is known. */
  static RemoteHost of(String target, @Nullable Integer port) {
    return new RemoteHost(target, port, null, null, List.of(), DEFAULT_DIRECTORY, null);
  }

  /** Without the user: what its workers carry as a label. */
  public String name() {
    return target.substring(target.lastIndexOf('@') + 1);
  }
}
