package org.tuplespace.redis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.redis.cli.text.Syntax;
import org.tuplespace.redis.cli.text.TextException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The fields of a tuple or a template, each an argument. */
final class Fields {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "FIELD",
      arity = "0..*",
      description = "The fields; see tuples help fields. () is the empty tuple.")
  private List<String> words = new ArrayList<>();

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Whether there is one argument, and it is this. */
  boolean is(String word) {
    return words.size() == 1 && words.get(0).equals(word);
  }

  Tuple tuple() {
    return read(() -> Syntax.tuple(checked()));
  }

  Template template() {
    return read(() -> Syntax.template(checked()));
  }

  private List<String> checked() {
    if (words.isEmpty()) {
      throw wrongUsage("the fields are missing; the empty tuple is written '()'");
    }
    for (String word : words) {
      if (word.startsWith("-") && !isNumber(word)) {
        throw wrongUsage(
            "unknown option: "
                + word
                + "; a text that begins with - is written in double quotes, inside the shell's"
                + " quotes: '\""
                + word
                + "\"'");
      }
      if (word.indexOf('\uFFFD') >= 0) {
        throw wrongUsage(
            "the characters of "
                + word
                + " can't be told: the locale has no UTF-8; set LC_ALL=C.UTF-8, or use out -");
      }
    }
    return words;
  }

  /** Minus five is a field, though it looks like an option; so is a range from there. */
  private static boolean isNumber(String word) {
    return word.matches("-\\.?\\d.*");
  }

  private <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TextException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrongUsage(String message) {
    if (command == null) {
      throw new IllegalStateException("fields without a command");
    }
    return new ParameterException(command.commandLine(), message);
  }
}
