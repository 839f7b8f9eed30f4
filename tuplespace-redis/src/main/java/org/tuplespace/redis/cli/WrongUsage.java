package org.tuplespace.redis.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Errors in what was typed, as {@link ErrorReport} tells them. */
final class WrongUsage {

  private WrongUsage() {}

  static ParameterException of(@Nullable CommandSpec command, String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }

  /** What an exception says of it. */
  static ParameterException of(@Nullable CommandSpec command, Exception cause) {
    return new ParameterException(
        Objects.requireNonNull(command).commandLine(), String.valueOf(cause.getMessage()), cause);
  }
}
