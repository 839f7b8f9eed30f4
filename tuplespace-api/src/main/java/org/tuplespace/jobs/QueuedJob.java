package org.tuplespace.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A job, in whatever tuples it lies.
 *
 * @param level its priority's word
 */
record QueuedJob(String id, String level, @Nullable Object payload, Attributes attributes) {

  QueuedJob with(Attributes changed) {
    return new QueuedJob(id, level, payload, changed);
  }
}
