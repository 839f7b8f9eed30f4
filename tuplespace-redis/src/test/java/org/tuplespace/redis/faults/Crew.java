package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tuplespace.redis.ScriptCalls;
import org.tuplespace.redis.testing.FaultyProxy;
import org.tuplespace.redis.testing.PrivateRedis;

/**
 * The workers of a run: some at work, one that stands ready to replace the next that is killed, and
 * those that are stopped. Each has a proxy of its own.
 */
final class Crew {

  private static final int AT_WORK = 3;
  private static final int THREADS = 4;

  /** So many are stopped at once, at most; to stop one more, the first is waited for. */
  private static final int MOST_STOPPED = 3;

  /** Longer than the leases of a session and a transaction, and what their end takes to notice. */
  private static final Duration STOP = Duration.ofMillis(6500);

  private record Member(ClientProcess process, FaultyProxy proxy) {}

  private record Stopped(Member member, long since, Optional<FaultyProxy.Hold> held) {}

  private final FaultRun run;
  private final PrivateRedis redis;
  private final String transaction;
  private final List<Member> atWork = new ArrayList<>();
  private final Deque<Stopped> stopped = new ArrayDeque<>();
  private final List<FaultyProxy.Hold> heldOfTheDead = new ArrayList<>();
  private @Nullable Member ready;
  private int kills;
  private int stoppedUnderWay;

  /**
   * Of a run.
   *
   * @param transaction the option of {@link Worker}
   */
  Crew(FaultRun run, PrivateRedis redis, String transaction) {
    this.run = run;
    this.redis = redis;
    this.transaction = transaction;
  }

  void start() {
    for (int i = 0; i < AT_WORK; i++) {
      atWork.add(launch());
    }
    ready = launch();
    atWork.forEach(member -> member.process().awaitReady());
  }

  int kills() {
    return kills;
  }

  /** How many threads were stopped for long with a transaction under way. */
  int stoppedUnderWay() {
    return stoppedUnderWay;
  }

  private Member launch() {
    FaultyProxy proxy = run.proxyTo(redis.port());
    String threads = "threads=" + THREADS;
    return new Member(run.launch(Worker.class, "url=" + proxy.url(), threads, transaction), proxy);
  }

  /** Kills a worker at this point, or stops it there. */
  void hit(Point point) {
    Member victim = atWork.remove(run.random.nextInt(atWork.size()));
    Optional<FaultyProxy.Hold> held = catchAt(point, victim);
    if (run.random.nextBoolean()) {
      run.kill(victim.process());
      kills++;
      held.ifPresent(heldOfTheDead::add);
      replace();
    } else {
      run.stop(victim.process());
      if (point.isUnderWay()) {
        stoppedUnderWay += THREADS;
      }
      stopped.add(new Stopped(victim, System.nanoTime(), held));
      if (atWork.isEmpty() || stopped.size() > MOST_STOPPED) {
        resumeFirst();
      }
    }
  }

  /** Returns when the worker is there. */
  private Optional<FaultyProxy.Hold> catchAt(Point point, Member victim) {
    if (point == Point.ANY_TIME) {
      run.pause(50, 500);
      return Optional.empty();
    }
    if (point.isInWorker()) {
      int before = (int) victim.process().lines(Gate.AT);
      victim.process().tell(Worker.CLOSE + point);
      victim.process().awaitLines(Gate.AT, before + THREADS);
      return Optional.empty();
    }
    FaultyProxy.Hold hold =
        victim
            .proxy()
            .holdNext(
                point == Point.COMMIT_SENT
                    ? FaultyProxy.Point.BEFORE_REQUEST
                    : FaultyProxy.Point.AFTER_REQUEST,
                command -> ScriptCalls.runs(command, "commit"));
    try {
      hold.happened().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no commit came by", e);
    }
    return Optional.of(hold);
  }

  private void replace() {
    Member next = ready;
    if (next == null) {
      throw new IllegalStateException("not started");
    }
    next.process().awaitReady();
    atWork.add(next);
    ready = launch();
  }

  void resumeThoseStoppedLong() {
    while (!stopped.isEmpty() && isLong(stopped.getFirst())) {
      resumeFirst();
    }
  }

  void resumeAll() {
    while (!stopped.isEmpty()) {
      resumeFirst();
    }
    heldOfTheDead.forEach(FaultyProxy.Hold::release);
    heldOfTheDead.clear();
  }

  private static boolean isLong(Stopped one) {
    return System.nanoTime() - one.since() >= STOP.toNanos();
  }

  /** A commit that was held goes on to the server now, though it comes far too late. */
  private void resumeFirst() {
    Stopped first = stopped.removeFirst();
    while (!isLong(first)) {
      run.pause(10, 10);
    }
    first.held().ifPresent(FaultyProxy.Hold::release);
    heldOfTheDead.forEach(FaultyProxy.Hold::release);
    heldOfTheDead.clear();
    run.resume(first.member().process());
    first.member().process().tell(Worker.OPEN);
    atWork.add(first.member());
  }
}
