package org.tuplespace.examples.molecular;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tuplespace.examples.farm.FarmException;

/** An XYZ file that grows snapshot by snapshot, and can be looked at meanwhile. For one thread. */
public final class Trajectory implements AutoCloseable {

  private final Path file;
  private final OutputStream stream;

  /**
   * Begins a file.
   *
   * @throws FarmException if it can't be written, as by the other methods
   */
  public Trajectory(Path file) {
    this.file = file;
    try {
      this.stream = new BufferedOutputStream(Files.newOutputStream(file));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Appends a part, so that who looks at the file sees it. */
  public void add(byte[] snapshot) {
    try {
      stream.write(snapshot);
      stream.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private FarmException failed(IOException e) {
    return new FarmException("can't write " + file + ": " + e.getMessage());
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
