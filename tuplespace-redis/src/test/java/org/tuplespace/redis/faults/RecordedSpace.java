package org.tuplespace.redis.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;

/** A space whose every call is written in a ledger before it begins and when it has ended. */
record RecordedSpace(TupleSpace space, Ledger ledger) {

  void out(Object... fields) {
    Tuple tuple = Tuple.of(fields);
    int call = ledger.call(Verb.OUT, Ledger.PLAIN, Notation.of(tuple));
    try {
      space.out(tuple);
    } catch (TupleSpaceException e) {
      failed(call, e);
      throw e;
    }
    ledger.done(call, "", 0);
  }

  Tuple in(Object... fields) throws InterruptedException {
    Template template = Template.of(fields);
    return interruptibly(Verb.TAKE, template, () -> Optional.of(space.in(template))).orElseThrow();
  }

  Optional<Tuple> inp(Object... fields) {
    Template template = Template.of(fields);
    return atOnce(Verb.TAKE, template, space::inp);
  }

  Optional<Tuple> rdp(Object... fields) {
    Template template = Template.of(fields);
    return atOnce(Verb.READ, template, space::rdp);
  }

  /**
   * Begins a transaction.
   *
   * @param name unique in this process
   */
  RecordedTransaction begin(Duration lease, String name) {
    return new RecordedTransaction(space.begin(lease), ledger, name);
  }

  long count(Object... fields) {
    Template template = Template.of(fields);
    int call = ledger.call(Verb.COUNT, Ledger.PLAIN, Notation.of(template));
    long count;
    try {
      count = space.count(template);
    } catch (TupleSpaceException e) {
      failed(call, e);
      throw e;
    }
    ledger.done(call, Long.toString(count), 0);
    return count;
  }

  private Optional<Tuple> atOnce(
      Verb verb, Template template, Function<Template, Optional<Tuple>> query) {
    try {
      return interruptibly(verb, template, () -> query.apply(template));
    } catch (InterruptedException e) {
      throw new IllegalStateException("an interrupt of a call that is not interruptible", e);
    }
  }

  private Optional<Tuple> interruptibly(
      Verb verb, Template template, Callable<Optional<Tuple>> query) throws InterruptedException {
    int call = ledger.call(verb, Ledger.PLAIN, Notation.of(template));
    Optional<Tuple> answer;
    try {
      answer = query.call();
    } catch (InterruptedException e) {
      failed(call, e);
      throw e;
    } catch (TupleSpaceException e) {
      failed(call, e);
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    ledger.done(call, answer.map(Notation::of).orElse(""), answer.map(Tuple::deliveries).orElse(0));
    return answer;
  }

  private void failed(int call, Exception e) {
    ledger.failed(call, Ledger.mayHaveHappened(e), e);
  }
}
