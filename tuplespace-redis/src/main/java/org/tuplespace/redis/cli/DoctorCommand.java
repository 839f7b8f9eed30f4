package org.tuplespace.redis.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.diagnosis.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code doctor}. */
@Command(
    name = "doctor",
    description = {
      "Examines the server: whether it is fit for tuple spaces, and what to do where it isn't.",
      "",
      "It looks at version, connection, role, memory, persistence, rights, scripts, latency, clock"
          + " and spaces. To try the scripts it puts a tuple into a space of its own, and drops that"
          + " space."
    },
    footer = {
      "",
      "Exit status: 0 where all is well, warnings included; 3 without a server; 4 "
          + "where a check failed."
    })
final class DoctorCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "Prints a line of JSON a check.")
  private boolean json;

  @Override
  public Integer call() {
    List<Finding> findings = TupleSpaces.diagnose(server.url());
    Output output = new Output(Shell.of(command));
    if (json) {
      printRows(findings, output);
    } else {
      findings.forEach(finding -> print(finding, output));
    }
    output.flush();
    boolean failed =
        findings.stream().anyMatch(finding -> finding.status() == Finding.Status.FAILED);
    return failed ? ExitStatus.REFUSED : ExitStatus.DONE;
  }

  private static void printRows(List<Finding> findings, Output output) {
    Rows rows = new Rows("check", "status", "what", "remedy");
    for (Finding finding : findings) {
      String remedy = finding.remedy().isEmpty() ? null : finding.remedy();
      rows.add(finding.check(), status(finding), finding.what(), remedy);
    }
    rows.print(output, true);
  }

  /** Not in columns, since what was found is a sentence, and is not to be cut. */
  private static void print(Finding finding, Output output) {
    output.line(
        String.format(
            Locale.ROOT, "%-12s %-11s  %s", status(finding), finding.check(), finding.what()));
    if (!finding.remedy().isEmpty()) {
      output.line(" ".repeat(26) + "-> " + finding.remedy());
    }
  }

  private static String status(Finding finding) {
    return finding.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
