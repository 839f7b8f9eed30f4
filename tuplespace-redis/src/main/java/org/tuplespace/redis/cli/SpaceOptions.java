package org.tuplespace.redis.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaceBuilder;
import org.tuplespace.redis.TupleSpaces;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The space that a command works on. */
final class SpaceOptions {

  /** Names the space for those who don't want to name it each time. */
  static final String SPACE_VARIABLE = "TUPLESPACE_SPACE";

  static final String READ_ONLY =
      "For a user of the server who may not write: looks without making an index for the"
          + " template, which takes longer where there are many tuples.";

  private static final String DEFAULT_SPACE = "default";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = ServerOptions.URL_OPTION,
      paramLabel = "URL",
      description = ServerOptions.URL_DESCRIPTION)
  private @Nullable String url;

  @Option(
      names = "--space",
      paramLabel = "NAME",
      description =
          "The space; else what the variable " + SPACE_VARIABLE + " names, else \"default\".")
  private @Nullable String space;

  /** Where the server is, with user and password: not to be shown. */
  String url() {
    return ServerOptions.url(url, Shell.of(command));
  }

  String name() {
    return Optional.ofNullable(space)
        .or(() -> Optional.ofNullable(Shell.of(command).environment().get(SPACE_VARIABLE)))
        .filter(name -> !name.isBlank())
        .orElse(DEFAULT_SPACE);
  }

  /**
   * Connects, in order to look: loads no classes, and puts back what it took as it was. Errors are
   * those of the builder, as {@link ErrorReport} knows them.
   */
  TupleSpace connect() {
    return connect(builder().keepAllUnread());
  }

  TupleSpace connect(TupleSpaceBuilder told) {
    return told.connect();
  }

  /** Connects as one who only looks, which a user of the server may who may not write. */
  TupleSpace observe() {
    return connect(builder().keepAllUnread().observer());
  }

  /** For a command that has more to tell than url and name. */
  TupleSpaceBuilder builder() {
    try {
      return TupleSpaces.builder().url(url()).name(name());
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, e);
    }
  }
}
