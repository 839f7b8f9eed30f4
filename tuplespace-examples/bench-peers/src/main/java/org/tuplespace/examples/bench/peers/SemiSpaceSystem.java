package org.tuplespace.examples.bench.peers;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.semispace.SemiSpace;
import org.semispace.SemiSpaceInterface;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.system.TupleClient;

/** SemiSpace, in the JVM: objects that are matched by their public fields. */
final class SemiSpaceSystem implements BenchSystem {

  private static final long DAY = SemiSpace.ONE_DAY;

  @Override
  public String id() {
    return "semispace";
  }

  @Override
  public String title() {
    return "SemiSpace 1.3.1 (in the JVM)";
  }

  @Override
  public boolean hasTuples() {
    return true;
  }

  @Override
  public Store open() throws Exception {
    SemiSpaceInterface space;
    try {
      // A space of its own for each workload; the class itself only knows a single one.
      Constructor<SemiSpace> constructor = SemiSpace.class.getDeclaredConstructor();
      constructor.setAccessible(true);
      SemiSpace.retrieveSpace(); // for what it sets up
      SemiSpace made = constructor.newInstance();
      made.setAdmin(((SemiSpace) SemiSpace.retrieveSpace()).getAdmin());
      space = made;
    } catch (ReflectiveOperationException | RuntimeException | ExceptionInInitializerError e) {
      throw new NotStartedException(e.toString());
    }
    return new Store() {
      @Override
      public Client connect() {
        return new SemiClient(space);
      }

      @Override
      public void close() {}
    };
  }

  private static final class SemiClient implements TupleClient {

    private final SemiSpaceInterface space;

    SemiClient(SemiSpaceInterface space) {
      this.space = space;
    }

    @Override
    public void out(Object... fields) throws InterruptedException {
      Waits.endIfInterrupted();
      space.write(new SemiTuple(fields, false), DAY);
    }

    @Override
    public Object[] in(Object... template) throws InterruptedException {
      return found(space.take(new SemiTuple(template, true), DAY));
    }

    @Override
    public Optional<Object[]> inp(Object... template) throws InterruptedException {
      Waits.endIfInterrupted();
      return Optional.ofNullable(space.takeIfExists(new SemiTuple(template, true)))
          .map(SemiTuple::values);
    }

    @Override
    public Object[] rd(Object... template) throws InterruptedException {
      return found(space.read(new SemiTuple(template, true), DAY));
    }

    @Override
    public Optional<Object[]> rdp(Object... template) throws InterruptedException {
      Waits.endIfInterrupted();
      return Optional.ofNullable(space.readIfExists(new SemiTuple(template, true)))
          .map(SemiTuple::values);
    }

    @Override
    public CompletionStage<byte[]> takeLater(String key) {
      return Waits.later(() -> take(key));
    }

    @Override
    public List<byte[]> takeSome(String key, int max) throws Exception {
      List<byte[]> some = new ArrayList<>();
      while (some.size() < max) {
        Optional<Object[]> next = inp(key, byte[].class);
        if (next.isEmpty()) {
          break;
        }
        some.add((byte[]) next.get()[1]);
      }
      return some;
    }

    private static Object[] found(@Nullable SemiTuple tuple) throws InterruptedException {
      if (tuple == null) {
        throw new InterruptedException("the wait has ended without a tuple");
      }
      return tuple.values();
    }
  }
}
