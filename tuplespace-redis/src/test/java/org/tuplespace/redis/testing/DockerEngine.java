package org.tuplespace.redis.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a Docker engine answers, asked with one request to each place where one may listen.
 * Testcontainers' own search takes seconds and logs stack traces where there is none.
 */
final class DockerEngine {
  private static final int TIMEOUT_SECONDS = 3;

  private DockerEngine() {}

  static boolean answers() {
    return addresses().stream().anyMatch(DockerEngine::answers);
  }

  private static List<SocketAddress> addresses() {
    String host = System.getenv("DOCKER_HOST");
    if (host != null && !host.isBlank()) {
      return address(host);
    }
    List<String> paths = new ArrayList<>();
    paths.add("/var/run/docker.sock");
    paths.add(System.getProperty("user.home") + "/.docker/run/docker.sock");
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null) {
      paths.add(runtime + "/docker.sock");
    }
    return sockets(paths);
  }

  /** What a DOCKER_HOST of unix:// or tcp:// names; others, such as ssh://, are not asked. */
  private static List<SocketAddress> address(String host) {
    try {
      URI uri = URI.create(host);
      return "unix".equals(uri.getScheme())
          ? sockets(List.of(uri.getPath()))
          : List.of(new InetSocketAddress(uri.getHost(), uri.getPort()));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static List<SocketAddress> sockets(List<String> paths) {
    return paths.stream()
        .map(Path::of)
        .filter(Files::exists)
        .map(path -> (SocketAddress) UnixDomainSocketAddress.of(path))
        .toList();
  }

  private static boolean answers(SocketAddress address) {
    // A channel has no time-out of its own; the thread is a daemon and may be left behind.
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread thread = new Thread(() -> answer.complete(ping(address)), "docker-ping");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private static boolean ping(SocketAddress address) {
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(ByteBuffer.wrap(request()));
      ByteBuffer reply = ByteBuffer.allocate(256);
      int length = channel.read(reply);
      // A TLS engine answers too, though not in HTTP; that is for Testcontainers to deal with.
      return length > 0;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static byte[] request() {
    return "GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  }
}
