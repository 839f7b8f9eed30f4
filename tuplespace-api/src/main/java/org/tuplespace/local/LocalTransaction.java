package org.tuplespace.local;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.tuplespace.LimitExceededException;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.internal.AbstractTransaction;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;

/** A transaction on a space in this process: the space keeps its {@link Hold}. */
final class LocalTransaction extends AbstractTransaction<LocalPut> {

  private final LocalSpace space;
  private final Hold hold = new Hold(this);

  LocalTransaction(TupleSpace operations, LocalSpace space, Duration lease) {
    super(operations, lease);
    this.space = space;
  }

  Hold hold() {
    return hold;
  }

  @Override
  protected LocalPut prepare(Tuple tuple, OutOptions options) {
    return new LocalPut(tuple, options, Weight.of(tuple));
  }

  @Override
  protected List<Tuple> attemptInSpace(Request request) {
    return space.attempt(request, hold);
  }

  @Override
  protected Pending<List<Tuple>> submitInSpace(Request request, long nanos, boolean wakesOne) {
    return space.submit(request, nanos, Function.identity(), hold);
  }

  @Override
  protected int takeAllInSpace(Template template, int limit) {
    return space.takeAll(template, hold);
  }

  @Override
  protected void commitInSpace(List<LocalPut> own, Runnable meanwhile) {
    space.commit(hold, own);
    meanwhile.run();
  }

  @Override
  protected void giveBack(boolean delivered) {
    space.giveBack(hold, delivered);
  }

  @Override
  protected void renewInSpace(Duration newLease) {
    space.renew(hold, newLease);
  }

  @Override
  protected String whyInSpace() {
    return hold.reason();
  }

  /** Precise: the space knows the end of the lease before this is told. */
  @Override
  public State state() {
    if (super.state() == State.ACTIVE && space.isOver(hold)) {
      noticeEnd();
    }
    return super.state();
  }

  // ---- told by the space

  /** The hold is over. Not to be called under the lock of the space. */
  void noticeEnd() {
    ended(hold.state(), hold.reason());
  }

  /** For a call that comes after the end of the hold. */
  TransactionEndedException tooLate() {
    return endedException(hold.state(), hold.reason());
  }

  LimitExceededException full() {
    return takesTooMany();
  }
}
