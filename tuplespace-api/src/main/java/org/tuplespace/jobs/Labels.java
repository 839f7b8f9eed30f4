package org.tuplespace.jobs;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What stands in the field of a job's tuple that says who may take it. */
final class Labels {

  /** Anybody. */
  static final String FREE = "*";

  /** Anybody, now that those who were preferred have had their time. */
  static final String WAITED = "~*";

  private Labels() {}

  /** Those who carry the label, while the wait for them lasts. */
  static String preferred(String label) {
    return "~" + label;
  }

  /** Whether the field names a label that is required. */
  static boolean isRequired(String field) {
    return !field.equals(FREE) && !field.startsWith("~");
  }

  /** A copy in the same order. */
  static Set<String> checked(Collection<String> labels) {
    for (String label : labels) {
      if (label == null || label.isEmpty() || !isRequired(label)) {
        throw new IllegalArgumentException(
            "the label is "
                + (label == null ? "null" : "\"" + label + "\"")
                + "; a label is a text that is not \"*\" and doesn't begin with \"~\"");
      }
    }
    return Collections.unmodifiableSet(new LinkedHashSet<>(labels));
  }
}
