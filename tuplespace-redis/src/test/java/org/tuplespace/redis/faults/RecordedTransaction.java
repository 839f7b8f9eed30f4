package org.tuplespace.redis.faults;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;

/**
 * A transaction whose every call is written in a ledger before it begins and when it has ended.
 *
 * @param name unique in its process
 */
record RecordedTransaction(Transaction transaction, Ledger ledger, String name)
    implements AutoCloseable {

  Tuple in(Object... fields) throws Exception {
    Template template = Template.of(fields);
    return recorded(Verb.TAKE, Notation.of(template), () -> Optional.of(transaction.in(template)))
        .orElseThrow();
  }

  Optional<Tuple> inp(Object... fields) throws Exception {
    Template template = Template.of(fields);
    return recorded(Verb.TAKE, Notation.of(template), () -> transaction.inp(template));
  }

  void out(Object... fields) throws Exception {
    Tuple tuple = Tuple.of(fields);
    recorded(
        Verb.OUT,
        Notation.of(tuple),
        () -> {
          transaction.out(tuple);
          return Optional.empty();
        });
  }

  /** Commits; also where that fails, the ledger has it. */
  void commit() throws Exception {
    recorded(
        Verb.COMMIT,
        "",
        () -> {
          transaction.commit();
          return Optional.empty();
        });
  }

  void abort() throws Exception {
    recorded(
        Verb.ABORT,
        "",
        () -> {
          transaction.abort();
          return Optional.empty();
        });
  }

  /** Aborts, and what it took does not count as delivered. */
  void release() throws Exception {
    recorded(
        Verb.ABORT,
        "",
        () -> {
          transaction.release();
          return Optional.empty();
        });
  }

  private Optional<Tuple> recorded(Verb verb, String operand, Callable<Optional<Tuple>> body)
      throws Exception {
    int call = ledger.call(verb, name, operand);
    Optional<Tuple> answer;
    try {
      answer = body.call();
    } catch (Exception e) {
      ledger.failed(call, Ledger.mayHaveHappened(e), e);
      throw e;
    }
    ledger.done(call, answer.map(Notation::of).orElse(""), answer.map(Tuple::deliveries).orElse(0));
    return answer;
  }

  @Override
  public void close() {
    transaction.close();
  }
}
