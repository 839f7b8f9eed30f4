/** What the systems are measured by, each workload written once. */
@NullMarked
package org.tuplespace.examples.bench.workload;

import org.jspecify.annotations.NullMarked;
