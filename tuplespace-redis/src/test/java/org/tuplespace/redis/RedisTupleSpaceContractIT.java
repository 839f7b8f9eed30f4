package org.tuplespace.redis;

import org.junit.jupiter.api.Nested;
import org.tuplespace.TupleSpace;
import org.tuplespace.contract.AlternativesContract;
import org.tuplespace.contract.AtomicContract;
import org.tuplespace.contract.BlockingContract;
import org.tuplespace.contract.BulkContract;
import org.tuplespace.contract.CancelContract;
import org.tuplespace.contract.ClientsContract;
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
import org.tuplespace.redis.testing.RedisForTests;

/** The contract of a tuple space, on the one on Redis, unchanged. */
class RedisTupleSpaceContractIT {

  private static TupleSpace connectTo(String spaceName) {
    return TupleSpaces.builder()
        .url(RedisForTests.url())
        .name(spaceName)
        .allowPackage("org.tuplespace.contract")
        .connect();
  }

  @Nested
  class Alternatives extends AlternativesContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Atomic extends AtomicContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Blocking extends BlockingContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Bulk extends BulkContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Cancel extends CancelContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Clients extends ClientsContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Close extends CloseContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Error extends ErrorContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Eval extends EvalContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class EvalWorkers extends EvalWorkerContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class History extends HistoryContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Interrupt extends InterruptContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Lifetime extends LifetimeContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class OldNames extends LinuxTuplesContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Matching extends MatchingContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Model extends ModelContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Operations extends OperationsContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Order extends OrderContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Stats extends StatsContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Stream extends StreamContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Timeout extends TimeoutContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Watch extends WatchContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Transactions extends TransactionContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class OwnPuts extends OwnPutsContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class TransactionBlocking extends TransactionBlockingContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class TransactionErrors extends TransactionErrorContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class TransactionHistory extends TransactionHistoryContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class TransactionLease extends TransactionLeaseContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class TransactionModel extends TransactionModelContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class TransactionRaces extends TransactionRaceContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class JobQueues extends JobQueueContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Workers extends WorkerContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class JobLocality extends LocalityContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }

  @Nested
  class Ordered extends OrderedResultsContract {
    @Override
    protected TupleSpace connect(String spaceName) {
      return connectTo(spaceName);
    }
  }
}
