package org.tuplespace.redis.diagnosis;

/** What is left after a crash of the server; docs/durability.md has more. */
final class PersistenceCheck implements Check {

  @Override
  public String name() {
    return "persistence";
  }

  @Override
  public Finding examine(Examination examination) {
    if (examination.info("aof_enabled").isEmpty()) {
      return Finding.notChecked(name(), "the server doesn't tell of it", "ask the provider");
    }
    boolean isLogged = examination.number("aof_enabled") == 1;
    if (isLogged && examination.info("aof_last_write_status").equals("err")) {
      return Finding.failed(
          name(),
          "the last write of its log (AOF) failed",
          "look at the disk and the server's log");
    }
    if (isLogged) {
      String when =
          examination.setting("appendfsync").map(sync -> ", appendfsync " + sync).orElse("");
      return when.endsWith(" no")
          ? Finding.warning(
              name(), "a log (AOF)" + when, "CONFIG SET appendfsync everysec, and in redis.conf")
          : Finding.ok(name(), "a log (AOF)" + when);
    }
    String remedy = "CONFIG SET appendonly yes, and the same in redis.conf (docs/durability.md)";
    if (examination.info("rdb_last_bgsave_status").equals("err")) {
      return Finding.failed(name(), "no log (AOF), and the last snapshot failed", remedy);
    }
    return examination
        .setting("save")
        .map(
            save ->
                save.isEmpty()
                    ? Finding.warning(
                        name(), "none: all tuples are lost when the server ends", remedy)
                    : Finding.warning(
                        name(), "snapshots: a crash loses what came after the last one", remedy))
        .orElseGet(() -> Finding.warning(name(), "no log (AOF): a crash loses tuples", remedy));
  }
}
