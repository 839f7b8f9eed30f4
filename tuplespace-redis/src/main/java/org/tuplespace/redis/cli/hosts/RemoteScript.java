package org.tuplespace.redis.cli.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script of this package with what it is to know: variables, and positional parameters. The whole
 * is one compound command, which the shell has read before it runs any of it.
 */
final class RemoteScript {

  private final String name;
  private final StringBuilder values = new StringBuilder();

  private RemoteScript(String name) {
    this.name = name;
  }

  static RemoteScript named(String name) {
    return new RemoteScript(name);
  }

  RemoteScript with(String variable, String value) {
    values.append(variable).append('=').append(Quoting.quote(value)).append('\n');
    return this;
  }

  RemoteScript with(List<String> parameters) {
    values.append("set -- ").append(Quoting.quote(parameters)).append('\n');
    return this;
  }

  /** Not to be shown: it may hold a password. */
  String text() {
    return "{\n" + values + common() + resource(name) + "} </dev/null\n";
  }

  private static String common() {
    return resource("common");
  }

  private static String resource(String name) {
    try (InputStream stream = RemoteScript.class.getResourceAsStream(name + ".sh")) {
      if (stream == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
