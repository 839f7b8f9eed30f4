package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** Does what clients ask, with the space. Thread-safe. */
final class Operations {

  /** Between two looks for a tuple that only a search finds. */
  private static final Duration SEARCH_AGAIN = Duration.ofMillis(500);

  private final TupleSpace space;
  private final Notices notices;
  private final Scans scans;
  private final ActivityLog log = new ActivityLog();
  private final Workers workers = new Workers();

  Operations(TupleSpace space, Notices notices) {
    this.space = space;
    this.notices = notices;
    this.scans = new Scans(space, notices);
  }

  TupleSpace space() {
    return space;
  }

  Notices notices() {
    return notices;
  }

  ActivityLog log() {
    return log;
  }

  Workers workers() {
    return workers;
  }

  /** Begins it; the client is answered later. For the event loop. */
  void begin(WireRequest request, Client client) {
    Runnable work = () -> guard(client, () -> perform(request, client));
    switch (request.operation()) {
      case DUMP, COUNT, REPLACE -> workers.scan(work);
      default -> workers.start(work);
    }
  }

  /** What goes wrong costs the connection of the client. */
  void guard(Client client, Work work) {
    try {
      work.run();
    } catch (MalformedRequestException e) {
      client.refuse(String.valueOf(e.getMessage()));
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      client.fail(e);
    }
  }

  /** Part of an operation. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private void perform(WireRequest request, Client client) throws IOException {
    switch (request.operation()) {
      case PUT -> put(Translation.tuple(request.first()), client);
      case GET, GET_NB -> new Take(this, client, request).begin();
      case READ, READ_NB -> new Read(this, client, request).begin();
      case DUMP -> dump(Translation.templates(request.operands()), client);
      case COUNT -> count(request, client);
      case LOG -> client.answer(Unpooled.wrappedBuffer(log.drain()));
      case REPLACE -> replace(request, client);
    }
  }

  private void put(Tuple tuple, Client client) {
    CompletableFuture<?> unused =
        space
            .outAsync(tuple, OutOptions.NONE)
            .whenComplete(
                (done, error) -> {
                  if (error == null) {
                    log.put(tuple);
                    client.answer(WireOperation.PUT.code());
                  } else {
                    client.fail(cause(error));
                  }
                });
  }

  private void replace(WireRequest request, Client client) {
    Tuple tuple = Translation.tuple(request.second());
    log.replaced(Replacement.replace(space, scans, request.first(), tuple), tuple);
    client.answer(WireOperation.REPLACE.code());
  }

  private void count(WireRequest request, Client client) {
    List<WireTuple> wires = request.operands();
    if (wires.size() == 1 && !wires.get(0).isOpen()) {
      client.answer((int) space.count(Translation.template(wires.get(0))));
      return;
    }
    try (Stream<Tuple> shown = scans.shown(Translation.templates(wires))) {
      client.answer((int) shown.takeWhile(tuple -> !client.isGone()).count());
    }
  }

  private void dump(List<Template> templates, Client client) throws IOException {
    Dump dump = new Dump();
    boolean isHandedOver = false;
    ByteBuf buffer = client.buffer();
    try (Stream<Tuple> shown = scans.shown(templates)) {
      for (Tuple tuple : (Iterable<Tuple>) shown::iterator) {
        if (client.isGone()) {
          return;
        }
        WireWriter.write(tuple, buffer.clear());
        dump.add(buffer);
      }
      isHandedOver = true;
      client.answer(dump.finish());
    } finally {
      buffer.release();
      if (!isHandedOver) {
        dump.close();
      }
    }
  }

  /** The oldest match that the client can be shown. */
  Optional<Tuple> firstShown(Template template) {
    return scans.first(template);
  }

  /** Goes on with what a call has come to, on a worker. */
  <T> void whenAnswered(
      CompletableFuture<T> call, Client client, Consumer<T> answered, Consumer<Throwable> failed) {
    CompletableFuture<?> unused =
        call.whenComplete(
            (answer, error) -> {
              Work next =
                  error == null ? () -> answered.accept(answer) : () -> failed.accept(cause(error));
              workers.start(() -> guard(client, next));
            });
  }

  /** Searches now. */
  void search(Client client, Work search) {
    workers.scan(() -> guard(client, search));
  }

  /** Searches again in a while. */
  void searchAgain(Client client, Work search) {
    client.later(SEARCH_AGAIN, () -> search(client, search));
  }

  /** Answers a tuple that stays in the space. */
  void show(Client client, Tuple tuple) {
    ByteBuf reply = reply(client, tuple);
    log.read(tuple);
    client.answer(reply);
  }

  /** A tuple as it is sent. */
  static ByteBuf reply(Client client, Tuple tuple) {
    ByteBuf reply = client.buffer();
    try {
      WireWriter.write(tuple, reply);
    } catch (RuntimeException | Error e) {
      reply.release();
      throw e;
    }
    return reply;
  }

  /** What a future has failed with. */
  private static Throwable cause(Throwable error) {
    @Nullable Throwable cause = error instanceof CompletionException ? error.getCause() : null;
    return cause == null ? error : cause;
  }
}
