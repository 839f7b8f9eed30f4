package org.tuplespace.examples.bench.peers;

import com.sun.jini.admin.DestroyAdmin;
import com.sun.jini.start.ServiceProxyAccessor;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jini.admin.Administrable;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.jspecify.annotations.Nullable;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.NotStartedException;
import org.tuplespace.examples.bench.system.Store;
import org.tuplespace.examples.bench.system.TupleClient;

/** JavaSpaces as of Apache River's Outrigger, transient, called over TCP on loopback. */
final class JavaSpacesSystem implements BenchSystem {

  private static final Logger LIBRARY = Logger.getLogger("");

  private static final String CONFIGURATION =
      """
      import net.jini.core.discovery.LookupLocator;
      import net.jini.jeri.BasicILFactory;
      import net.jini.jeri.BasicJeriExporter;
      import net.jini.jeri.tcp.TcpServerEndpoint;
      com.sun.jini.outrigger {
        serverExporter = new BasicJeriExporter(
            TcpServerEndpoint.getInstance("127.0.0.1", 0), new BasicILFactory(), false, true);
        initialLookupGroups = new String[] {};
        initialLookupLocators = new LookupLocator[] {};
      }
      """;

  @Override
  public String id() {
    return "javaspaces";
  }

  @Override
  public String title() {
    return "JavaSpaces, River Outrigger 2.2.3";
  }

  @Override
  public boolean hasTuples() {
    return true;
  }

  @Override
  public Store open() throws Exception {
    LIBRARY.setLevel(Level.OFF);
    Path file = Files.createTempFile("outrigger", ".config");
    try {
      Files.writeString(file, CONFIGURATION);
      Class<?> server = Class.forName("com.sun.jini.outrigger.TransientOutriggerImpl");
      Constructor<?> constructor =
          server.getDeclaredConstructor(
              String[].class, Class.forName("com.sun.jini.start.LifeCycle"));
      constructor.setAccessible(true);
      Object started = constructor.newInstance(new String[] {file.toString()}, null);
      return new SpaceStore(
          (JavaSpace05) ((ServiceProxyAccessor) started).getServiceProxy(), started);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new NotStartedException(reason.toString());
    } finally {
      Files.delete(file);
    }
  }

  /**
   * A server.
   *
   * @param server is kept, since Outrigger ends what nobody holds
   */
  private record SpaceStore(JavaSpace05 space, Object server) implements Store {

    @Override
    public Client connect() {
      return new SpaceClient(space);
    }

    @Override
    public void close() throws Exception {
      Object admin = ((Administrable) space).getAdmin();
      ((DestroyAdmin) admin).destroy();
    }
  }

  private record SpaceClient(JavaSpace05 space) implements TupleClient {

    @Override
    public void out(Object... fields) throws Exception {
      Waits.endIfInterrupted();
      space.write(new SpaceEntry(fields), null, Lease.FOREVER);
    }

    @Override
    public void outAll(List<Object[]> tuples) throws Exception {
      Waits.endIfInterrupted();
      List<SpaceEntry> entries = tuples.stream().map(SpaceEntry::new).toList();
      List<Long> leases = entries.stream().map(entry -> Lease.FOREVER).toList();
      space.write(entries, null, leases);
    }

    @Override
    public Object[] in(Object... template) throws Exception {
      return values(space.take(new SpaceEntry(template), null, Long.MAX_VALUE));
    }

    @Override
    public Optional<Object[]> inp(Object... template) throws Exception {
      Waits.endIfInterrupted();
      return Optional.ofNullable(space.takeIfExists(new SpaceEntry(template), null, 0))
          .map(SpaceClient::values);
    }

    @Override
    public Object[] rd(Object... template) throws Exception {
      return values(space.read(new SpaceEntry(template), null, Long.MAX_VALUE));
    }

    @Override
    public Optional<Object[]> rdp(Object... template) throws Exception {
      Waits.endIfInterrupted();
      return Optional.ofNullable(space.readIfExists(new SpaceEntry(template), null, 0))
          .map(SpaceClient::values);
    }

    @Override
    public CompletionStage<byte[]> takeLater(String key) {
      return Waits.later(() -> take(key));
    }

    @Override
    public List<byte[]> takeSome(String key, int max) throws Exception {
      SpaceEntry template = new SpaceEntry(new Object[] {key, byte[].class});
      Collection<?> taken = space.take(List.of(template), null, Long.MAX_VALUE, max);
      List<byte[]> some = new ArrayList<>();
      for (Object entry : taken) {
        some.add((byte[]) values(entry)[1]);
      }
      return some;
    }

    private static Object[] values(@Nullable Object entry) {
      if (entry == null) {
        throw new IllegalStateException("the wait has ended without an entry");
      }
      return ((SpaceEntry) entry).values();
    }
  }
}
