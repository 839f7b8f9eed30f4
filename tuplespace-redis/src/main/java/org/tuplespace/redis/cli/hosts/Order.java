package org.tuplespace.redis.cli.hosts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be started on each host, unless its line in the hosts file says something else.
 *
 * @param url of the server, with its password: not to be shown
 * @param queue of which workers take jobs; null for workers that evaluate, and for a program
 * @param program a command line for {@code sh}; null for workers
 * @param count how many
 * @param concurrency of a worker, or null for its own choice
 * @param labels of workers
 * @param jvmOptions of workers
 * @param arguments of the command {@code worker}, beside those
 */
public record Order(
    String url,
    String space,
    @Nullable String queue,
    @Nullable String program,
    int count,
    @Nullable Integer concurrency,
    List<String> labels,
    List<String> jvmOptions,
    List<String> arguments) {

  /** Copies the lists. */
  public Order {
    labels = List.copyOf(labels);
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
  }

  @Override
  public String toString() {
    return "order for space \"" + space + "\""; // without the url
  }
}
