package org.tuplespace.redis.diagnosis;

/** Whether the server is a master, and has replicas. */
final class RoleCheck implements Check {

  @Override
  public String name() {
    return "role";
  }

  @Override
  public Finding examine(Examination examination) {
    if (examination.info("role").equals("slave")) {
      return Finding.failed(
          name(),
          "a replica of " + examination.info("master_host") + ", which takes no tuples",
          "give the master's url, or redis+sentinel:// or redis+replicated:// to find it");
    }
    long replicas = examination.number("connected_slaves");
    return replicas == 0
        ? Finding.ok(name(), "a master without replicas: its machine is all there is")
        : Finding.ok(name(), "a master with replicas: " + replicas);
  }
}
