package org.tuplespace.redis.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command runs in. Text is UTF-8 whatever the locale says, since tuples go through pipes.
 *
 * @param in standard input
 * @param out standard output, not buffered
 * @param err standard error
 * @param environment its variables
 * @param isTerminal whether a person reads standard output on a terminal
 */
public record Shell(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean isTerminal) {

  /** Set by the launcher, which can tell; Java can't tell one stream's terminal from another's. */
  static final String TERMINAL_PROPERTY = "tuples.terminal";

  /** That in which a command runs. */
  static Shell of(@Nullable CommandSpec command) {
    return ((TuplesCommand) Objects.requireNonNull(command).root().userObject()).shell();
  }

  /** That of this process. */
  static Shell ofProcess() {
    return new Shell(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        Boolean.getBoolean(TERMINAL_PROPERTY));
  }
}
