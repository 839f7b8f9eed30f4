package org.tuplespace.redis;

import java.util.ArrayList;
import java.util.List;
import org.tuplespace.SpaceStats;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.redis.codec.FstSerializer;
import org.tuplespace.redis.codec.TupleCodec;

/** What all spaces of a server tell of themselves. */
final class ServerStats {

  private ServerStats() {}

  static List<SpaceStats> of(String url) {
    TupleSpaceBuilder told = TupleSpaces.builder().url(url);
    Connector.Server server = Connector.createClient(told);
    SpaceThreads threads = SpaceThreads.forSpace("stats");
    try {
      List<SpaceStats> all = new ArrayList<>();
      for (String name : new SpaceNames(server.redisson()).all()) {
        look(
            new Partition(
                name, server.redisson(), server.name(), codec(told), settings(told), threads),
            name,
            all);
      }
      return all;
    } catch (RuntimeException e) {
      throw ServerErrors.translate(e, server.name());
    } finally {
      threads.close();
      server.redisson().shutdown();
    }
  }

  private static void look(Partition partition, String name, List<SpaceStats> all) {
    try {
      all.add(new Observation(partition).stats(name));
    } catch (TupleSpaceClosedException e) {
      // It is being dropped.
    } finally {
      partition.abandonCalls();
    }
  }

  private static TupleCodec codec(TupleSpaceBuilder told) {
    return new TupleCodec(told.allowed, new FstSerializer(told.allowed));
  }

  private static Settings settings(TupleSpaceBuilder told) {
    return new Settings(
        told.lease, told.operationTimeout, told.connectTimeout, told.unusedIndex, told.durability);
  }
}
