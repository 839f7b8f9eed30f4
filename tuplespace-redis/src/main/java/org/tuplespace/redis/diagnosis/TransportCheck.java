package org.tuplespace.redis.diagnosis;

/** Whether others can listen. */
final class TransportCheck implements Check {

  @Override
  public String name() {
    return "connection";
  }

  @Override
  public Finding examine(Examination examination) {
    ExaminedServer server = examination.server();
    if (server.isEncrypted()) {
      return Finding.ok(name(), "encrypted by TLS");
    }
    return server.isLocal()
        ? Finding.ok(name(), "within this machine")
        : Finding.warning(
            name(),
            "tuples and password cross the network as they are",
            "have the server listen by TLS, and write rediss:// (docs/deploy.md)");
  }
}
