package org.tuplespace.examples;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code example}, which lists the examples. */
@Command(
    name = "./tuples example",
    description = "Runs an example program.",
    synopsisSubcommandLabel = "NAME",
    commandListHeading = "%nExamples:%n",
    footer = {"", "For the options of one: ./tuples example NAME --help"},
    subcommands = {
      MersenneCommand.class,
      PrimesCommand.class,
      FactorCommand.class,
      MovieCommand.class,
      MolecularCommand.class,
      WordCountCommand.class,
      HelloCommand.class
    })
final class ExampleCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Tells how to use this command, and ends.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isHelpWanted;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
