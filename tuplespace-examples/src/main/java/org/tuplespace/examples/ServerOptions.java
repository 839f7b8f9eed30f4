package org.tuplespace.examples;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which server to use. */
final class ServerOptions {

  /** Names the server for those who don't want to name it each time. */
  static final String URL_VARIABLE = "TUPLESPACE_REDIS";

  @Option(
      names = "--redis",
      paramLabel = "URL",
      description =
          "The Redis server, such as redis://host:6379. Without this option and the variable "
              + URL_VARIABLE
              + ", a server is started for the time of the run.")
  private @Nullable String url;

  /** The server to use, if one is given. */
  Optional<String> url() {
    String given = url != null ? url : System.getenv(URL_VARIABLE);
    return Optional.ofNullable(given).filter(text -> !text.isBlank());
  }
}
