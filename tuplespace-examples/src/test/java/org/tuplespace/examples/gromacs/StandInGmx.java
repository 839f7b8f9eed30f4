package org.tuplespace.examples.gromacs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A shell script in the place of {@code gmx}, for machines without GROMACS. */
public final class StandInGmx {

  private StandInGmx() {}

  /** Puts it in a directory, for the {@code PATH}. */
  public static Path install(Path directory) {
    Path program = directory.resolve("gmx");
    try (InputStream script = StandInGmx.class.getResourceAsStream("gmx")) {
      Files.copy(script, program);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return program;
  }
}
