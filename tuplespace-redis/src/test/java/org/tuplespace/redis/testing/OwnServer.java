package org.tuplespace.redis.testing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server without persistence that the tests of one class share with nobody, and a connection to
 * set it up; to be registered as a static field. Not thread-safe.
 */
public final class OwnServer implements BeforeAllCallback, AfterAllCallback {

  private @Nullable PrivateRedis redis;
  private @Nullable RedisConnection admin;

  @Override
  public void beforeAll(ExtensionContext context) {
    redis = RedisForTests.privateServer("appendonly no", "maxmemory-policy noeviction");
    admin = RedisConnection.to(port());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (admin != null) {
      admin.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  public String url() {
    return redis().url();
  }

  public int port() {
    return redis().port();
  }

  /** For what a test does behind the client's back. */
  public RedisConnection admin() {
    return Objects.requireNonNull(admin, "the server is started before the first test");
  }

  /** From now on the server has more than it may have, and refuses what needs memory. */
  public void fill() {
    admin().run("CONFIG", "SET", "maxmemory", "1mb");
  }

  /** Takes {@link #fill} back. */
  public void makeRoom() {
    admin().run("CONFIG", "SET", "maxmemory", "0");
  }

  private PrivateRedis redis() {
    return Objects.requireNonNull(redis, "the server is started before the first test");
  }
}
