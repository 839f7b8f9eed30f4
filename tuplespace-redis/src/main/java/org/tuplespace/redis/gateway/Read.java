package org.tuplespace.redis.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** A READ: copies a tuple. Cancelled when the client has gone. */
final class Read {

  private final Operations operations;
  private final Client client;
  private final Template template;
  private final boolean waits;

  Read(Operations operations, Client client, WireRequest request) {
    this.operations = operations;
    this.client = client;
    this.template = Translation.template(request.first());
    this.waits = request.operation() == WireOperation.READ;
  }

  void begin() {
    if (waits) {
      CompletableFuture<Tuple> answer = operations.space().rdAsync(template);
      client.whenGone(() -> answer.cancel(false));
      whenAnswered(answer.thenApply(Optional::of));
    } else {
      whenAnswered(operations.space().rdAsync(template, Duration.ZERO));
    }
  }

  private void whenAnswered(CompletableFuture<Optional<Tuple>> answer) {
    operations.whenAnswered(answer, client, this::answered, client::fail);
  }

  private void answered(Optional<Tuple> read) {
    if (read.isEmpty()) {
      client.answer(WireFormat.NO_TUPLE);
    } else if (Translation.isRepresentable(read.get())) {
      operations.show(client, read.get());
    } else {
      operations.notices().hides(read.get());
      operations.search(client, this::search);
    }
  }

  /** As that of {@link Take}. */
  private void search() {
    Optional<Tuple> found = operations.firstShown(template);
    if (found.isPresent()) {
      operations.show(client, found.get());
    } else if (waits) {
      operations.searchAgain(client, this::search);
    } else {
      client.answer(WireFormat.NO_TUPLE);
    }
  }
}
