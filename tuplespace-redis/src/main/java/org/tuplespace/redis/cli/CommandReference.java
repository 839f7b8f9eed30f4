package org.tuplespace.redis.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The commands' own help as one page of Markdown, which is docs/cli.md. */
final class CommandReference {

  private static final String INTRODUCTION =
      """
      # The command line

      `./tuples help --markdown` prints this page, which is the help of the commands themselves; a test holds both together.
      `tuples` in the examples is the launcher at the top of the checkout: write `./tuples` there, or put the checkout on
      your PATH.

      Exit status: 0 done, 1 nothing matched or not in time, 2 wrong usage, 3 no server, 4 refused, 70 a fault of the
      program or no Java, 130 interrupted, 141 if nobody reads the output any more.

      Messages and errors go to standard error, so that standard output holds nothing but what was asked for. A password in
      a URL appears in neither.

      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private CommandReference() {}

  static String of(CommandLine root) {
    CommandReference reference = new CommandReference();
    reference.section("## Fields", HelpCommand.FIELDS);
    reference.section("## tuples", root.getUsageMessage(Ansi.OFF));
    reference.commandsBelow(root);
    return reference.page.toString().stripTrailing();
  }

  private void commandsBelow(CommandLine command) {
    Set<CommandLine> below = new LinkedHashSet<>(command.getSubcommands().values());
    for (CommandLine each : below) {
      section("## " + each.getCommandSpec().qualifiedName(), each.getUsageMessage(Ansi.OFF));
      commandsBelow(each);
    }
  }

  private void section(String heading, String text) {
    page.append(heading).append("\n\n```text\n");
    text.stripTrailing()
        .lines()
        .map(String::stripTrailing)
        .forEach(line -> page.append(line).append('\n'));
    page.append("```\n\n");
  }
}
