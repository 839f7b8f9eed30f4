package org.tuplespace.redis.diagnosis;

/** Whether the server is new enough. */
final class VersionCheck implements Check {

  @Override
  public String name() {
    return "version";
  }

  @Override
  public Finding examine(Examination examination) {
    String valkey = examination.info("valkey_version");
    String version = valkey.isEmpty() ? examination.info("redis_version") : valkey;
    String what = (valkey.isEmpty() ? "Redis " : "Valkey ") + version;
    String[] parts = version.split("\\.");
    if (parts.length < 2 || !(parts[0] + parts[1]).matches("\\d+")) {
      return Finding.notChecked(name(), "the server doesn't tell its version", "");
    }
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    if (major < 6 || major == 6 && minor < 2) {
      return Finding.failed(name(), what + " is too old", "install Redis 6.2 or later, or Valkey");
    }
    return major < 7
        ? Finding.warning(
            name(),
            what + " works, and gets no more fixes",
            "install Redis 7.2 or later, or Valkey")
        : Finding.ok(name(), what);
  }
}
