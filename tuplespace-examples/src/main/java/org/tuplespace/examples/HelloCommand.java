package org.tuplespace.examples;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tuplespace.redis.server.EmbeddedRedis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code example hello}. */
@Command(name = "hello", description = "The smallest program: asks for a square root, and answers.")
final class HelloCommand implements Callable<Integer> {

  @Mixin private ServerOptions options = new ServerOptions();

  @Override
  public Integer call() throws InterruptedException {
    Optional<String> url = options.url();
    if (url.isPresent()) {
      SquareRoot.run(url.get());
    } else {
      try (EmbeddedRedis server = EmbeddedRedis.start()) {
        SquareRoot.run(server.url());
      }
    }
    return ExitStatus.OK;
  }
}
