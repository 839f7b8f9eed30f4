package org.tuplespace.redis.testing;

import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Redis in a container, where there is Docker. */
final class DockerRedis {
  private static final String IMAGE_VARIABLE = "TUPLESPACE_REDIS_IMAGE";
  private static final String IMAGE = "redis:8.2-alpine";
  private static final int PORT = 6379;

  private DockerRedis() {}

  /** Starts a container that ends with this JVM; empty where there is no Docker or no image. */
  static Optional<String> url() {
    if (!DockerEngine.answers()) {
      return Optional.empty();
    }
    String image = Optional.ofNullable(System.getenv(IMAGE_VARIABLE)).orElse(IMAGE);
    try {
      @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends.
      GenericContainer<?> container =
          new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(PORT);
      container.start();
      return Optional.of("redis://" + container.getHost() + ":" + container.getMappedPort(PORT));
    } catch (RuntimeException e) {
      System.err.println("Docker answers but can't run " + image + ", so without it: " + e);
      return Optional.empty();
    }
  }
}
