package org.tuplespace.jobs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds who does a job: the job itself, or the first handler of its payload's type. Immutable. */
final class Handlers {

  static final Handlers NONE = new Handlers(List.of());

  private final List<Typed<?>> handlers;

  private record Typed<P>(Class<P> type, JobHandler<? super P, ?> handler) {
    @Nullable Object handle(Object payload, JobContext context) throws Exception {
      return handler.handle(type.cast(payload), context);
    }
  }

  private Handlers(List<Typed<?>> handlers) {
    this.handlers = handlers;
  }

  <P> Handlers with(Class<P> type, JobHandler<? super P, ?> handler) {
    List<Typed<?>> more = new ArrayList<>(handlers);
    more.add(new Typed<>(type, handler));
    return new Handlers(List.copyOf(more));
  }

  /** Does the job. */
  @Nullable Object run(@Nullable Object payload, JobContext context) throws Exception {
    for (Typed<?> each : handlers) {
      if (payload != null && each.type().isInstance(payload)) {
        return each.handle(payload, context);
      }
    }
    if (payload instanceof Job<?> job) {
      return job.run(context);
    }
    throw new IllegalStateException(
        "worker "
            + context.worker()
            + " has no handler for "
            + (payload == null ? "null" : "a " + payload.getClass().getName())
            + "; give it one, or queue objects that implement Job");
  }
}
