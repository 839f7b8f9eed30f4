package org.tuplespace.redis.cli.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Hosts that are directories, and a shell script in the place of {@code ssh} that goes there. */
public final class StandInSsh {

  private final Path script;
  private final Path hosts;

  /** Makes them in an empty directory. */
  public StandInSsh(Path directory) {
    this.script = directory.resolve("ssh");
    this.hosts = directory.resolve("the hosts");
    try (InputStream stream = StandInSsh.class.getResourceAsStream("ssh")) {
      Files.copy(stream, script);
      Files.createDirectory(hosts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the host answers. */
  public Path addHost(String name) {
    try {
      return Files.createDirectories(hosts.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The home directory of a host. */
  public Path home(String host) {
    return hosts.resolve(host);
  }

  /** The command and its options. */
  List<String> words() {
    return List.of("sh", script.toString(), hosts.toString());
  }

  /** The same, for the option {@code --ssh}. */
  public String command() {
    return "sh '" + script + "' '" + hosts + "'";
  }

  /** All that was ever among the arguments of ssh. */
  public String calls() {
    try {
      return Files.readString(hosts.resolve("calls"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RemoteShell to(String host) {
    return to(RemoteHost.of(host, null));
  }

  RemoteShell to(RemoteHost host) {
    return new RemoteShell(words(), host, Duration.ofMinutes(1));
  }
}
