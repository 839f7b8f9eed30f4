package org.tuplespace.redis.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether anybody still reads the pipe that standard output is, without writing to it.
 * Java can't poll a pipe for that; GNU tail does, and ends by SIGPIPE. Where there is none, and on
 * other systems than Linux, the next line that is written tells.
 */
final class ReaderCheck implements AutoCloseable {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private final @Nullable Process tail;

  private ReaderCheck(@Nullable Process tail) {
    this.tail = tail;
  }

  static ReaderCheck of(Shell shell) {
    return new ReaderCheck(isStandardOutput(shell) && isPipe() ? startTail() : null);
  }

  private static boolean isStandardOutput(Shell shell) {
    try {
      return shell.out() instanceof FileOutputStream file && file.getFD() == FileDescriptor.out;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isPipe() {
    try {
      return Files.readSymbolicLink(STANDARD_OUTPUT).toString().startsWith("pipe:");
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** It prints nothing, and ends with this process, however that ends. */
  private static @Nullable Process startTail() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      return new ProcessBuilder("tail", "-f", "--pid=" + self, "/dev/null")
          .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(Redirect.INHERIT)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Whether nobody reads any more, as far as can be told. */
  boolean isGone() {
    return tail != null && !tail.isAlive() && tail.exitValue() == ExitStatus.CLOSED_PIPE;
  }

  @Override
  public void close() {
    if (tail != null) {
      tail.destroy();
    }
  }
}
