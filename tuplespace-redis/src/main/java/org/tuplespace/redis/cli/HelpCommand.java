package org.tuplespace.redis.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code help}. */
@Command(
    name = "help",
    description = "Tells how to use a command; help fields tells how fields are written.")
final class HelpCommand implements Callable<Integer> {

  /** How fields are written, which is the same for all commands. */
  static final String FIELDS =
      """
      How fields are written

        42  42L  2.5  2.5f       Integer, Long, Double, Float
        true  false  null        Boolean, and nothing
        word  "42"  "a \\"b\\""    String: any other text, or one in double quotes, with the
                                 escapes of JSON. The shell takes quotes away, so write '"42"'
        b64:AAEC                 bytes in base64
        (a, 1, (2))              a nested tuple
        [1, 2]                   a list
        byte:1 short:1 char:x big:1 dec:1.5 uuid:... date:2026-01-31
        instant:2026-01-31T12:00:00Z duration:PT5S double:NaN float:Infinity
                                 other types; the text after the colon may be in double quotes
        object:some.Class:...    an object, record or constant, as the space stores it

      In a template also

        ?                        anything
        ?int ?long ?double ?float ?string ?bytes ?boolean ?number ?tuple ?list ...
                                 anything of the type
        ?com.example.Shape       anything of the class or interface, be it known here or not
        1..10  1..  ..10  "a".."f"
                                 a range; both ends belong to it
        ?"abc"...                strings that begin so
        (a, ?int)                a nested tuple that matches

      Quote ? and ( ) for the shell: tuples in job '?' '(1, ?int)'. A lone field in round
      brackets is the tuple itself: tuples out '(a, 1)' puts what tuples out a 1 puts.
      A number with leading zeros is a String, and so is one with a plus.
      """;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command; or fields, or commands.")
  private String[] words = {};

  @Option(
      names = "--markdown",
      hidden = true,
      description = "Prints the help of all commands as a page of Markdown.")
  private boolean isMarkdown;

  @Override
  public Integer call() {
    CommandLine here = Objects.requireNonNull(spec).commandLine();
    CommandLine command = Objects.requireNonNull(here.getParent());
    if (isMarkdown) {
      here.getOut().println(CommandReference.of(command));
      return ExitStatus.DONE;
    }
    if (words.length == 1 && words[0].equals("fields")) {
      here.getOut().print(FIELDS);
      here.getOut().flush();
      return ExitStatus.DONE;
    }
    if (words.length == 1 && words[0].equals("commands")) {
      command.usage(here.getOut());
      return ExitStatus.DONE;
    }
    for (String word : words) {
      CommandLine below = command.getSubcommands().get(word);
      if (below == null) {
        throw new ParameterException(here, "there is no command " + String.join(" ", words));
      }
      command = below;
    }
    command.usage(here.getOut());
    return ExitStatus.DONE;
  }
}
