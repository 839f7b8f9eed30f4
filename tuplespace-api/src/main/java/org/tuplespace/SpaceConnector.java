package org.tuplespace;

/**
 * Connects to spaces by url, for programs that name no implementation. Found by {@link
 * java.util.ServiceLoader}; {@code tuplespace-redis} has one for {@code redis:} and its kin.
 */
public interface SpaceConnector {

  /** Whether it knows urls of this form; it may still find fault with this one. */
  boolean accepts(String url);

  /**
   * Connects to the space of this name, which is made if there is none. Close it.
   *
   * @throws IllegalArgumentException if the url or the name can't be
   * @throws BackendUnavailableException if the server can't be reached
   */
  TupleSpace connect(String url, String name);
}
