package org.tuplespace.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The tuples of a partition by their ids. */
interface TupleTable {

  /** A step of {@code list.lua}, which tells the ids. */
  Reply list(String arity, String cursor, String after, String upto);

  /**
   * The tuples of these places that match, as far as they are still there.
   *
   * @param places an arity and an id each, as {@code read.lua} has it
   * @param tests of a template, empty for none
   */
  CompletableFuture<Page> read(List<String> places, byte[] tests);
}
