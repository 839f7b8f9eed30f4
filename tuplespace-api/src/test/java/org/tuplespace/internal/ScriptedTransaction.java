package org.tuplespace.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** A transaction on a space that answers when and as a test says. */
final class ScriptedTransaction extends AbstractTransaction<ScriptedTransaction.TestPut> {

  record TestPut(Tuple tuple, OutOptions options, long bytes) implements Put {}

  /** What the space was asked, to be answered by hand. */
  static final class Asked extends Pending<List<Tuple>> {
    final Request request;
    final long nanos;

    Asked(Request request, long nanos) {
      this.request = request;
      this.nanos = nanos;
    }

    void answer(Tuple... tuples) {
      complete(List.of(tuples));
    }

    @Override
    public void withdraw() {
      cancel(false);
    }
  }

  private static final Runnable NOTHING = () -> {};

  final List<Asked> asked = new ArrayList<>();
  final List<Request> attempted = new ArrayList<>();
  final List<List<Tuple>> commits = new ArrayList<>();
  Runnable onSubmit = NOTHING;
  Runnable onCommit = NOTHING;
  Runnable onGiveBack = NOTHING;
  Function<Request, List<Tuple>> onAttempt = request -> List.of();

  ScriptedTransaction() {
    super(new LocalTupleSpace("scripted"), Duration.ofSeconds(1));
  }

  Asked lastAsked() {
    return asked.get(asked.size() - 1);
  }

  void end(State how) {
    ended(how);
  }

  @Override
  protected TestPut prepare(Tuple tuple, OutOptions options) {
    return new TestPut(tuple, options, 10);
  }

  @Override
  protected List<Tuple> attemptInSpace(Request request) {
    attempted.add(request);
    return onAttempt.apply(request);
  }

  @Override
  protected Pending<List<Tuple>> submitInSpace(Request request, long nanos, boolean wakesOne) {
    onSubmit.run();
    asked.add(new Asked(request, nanos));
    return lastAsked();
  }

  @Override
  protected int takeAllInSpace(Template template, int limit) {
    return 0;
  }

  @Override
  protected void commitInSpace(List<TestPut> own, Runnable meanwhile) {
    onCommit.run();
    meanwhile.run();
    commits.add(own.stream().map(TestPut::tuple).toList());
  }

  @Override
  protected void giveBack(boolean delivered) {
    onGiveBack.run();
  }

  @Override
  protected void renewInSpace(Duration newLease) {}
}
