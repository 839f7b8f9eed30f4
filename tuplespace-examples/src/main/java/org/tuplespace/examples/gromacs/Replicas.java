package org.tuplespace.examples.gromacs;

import static org.tuplespace.Match.any;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;

/** Queues the first segment of each replica, and takes the frames of all as they come. */
public final class Replicas {

  /** The kind of the run. */
  public static final String KIND = "gromacs";

  /** What it counts. */
  public static final String UNIT = "frames";

  private static final Duration POLL = Duration.ofMillis(100);

  private final Plan plan;
  private final Path output;
  private final QueueRun run;
  private final Map<String, Long> framesByWorker = new TreeMap<>();
  private long written;

  /**
   * What came of a replica, whose frames are all there, each once.
   *
   * @param trajectory the file
   * @param temperature the mean of all frames but the first, in kelvin
   * @param energy the total of an atom at the end, in kJ/mol
   * @param drift how far the total energy was from the first at most, as a part of it
   */
  public record Summary(
      Path trajectory, int frames, double temperature, double energy, double drift) {}

  /**
   * What came of all.
   *
   * @param framesByWorker how many frames who simulated
   */
  public record Outcome(
      List<Summary> replicas, Map<String, Long> framesByWorker, Duration elapsed) {}

  private Replicas(Plan plan, Path output, QueueRun run) {
    this.plan = plan;
    this.output = output;
    this.run = run;
  }

  /**
   * Simulates.
   *
   * @param output of which the trajectories get their names: argon-1.xyz for argon.xyz
   * @throws FarmException if a job failed, no worker is left, a file can't be written, or a frame
   *     or the energy is not what it must be
   */
  public static Outcome simulate(Plan plan, Path output, QueueRun run) throws InterruptedException {
    try {
      return new Replicas(plan, output, run).simulate();
    } finally {
      tidyUp(run);
    }
  }

  private static void tidyUp(QueueRun run) {
    try {
      WorkingDirectory.removeAll(run.queue().name());
    } catch (IOException e) {
      // Of a worker that was killed; the system tidies its directory of temporary files itself.
    }
  }

  private Outcome simulate() throws InterruptedException {
    List<Replica> replicas = new ArrayList<>();
    try {
      for (int number = 0; number < plan.replicas(); number++) {
        replicas.add(new Replica(plan, number, run.queue(), trajectory(number)));
      }
      for (int number = 0; number < plan.replicas(); number++) {
        SimulateSegment first = SimulateSegment.first(plan, number);
        run.queue().enqueue(first, QueueRun.ONCE.withId(first.id()).withoutResult());
      }
      takeFrames(replicas);
    } finally {
      replicas.forEach(Replica::close);
    }
    long tooMany = run.space().count(run.queue().name(), "item", any(), any(), any(), any());
    if (tooMany > 0) {
      throw new FarmException(tooMany + " frames came twice");
    }
    return new Outcome(
        replicas.stream().map(Replica::summary).toList(),
        Collections.unmodifiableMap(framesByWorker),
        run.elapsed());
  }

  /** Of all replicas, as they come, and of each in its order. */
  private void takeFrames(List<Replica> replicas) throws InterruptedException {
    List<Replica> unfinished = new ArrayList<>(replicas);
    while (!unfinished.isEmpty()) {
      boolean any = false;
      for (Replica replica : unfinished) {
        any |= take(replica, Duration.ZERO);
      }
      unfinished.removeIf(Replica::isComplete);
      if (!any && !unfinished.isEmpty()) {
        take(unfinished.get(0), POLL);
      }
      run.lookAfter(written);
    }
  }

  private boolean take(Replica replica, Duration timeout) throws InterruptedException {
    return replica
        .next(timeout)
        .map(
            frame -> {
              framesByWorker.merge(frame.worker(), 1L, Long::sum);
              written++;
              return true;
            })
        .orElse(false);
  }

  private Path trajectory(int number) {
    String name = output.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return output.resolveSibling(name.substring(0, end) + "-" + (number + 1) + name.substring(end));
  }
}
