package org.tuplespace.examples.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jpos.space.TSpace;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.Client;
import org.tuplespace.examples.bench.system.Store;

/** The TSpace of jPOS, in the JVM: values under keys. */
final class JposSystem implements BenchSystem {

  @Override
  public String id() {
    return "jpos";
  }

  @Override
  public String title() {
    return "jPOS 2.1.10 TSpace (in the JVM)";
  }

  @Override
  public Store open() {
    TSpace<String, byte[]> space = new TSpace<>();
    return new Store() {
      @Override
      public Client connect() {
        return new JposClient(space);
      }

      @Override
      public void close() {}
    };
  }

  private record JposClient(TSpace<String, byte[]> space) implements Client {

    @Override
    public void put(String key, byte[] payload) {
      space.out(key, payload);
    }

    @Override
    public byte[] take(String key) {
      return space.in(key);
    }

    @Override
    public CompletionStage<byte[]> takeLater(String key) {
      return Waits.later(() -> take(key));
    }

    @Override
    public void putAll(String key, List<byte[]> payloads) {
      payloads.forEach(payload -> space.out(key, payload));
    }

    @Override
    public void putEach(String prefix, int from, List<byte[]> payloads) {
      for (int i = 0; i < payloads.size(); i++) {
        space.out(prefix + (from + i), payloads.get(i));
      }
    }

    @Override
    public List<byte[]> takeSome(String key, int max) {
      List<byte[]> some = new ArrayList<>();
      for (byte[] next = space.inp(key); next != null; next = space.inp(key)) {
        some.add(next);
        if (some.size() == max) {
          break;
        }
      }
      return some;
    }
  }
}
