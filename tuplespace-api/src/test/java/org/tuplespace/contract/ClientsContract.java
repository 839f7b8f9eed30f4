package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceClosedException;

/** What several clients of one space owe each other; for spaces that outlive their clients. */
public abstract class ClientsContract extends SpaceFixture {

  @Test
  void close_leavesOtherClientsAlone() throws Exception {
    TupleSpace other = anotherClient();
    CompletableFuture<Tuple> future = blockedIn(() -> other.inAsync("job", 2));
    space.out("job", 1);
    space.close();
    other.out("job", 2);
    assertThat(get(future)).isEqualTo(Tuple.of("job", 2));
    assertThat(other.inp("job", 1)).isPresent();
  }

  @Test
  void close_raceWithOut_losesNothing() throws Exception {
    TupleSpace other = anotherClient();
    for (int i = 0; i < 20; i++) {
      int round = i;
      TupleSpace taker = anotherClient();
      CompletableFuture<Tuple> future = blockedIn(() -> taker.inAsync("r", round));
      Caller<Void> putter =
          call(
              () -> {
                other.out("r", round);
                return null;
              });
      taker.close();
      putter.result();
      try {
        assertThat(get(future)).isEqualTo(Tuple.of("r", i));
        assertThat(other.count("r", i)).isZero();
      } catch (TupleSpaceClosedException e) {
        await(() -> other.inp("r", round).isPresent());
      }
    }
  }
}
