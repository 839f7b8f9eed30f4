package org.tuplespace.redis.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server that a command works on. */
final class ServerOptions {

  /** Names the server for those who don't want to name it each time. */
  static final String URL_VARIABLE = "TUPLESPACE_REDIS";

  static final String URL_OPTION = "--redis";

  static final String URL_DESCRIPTION =
      "The Redis server, such as rediss://user:password@host:6380. A password on the command line"
          + " can be seen by other users of the machine; better is the variable "
          + URL_VARIABLE
          + ", which is used without this option. With neither it is redis://127.0.0.1:6379.";

  private static final String DEFAULT_URL = "redis://127.0.0.1:6379";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = URL_OPTION, paramLabel = "URL", description = URL_DESCRIPTION)
  private @Nullable String url;

  /** Where the server is, with user and password: not to be shown. */
  String url() {
    return url(url, Shell.of(command));
  }

  static String url(@Nullable String given, Shell shell) {
    return Optional.ofNullable(given)
        .or(() -> Optional.ofNullable(shell.environment().get(URL_VARIABLE)))
        .filter(url -> !url.isBlank())
        .orElse(DEFAULT_URL);
  }
}
