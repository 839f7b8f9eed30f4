package org.tuplespace.examples.bench;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.SystemProvider;

/**
 * Loads the module of other tuple spaces, which is no part of what is distributed: Maven resolves
 * it on demand, and a class loader of its own keeps it from everything else.
 */
final class PeerLoader {

  private static final String MODULE = "tuplespace-examples/bench-peers";

  private PeerLoader() {}

  /**
   * The systems of the module.
   *
   * @param checkout the root of this project's sources
   * @throws IOException if it isn't built
   */
  static List<BenchSystem> load(Path checkout) throws IOException {
    Path target = checkout.resolve(MODULE).resolve("target");
    Path classpath = target.resolve("peers.classpath");
    if (!Files.exists(classpath)) {
      throw new IOException(
          "no " + classpath + "; ./tuples bench builds it where --peers is given");
    }
    List<URL> urls = new ArrayList<>();
    urls.add(target.resolve("classes").toUri().toURL());
    for (String jar : Files.readString(classpath).strip().split(":")) {
      urls.add(new File(jar).toURI().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), PeerLoader.class.getClassLoader());
    Thread.currentThread().setContextClassLoader(loader); // JavaSpaces finds entries by it
    List<BenchSystem> systems = new ArrayList<>();
    ServiceLoader.load(SystemProvider.class, loader)
        .forEach(provider -> systems.addAll(provider.systems()));
    return systems;
  }
}
