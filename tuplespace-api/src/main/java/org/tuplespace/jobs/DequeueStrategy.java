package org.tuplespace.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tuplespace.Match;
import org.tuplespace.Template;

/**
 * Turns a worker into the ordered list of templates by which it takes jobs: the oldest match of the
 * first that has one. A worker blocks on all of them at once.
 *
 * <p>Each template matches jobs of one level in one place, and is made by the static methods here.
 * Each costs a lookup in every dequeue.
 */
@FunctionalInterface
public interface DequeueStrategy {

  /**
   * Level by level; within each, what only this worker may do, what should be done here, what
   * anybody may do, and what was to be done elsewhere but has waited long enough.
   *
   * <p>The level goes first since whoever queued the job chose it, while locality only saves time.
   */
  DequeueStrategy PRIORITY_FIRST =
      (queue, labels) -> {
        List<Template> templates = new ArrayList<>();
        for (Priority level : Priority.values()) {
          labels.forEach(label -> templates.add(required(queue, level, label)));
          labels.forEach(label -> templates.add(preferred(queue, level, label)));
          templates.add(free(queue, level));
          templates.add(waited(queue, level));
        }
        return templates;
      };

  /** As {@link #PRIORITY_FIRST}, but place by place, and by level within each. */
  DequeueStrategy LOCALITY_FIRST =
      (queue, labels) -> {
        List<Template> templates = new ArrayList<>();
        for (Priority level : Priority.values()) {
          labels.forEach(label -> templates.add(required(queue, level, label)));
        }
        for (Priority level : Priority.values()) {
          labels.forEach(label -> templates.add(preferred(queue, level, label)));
        }
        for (Priority level : Priority.values()) {
          templates.add(free(queue, level));
        }
        for (Priority level : Priority.values()) {
          templates.add(waited(queue, level));
        }
        return templates;
      };

  /**
   * The templates of a worker, at least one.
   *
   * @param queue the queue's name
   * @param labels what the worker carries
   */
  List<Template> templates(String queue, Set<String> labels);

  /** Jobs that require the label. */
  static Template required(String queue, Priority level, String label) {
    return at(queue, level, label);
  }

  /** Jobs that prefer the label. */
  static Template preferred(String queue, Priority level, String label) {
    return at(queue, level, Labels.preferred(label));
  }

  /** Jobs that name no label. */
  static Template free(String queue, Priority level) {
    return at(queue, level, Labels.FREE);
  }

  /** Jobs that prefer whatever label, but have waited long enough. */
  static Template waited(String queue, Priority level) {
    return at(queue, level, Labels.WAITED);
  }

  private static Template at(String queue, Priority level, String label) {
    return Template.of(
        queue, JobTuples.JOB, level.word(), label, Match.any(), Match.any(), Match.any());
  }
}
