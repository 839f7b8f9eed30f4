package org.tuplespace.redis.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Whether the user may run what a client of a space needs. */
final class RightsCheck implements Check {

  private static final int MOST_ARGUMENTS = 6;

  @Override
  public String name() {
    return "rights";
  }

  @Override
  public Finding examine(Examination examination) {
    ExaminedServer server = examination.server();
    String user = String.valueOf(server.run("ACL", "WHOAMI"));
    List<String> lacking =
        server.commands().stream().filter(command -> !mayRun(server, user, command)).toList();
    return lacking.isEmpty()
        ? Finding.ok(name(), "the user " + user + " may run every command that is needed")
        : Finding.failed(
            name(),
            "the user " + user + " may not run " + String.join(", ", lacking),
            "ACL SETUSER " + user + " +" + String.join(" +", lacking) + " (docs/deploy.md)");
  }

  /** What the server says of the arguments doesn't matter: only whether it would run it at all. */
  private static boolean mayRun(ExaminedServer server, String user, String command) {
    List<String> words = new ArrayList<>(List.of("ACL", "DRYRUN", user));
    words.addAll(List.of(command.split("\\|")));
    for (int arguments = 0; ; arguments++) {
      try {
        String answer = String.valueOf(server.run(words.toArray(String[]::new)));
        return !answer.contains("no permissions to run");
      } catch (CommandRefusedException e) {
        boolean isTooShort = String.valueOf(e.getMessage()).contains("wrong number of arguments");
        if (!isTooShort || arguments == MOST_ARGUMENTS) {
          throw e;
        }
        words.add("1");
      }
    }
  }
}
