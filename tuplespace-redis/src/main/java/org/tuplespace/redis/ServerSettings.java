package org.tuplespace.redis;

import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ConfigSupport;

/** Finds, in a configuration of Redisson's, what is about the servers in use. */
final class ServerSettings {

  private ServerSettings() {}

  static BaseConfig<?> of(Config config) {
    return ConfigSupport.getConfig(config);
  }

  /** Host and port for messages, or what kind of servers they are. */
  static String addresses(Config config) {
    if (config.isSingleConfig()) {
      return String.valueOf(config.useSingleServer().getAddress()).replaceFirst("^rediss?://", "");
    }
    if (config.isSentinelConfig()) {
      return "the Sentinel servers " + config.useSentinelServers().getSentinelAddresses();
    }
    return config.isClusterConfig() ? "the cluster" : "the configured servers";
  }
}
