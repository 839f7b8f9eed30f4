package org.tuplespace;

/** A listener that is being told; see {@link TupleSpace#watch}. Thread-safe. */
public interface Watch extends AutoCloseable {

  /** Ends the telling; an event under way is finished. Closing again does nothing. */
  @Override
  void close();
}
