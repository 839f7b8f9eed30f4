package org.tuplespace.redis.diagnosis;

/** Whether the url says of a cluster that it is one. */
final class ClusterCheck implements Check {

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public Finding examine(Examination examination) {
    boolean isCluster = examination.number("cluster_enabled") == 1;
    boolean isTakenForOne = examination.server().isTakenForCluster();
    if (isCluster && !isTakenForOne) {
      return Finding.failed(
          name(), "the server is part of a cluster", "write redis+cluster:// in the url");
    }
    return Finding.ok(name(), isCluster ? "a cluster" : "none");
  }
}
