/**
 * What a user of a tuple space imports: tuples, templates, the {@link org.tuplespace.TupleSpace}
 * interface and the in-process implementation {@link org.tuplespace.LocalTupleSpace}.
 *
 * <p>Nothing here knows of a server. Unless a type says otherwise, references are never null.
 */
@NullMarked
package org.tuplespace;

import org.jspecify.annotations.NullMarked;
