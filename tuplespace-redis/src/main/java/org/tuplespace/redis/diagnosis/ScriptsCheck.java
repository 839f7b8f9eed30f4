package org.tuplespace.redis.diagnosis;

import org.tuplespace.TupleSpaceException;

/** Whether our scripts can be loaded and run, with this user's rights. */
final class ScriptsCheck implements Check {

  @Override
  public String name() {
    return "scripts";
  }

  @Override
  public Finding examine(Examination examination) {
    try {
      examination.server().putAndTake();
      return Finding.ok(
          name(), "loaded, and run: a tuple was put into a space of its own, and taken");
    } catch (TupleSpaceException e) {
      return Finding.failed(
          name(),
          String.valueOf(e.getMessage()),
          "give the user the rights of docs/deploy.md, and Redis memory and a disk");
    }
  }
}
