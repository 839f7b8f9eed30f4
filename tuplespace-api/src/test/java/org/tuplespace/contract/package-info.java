/**
 * What every tuple space must do, as tests: extend each abstract {@code ...Contract} and say how to
 * connect.
 *
 * <p>All classes that the suite puts into a space are in this package, so that an implementation
 * that lets in no unknown classes can allow it as a whole.
 */
package org.tuplespace.contract;
