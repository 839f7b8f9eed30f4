package org.tuplespace.examples.bench.system;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What all systems can do: put something under a key, and take it by that key. Thread-safe. */
public interface Client {

  /** Puts, and returns when it is there. */
  void put(String key, byte[] payload) throws Exception;

  /** Takes one, and waits while there is none. */
  byte[] take(String key) throws Exception;

  /** Takes one as soon as there is one, without a thread that waits where the system can. */
  CompletionStage<byte[]> takeLater(String key) throws Exception;

  /** Puts many the best way that this system has. */
  void putAll(String key, List<byte[]> payloads) throws Exception;

  /** Puts many, each under a key of its own: the prefix and its place. */
  void putEach(String prefix, int from, List<byte[]> payloads) throws Exception;

  /** Takes up to {@code max} of those that are there, the best way that this system has. */
  List<byte[]> takeSome(String key, int max) throws Exception;
}
