package org.tuplespace.contract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;

/** Gives each test a space of its own, and drops every space and ends every call after it. */
@Timeout(90)
public abstract class SpaceFixture {

  /** How long to wait for what should happen soon. */
  protected static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A timeout that is never reached. */
  protected static final Duration LONG = Duration.ofMinutes(2);

  /** A client of the test's space. */
  protected TupleSpace space;

  private final List<TupleSpace> clients = new CopyOnWriteArrayList<>();
  private final List<Caller<?>> callers = new CopyOnWriteArrayList<>();

  /**
   * A client of the space of this name, which comes into being if there is none. Two calls of one
   * name may give the same client or two; after {@code drop}, or where a space lives no longer than
   * its last client, a new space.
   */
  protected abstract TupleSpace connect(String spaceName);

  @BeforeEach
  void openSpace() {
    space = anotherSpace();
  }

  @AfterEach
  void dropSpaces() {
    callers.forEach(Caller::interrupt);
    for (TupleSpace client : clients) {
      try {
        client.drop();
      } catch (TupleSpaceClosedException closed) {
        // by the test, or with the client before
      }
      client.close();
    }
  }

  /** Another client of the test's space, or the same one. */
  protected TupleSpace anotherClient() {
    return client(space.name());
  }

  /** A client of a fresh space. */
  protected TupleSpace anotherSpace() {
    return client(freshName());
  }

  /** A client of the space of this name, dropped after the test. */
  protected TupleSpace client(String name) {
    TupleSpace client = connect(name);
    clients.add(client);
    return client;
  }

  protected static String freshName() {
    return "contract-" + UUID.randomUUID();
  }

  /** As {@link #client}, and the same one for the same name. */
  TupleSpace anotherClientOf(String name) {
    return clients.stream()
        .filter(client -> client.name().equals(name))
        .findFirst()
        .orElseGet(() -> client(name));
  }

  /** Begins a call that may block. */
  protected <T> Caller<T> call(Callable<T> call) {
    Caller<T> caller = Caller.start(call);
    callers.add(caller);
    return caller;
  }

  /** Begins a call that blocks as a taker, and returns once it does. */
  protected <T> Caller<T> callBlockedIn(Callable<T> call) {
    long before = space.stats().blockedIns();
    Caller<T> caller = call(call);
    awaitBlockedIns(before + 1);
    return caller;
  }

  /** Begins a call that blocks as a reader, and returns once it does. */
  protected <T> Caller<T> callBlockedRd(Callable<T> call) {
    long before = space.stats().blockedRds();
    Caller<T> caller = call(call);
    awaitBlockedRds(before + 1);
    return caller;
  }

  /** Begins an asynchronous call that waits as a taker, and returns once it does. */
  protected <T> CompletableFuture<T> blockedIn(Supplier<CompletableFuture<T>> call) {
    long before = space.stats().blockedIns();
    CompletableFuture<T> future = call.get();
    awaitBlockedIns(before + 1);
    return future;
  }

  /** Begins an asynchronous call that waits as a reader, and returns once it does. */
  protected <T> CompletableFuture<T> blockedRd(Supplier<CompletableFuture<T>> call) {
    long before = space.stats().blockedRds();
    CompletableFuture<T> future = call.get();
    awaitBlockedRds(before + 1);
    return future;
  }

  protected void awaitBlockedIns(long count) {
    await(() -> space.stats().blockedIns() == count);
  }

  protected void awaitBlockedRds(long count) {
    await(() -> space.stats().blockedRds() == count);
  }

  protected static ConditionFactory await() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2));
  }

  protected static void await(BooleanSupplier condition) {
    // Most conditions hold at once, and Awaitility would start a thread for each.
    if (!condition.getAsBoolean()) {
      await().until(condition::getAsBoolean);
    }
  }

  /** What the future completes with, or throws what it failed with. */
  protected static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(PATIENCE.toMillis(), MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError("the future didn't complete", e);
    }
  }
}
