package org.tuplespace.redis.diagnosis;

/** Whether Redis keeps every tuple, and has a limit before the machine has one. */
final class MemoryCheck implements Check {

  private static final double FULL = 0.8;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Finding examine(Examination examination) {
    long most = examination.number("maxmemory");
    long used = examination.number("used_memory");
    String policy = examination.info("maxmemory_policy");
    String what = "maxmemory " + megabytes(most) + ", used " + megabytes(used) + ", " + policy;
    if (!policy.equals("noeviction")) {
      return Finding.failed(
          name(),
          what + ": when memory is full, tuples disappear",
          "CONFIG SET maxmemory-policy noeviction, and the same in redis.conf");
    }
    if (most == 0) {
      return Finding.warning(
          name(),
          "no maxmemory, used "
              + megabytes(used)
              + ": the system may kill a server that is too big",
          "CONFIG SET maxmemory to about two thirds of the memory there is, and in redis.conf");
    }
    return used > FULL * most
        ? Finding.warning(name(), what + ": nearly full", "take tuples, or raise maxmemory")
        : Finding.ok(name(), what);
  }

  private static String megabytes(long bytes) {
    return bytes == 0 ? "0" : Math.max(1, bytes >> 20) + " MB";
  }
}
