package org.tuplespace.redis.diagnosis;

import java.util.List;

/**
 * Examines a server: one {@link Finding} for each check, in the order in which a person would look.
 * {@code org.tuplespace.redis.TupleSpaces#diagnose} connects and does this. Thread-safe.
 */
public final class Diagnosis {

  private static final List<Check> CHECKS =
      List.of(
          new VersionCheck(),
          new TransportCheck(),
          new RoleCheck(),
          new ClusterCheck(),
          new MemoryCheck(),
          new PersistenceCheck(),
          new RightsCheck(),
          new ScriptsCheck(),
          new LatencyCheck(),
          new ClockCheck(),
          new SpacesCheck());

  private Diagnosis() {}

  /**
   * Makes all checks. A check that the server refuses is {@link Finding.Status#NOT_CHECKED}.
   *
   * @throws org.tuplespace.BackendUnavailableException if the server stops answering
   */
  public static List<Finding> of(ExaminedServer server) {
    Examination examination = new Examination(server);
    return CHECKS.stream().map(check -> examine(check, examination)).toList();
  }

  private static Finding examine(Check check, Examination examination) {
    try {
      return check.examine(examination);
    } catch (CommandRefusedException e) {
      return Finding.notChecked(
          check.name(),
          "the server refuses " + e.command() + " (" + e.getMessage() + ")",
          "have an admin run this, or look at what the provider says");
    }
  }
}
