/** What was measured, and its forms: a table, JSON, Markdown, plots. */
@NullMarked
package org.tuplespace.examples.bench.report;

import org.jspecify.annotations.NullMarked;
