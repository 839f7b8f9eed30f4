package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Transaction.State;
import org.tuplespace.Tuple;

/** What is taken and put under a transaction takes effect together or not at all. */
public abstract class TransactionContract extends SpaceFixture {
  private static final Template JOBS = Template.of("job", any());

  private Transaction begin() {
    return space.begin(LONG);
  }

  private static Tuple job(int number) {
    return Tuple.of("job", number);
  }

  private static List<Tuple> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(TransactionContract::job).toList();
  }

  // ---- commit

  @Test
  void commit_makesTakesAndPutsFinal() throws Exception {
    space.outAll(jobs(0, 3));
    Transaction transaction = begin();
    assertThat(transaction.in("job", any())).isEqualTo(job(0));
    assertThat(transaction.inp("job", 2)).contains(job(2));
    transaction.out("result", 0);
    transaction.out("result", 2);
    transaction.commit();
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
    assertThat(anotherClient().rdAll("job", any())).containsExactly(job(1));
    assertThat(anotherClient().rdAll("result", any()))
        .containsExactly(Tuple.of("result", 0), Tuple.of("result", 2));
    await(() -> space.stats().transactions() == 0);
    assertThat(space.stats().tuples()).isEqualTo(3);
  }

  @Test
  void commit_ofNothing_isDone() {
    Transaction transaction = begin();
    assertThat(transaction.state()).isEqualTo(State.ACTIVE);
    transaction.commit();
    assertThat(transaction.state()).isEqualTo(State.COMMITTED);
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void commit_ofPutsAlone_putsThemInTheirOrder() {
    space.out("job", -1);
    Transaction transaction = begin();
    transaction.out("job", 0);
    transaction.outAll(jobs(1, 4));
    transaction.out(job(4), OutOptions.NONE);
    space.out("job", -2);
    transaction.commit();
    assertThat(space.rdAll("job", any()))
        .containsExactly(job(-1), job(-2), job(0), job(1), job(2), job(3), job(4));
  }
}
