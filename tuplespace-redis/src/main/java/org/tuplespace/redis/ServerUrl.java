package org.tuplespace.redis;

import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SubscriptionMode;

/**
 * The url of a server, or of several that belong together; {@link TupleSpaceBuilder#url} has the
 * forms. The password stays out of everything that is shown.
 */
final class ServerUrl {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>rediss?)(\\+(?<kind>sentinel|replicated|cluster))?://"
              + "((?<user>[^:@/]*):(?<password>[^@]*)@)?"
              + "(?<hosts>[^/@?]+)(/(?<path>[^/?]*))?/?");

  /** For these the resolver of the JDK doesn't block; for others Redisson's asks DNS servers. */
  private static final Pattern NEEDS_NO_LOOKUP =
      Pattern.compile("(localhost|[\\d.]+|\\[[\\p{XDigit}:.]+]):\\d+");

  private static final int CONNECTIONS = 8;

  private final String scheme;
  private final @Nullable String kind;
  private final @Nullable String user;
  private final @Nullable String password;
  private final String[] hosts;
  private final String path;

  private ServerUrl(Matcher matched) {
    this.scheme = matched.group("scheme");
    this.kind = matched.group("kind");
    this.user = decoded(matched.group("user"));
    this.password = decoded(matched.group("password"));
    this.hosts =
        Arrays.stream(matched.group("hosts").split(",", -1))
            .map(host -> host.matches(".*:\\d+") ? host : host + ":6379")
            .toArray(String[]::new);
    String given = matched.group("path");
    this.path = given == null ? "" : given;
  }

  static ServerUrl parse(String url) {
    Matcher matcher = FORM.matcher(url.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\""
              + withoutPassword(url)
              + "\" is no url of a Redis server; write for example"
              + " redis://localhost:6379, rediss://user:password@host:6380, or"
              + " redis+sentinel://host:26379/master");
    }
    ServerUrl parsed = new ServerUrl(matcher);
    parsed.requireSensiblePath();
    return parsed;
  }

  private void requireSensiblePath() {
    if ("sentinel".equals(kind) && path.isEmpty()) {
      throw new IllegalArgumentException(
          "the url of Sentinel servers ends with the name of the master, as in"
              + " redis+sentinel://host:26379/mymaster");
    }
    if (kind == null && !path.matches("\\d*")) {
      throw new IllegalArgumentException(
          "\""
              + path
              + "\" is no number of a database; the url ends with one or with none, as in"
              + " redis://localhost:6379/0");
    }
    if (kind == null && hosts.length > 1) {
      throw new IllegalArgumentException(
          "the url names "
              + hosts.length
              + " servers; write redis+sentinel://, redis+replicated://"
              + " or redis+cluster:// to say how they belong together");
    }
  }

  private static @Nullable String decoded(@Nullable String part) {
    if (part == null || part.isEmpty()) {
      return null;
    }
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // whose message has a piece of it
      throw new IllegalArgumentException(
          "the user or the password in the url has a % that no two hexadecimal digits follow; a %"
              + " itself is written %25");
    }
  }

  private static String withoutPassword(String url) {
    return url.replaceFirst("(?s)^(.*?://)?.*@", "$1...@");
  }

  /** Host and port, for messages. */
  String servers() {
    return String.join(",", hosts);
  }

  /** The hosts, without their ports. */
  List<String> hosts() {
    return Arrays.stream(hosts).map(host -> host.replaceFirst(":\\d+$", "")).toList();
  }

  boolean isEncrypted() {
    return scheme.equals("rediss");
  }

  boolean isOfCluster() {
    return "cluster".equals(kind);
  }

  /** A lean configuration: few connections, and nothing made at the start that we never use. */
  Config toConfig() {
    Config config = new Config();
    config.setUsername(user).setPassword(password);
    config.setCodec(ByteArrayCodec.INSTANCE); // every call names its own; the default is Kryo
    config.setReferenceEnabled(false); // objects of Redisson's as values
    if (Arrays.stream(hosts).allMatch(host -> NEEDS_NO_LOOKUP.matcher(host).matches())) {
      config.setAddressResolverGroupFactory(
          (channel, sockets, dns) -> DefaultAddressResolverGroup.INSTANCE);
    }
    String[] addresses = Arrays.stream(hosts).map(h -> scheme + "://" + h).toArray(String[]::new);
    if (kind == null) {
      config
          .useSingleServer()
          .setAddress(addresses[0])
          .setDatabase(path.isEmpty() ? 0 : Integer.parseInt(path))
          .setConnectionMinimumIdleSize(1)
          .setConnectionPoolSize(CONNECTIONS)
          .setSubscriptionConnectionMinimumIdleSize(1)
          .setSubscriptionConnectionPoolSize(CONNECTIONS);
      return config;
    }
    switch (kind) {
      case "sentinel" ->
          lean(
              config
                  .useSentinelServers()
                  .setMasterName(path)
                  .setCheckSentinelsList(false) // one Sentinel is enough to find the master
                  .addSentinelAddress(addresses));
      case "cluster" -> lean(config.useClusterServers().addNodeAddress(addresses));
      default -> lean(config.useReplicatedServers().addNodeAddress(addresses));
    }
    return config;
  }

  private static void lean(BaseMasterSlaveServersConfig<?> servers) {
    servers
        .setReadMode(ReadMode.MASTER)
        .setSubscriptionMode(SubscriptionMode.MASTER)
        .setMasterConnectionMinimumIdleSize(1)
        .setMasterConnectionPoolSize(CONNECTIONS)
        .setSlaveConnectionMinimumIdleSize(0)
        .setSubscriptionConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(CONNECTIONS);
  }
}
