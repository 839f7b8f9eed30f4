package org.tuplespace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.tuplespace.contract.AlternativesContract;
import org.tuplespace.contract.AtomicContract;
import org.tuplespace.contract.BlockingContract;
import org.tuplespace.contract.BulkContract;
import org.tuplespace.contract.CancelContract;
import org.tuplespace.contract.CloseContract;
import org.tuplespace.contract.ErrorContract;
import org.tuplespace.contract.EvalContract;
import org.tuplespace.contract.EvalWorkerContract;
import org.tuplespace.contract.HistoryContract;
import org.tuplespace.contract.InterruptContract;
import org.tuplespace.contract.JobQueueContract;
import org.tuplespace.contract.LifetimeContract;
import org.tuplespace.contract.LinuxTuplesContract;
import org.tuplespace.contract.LocalityContract;
import org.tuplespace.contract.MatchingContract;
import org.tuplespace.contract.ModelContract;
import org.tuplespace.contract.OperationsContract;
import org.tuplespace.contract.OrderContract;
import org.tuplespace.contract.OrderedResultsContract;
import org.tuplespace.contract.OwnPutsContract;
import org.tuplespace.contract.StatsContract;
import org.tuplespace.contract.StreamContract;
import org.tuplespace.contract.TimeoutContract;
import org.tuplespace.contract.TransactionBlockingContract;
import org.tuplespace.contract.TransactionContract;
import org.tuplespace.contract.TransactionErrorContract;
import org.tuplespace.contract.TransactionHistoryContract;
import org.tuplespace.contract.TransactionLeaseContract;
import org.tuplespace.contract.TransactionModelContract;
import org.tuplespace.contract.TransactionRaceContract;
import org.tuplespace.contract.WatchContract;
import org.tuplespace.contract.WorkerContract;

/** The contract of a tuple space, on the one in the JVM. */
class LocalTupleSpaceContractTest {

  /** The open spaces of a test, by their names. */
  private static final class Spaces {
    private final Map<String, TupleSpace> open = new ConcurrentHashMap<>();

    TupleSpace connect(String name) {
      return open.compute(
          name,
          (key, space) -> space == null || isClosed(space) ? new LocalTupleSpace(key) : space);
    }

    private static boolean isClosed(TupleSpace space) {
      try {
        space.stats();
        return false;
      } catch (TupleSpaceClosedException e) {
        return true;
      }
    }
  }

  @Nested
  class OldNames extends LinuxTuplesContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Matching extends MatchingContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Operations extends OperationsContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Order extends OrderContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Blocking extends BlockingContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Timeout extends TimeoutContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Interrupt extends InterruptContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Cancel extends CancelContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Close extends CloseContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Lifetime extends LifetimeContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Bulk extends BulkContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Atomic extends AtomicContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Alternatives extends AlternativesContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Watch extends WatchContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Eval extends EvalContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class EvalWorkers extends EvalWorkerContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Errors extends ErrorContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Stats extends StatsContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Stream extends StreamContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Model extends ModelContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class History extends HistoryContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Transactions extends TransactionContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class OwnPuts extends OwnPutsContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class TransactionBlocking extends TransactionBlockingContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class TransactionErrors extends TransactionErrorContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class TransactionHistory extends TransactionHistoryContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class TransactionLease extends TransactionLeaseContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class TransactionModel extends TransactionModelContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class TransactionRaces extends TransactionRaceContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class JobQueues extends JobQueueContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Workers extends WorkerContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class JobLocality extends LocalityContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }

  @Nested
  class Ordered extends OrderedResultsContract {
    private final Spaces spaces = new Spaces();

    @Override
    protected TupleSpace connect(String spaceName) {
      return spaces.connect(spaceName);
    }
  }
}
