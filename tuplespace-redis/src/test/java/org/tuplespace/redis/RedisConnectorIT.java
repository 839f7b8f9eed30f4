package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.linuxtuples.LinuxTuples;
import org.tuplespace.redis.testing.PrivateRedis;
import org.tuplespace.redis.testing.RedisForTests;

class RedisConnectorIT {

  @Test
  void redisUrl_isConnectedTo_byAProgramThatNamesNoImplementation() throws Exception {
    try (PrivateRedis redis = RedisForTests.privateServer("appendonly no");
        LinuxTuples conn = LinuxTuples.connect(redis.url());
        LinuxTuples other = LinuxTuples.connect("127.0.0.1", redis.port())) {
      conn.put("sqrt", 5.0);
      assertThat(other.get("sqrt", null)).isEqualTo(Tuple.of("sqrt", 5.0));
    }
  }
}
