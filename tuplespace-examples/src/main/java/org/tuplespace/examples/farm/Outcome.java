package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tuplespace.Tuple;

/**
 * What a run brought.
 *
 * @param results one a task that was done, in the order of the tasks
 * @param unitsByWorker who computed how much, in the order of names
 * @param elapsed from the first task put to the last result taken
 */
public record Outcome(List<Tuple> results, Map<String, Long> unitsByWorker, Duration elapsed) {}
