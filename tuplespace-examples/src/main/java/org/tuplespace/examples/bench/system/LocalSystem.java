package org.tuplespace.examples.bench.system;

import java.util.Optional;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.TupleSpace;

/** This project in the JVM, without any server: clients share an object. */
public final class LocalSystem implements BenchSystem {

  public static final String ID = "local";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "LocalTupleSpace";
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public boolean hasTuples() {
    return true;
  }

  @Override
  public boolean hasJobs() {
    return true;
  }

  @Override
  public Store open() {
    return new LocalStore();
  }

  private static final class LocalStore implements Store {

    private final TupleSpace space = new LocalTupleSpace("bench");

    @Override
    public Client connect() {
      return new SpaceClient(space);
    }

    @Override
    public Optional<JobService> jobs() {
      return Optional.of(new SpaceJobs(space, space));
    }

    @Override
    public void close() {
      space.close();
    }
  }
}
