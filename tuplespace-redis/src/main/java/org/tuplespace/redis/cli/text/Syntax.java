package org.tuplespace.redis.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.Tuple;

/**
 * Reads tuples and templates. Fields are separated by commas; {@link Literals} has those that are
 * values, {@link Formals} those that only a template can hold.
 *
 * <pre>
 * tuple   = "(" [ field { "," field } ] ")"
 * list    = "[" [ field { "," field } ] "]"
 * field   = tuple | list | text | word | name ":" text | range | formal
 * text    = a string in double quotes, with the escapes of JSON
 * word    = characters without space, comma, bracket or quote
 * </pre>
 *
 * <p>A field that is an argument of its own on the command line may be any text: spaces and commas
 * are part of it unless it begins with a bracket or a quote.
 */
public final class Syntax {

  /** As deep as the values of a tuple may nest. */
  private static final int MAX_DEPTH = 64;

  private final Scanner scanner;
  private final boolean isTemplate;

  private Syntax(String text, boolean isTemplate) {
    this.scanner = new Scanner(text);
    this.isTemplate = isTemplate;
  }

  /**
   * The tuple of these arguments, each a field. A lone one in round brackets is the tuple itself.
   *
   * @throws TextException if one can't be read, or is for templates alone
   */
  public static Tuple tuple(List<String> arguments) {
    if (isWhole(arguments)) {
      return tuple(arguments.get(0));
    }
    return made(() -> Tuple.of(fields(arguments, false)));
  }

  /** The template of these arguments; otherwise as {@link #tuple(List)}. */
  public static Template template(List<String> arguments) {
    if (isWhole(arguments)) {
      return template(arguments.get(0));
    }
    return made(() -> Template.of(fields(arguments, true)));
  }

  /**
   * The tuple that {@code text} shows, in round brackets.
   *
   * @throws TextException if it shows none, or more than one
   */
  public static Tuple tuple(String text) {
    return made(() -> Tuple.of(new Syntax(text, false).whole()));
  }

  /** The template that {@code text} shows, in round brackets; errors as {@link #tuple(String)}. */
  public static Template template(String text) {
    return made(() -> Template.of(new Syntax(text, true).whole()));
  }

  private static boolean isWhole(List<String> arguments) {
    return arguments.size() == 1 && arguments.get(0).startsWith("(");
  }

  private static @Nullable Object[] fields(List<String> arguments, boolean isTemplate) {
    @Nullable Object[] fields = new @Nullable Object[arguments.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = new Syntax(arguments.get(i), isTemplate).argument();
    }
    return fields;
  }

  /** What a tuple can't hold is found when it is made; that is the typist's mistake too. */
  private static <T> T made(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (TextException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new TextException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Object[] whole() {
    scanner.skipSpace();
    if (!scanner.isAt('(')) {
      throw scanner.error("a tuple is written in round brackets, as (\"sqrt\", 5.0)");
    }
    @Nullable Object[] fields = sequence('(', ')', 0).toArray();
    scanner.requireEnd();
    return fields;
  }

  private @Nullable Object argument() {
    if (scanner.isAt('(')
        || scanner.isAt('[')
        || scanner.isAt('"')
        || scanner.isAt("?\"")
        || isNamedAndQuoted()) {
      Object field = field(0);
      scanner.requireEnd();
      return field;
    }
    return word(scanner.rest());
  }

  private boolean isNamedAndQuoted() {
    int colon = scanner.text().indexOf(":\"");
    return colon > 0 && TypeName.of(scanner.text().substring(0, colon)) != null;
  }

  private @Nullable Object field(int depth) {
    if (scanner.isAt('(')) {
      List<@Nullable Object> fields = sequence('(', ')', depth + 1);
      return isOpen(fields) ? Template.of(fields.toArray()) : Tuple.of(fields.toArray());
    }
    if (scanner.isAt('[')) {
      List<@Nullable Object> elements = sequence('[', ']', depth + 1);
      if (isOpen(elements)) {
        throw scanner.error("a list in a template can't hold what is open; write ?list for any");
      }
      return elements;
    }
    if (scanner.isAt("?\"")) {
      scanner.take();
      return requireTemplate(Formals.prefix(scanner));
    }
    if (scanner.isAt('"')) {
      String text = scanner.quoted();
      return scanner.isAt("..") ? requireTemplate(Formals.range(text, scanner)) : text;
    }
    String word = scanner.word();
    if (word.endsWith(":") && scanner.isAt('"')) {
      return Literals.of(word.substring(0, word.length() - 1), scanner.quoted());
    }
    if (word.isEmpty()) {
      throw scanner.error("a field is missing");
    }
    return word(word);
  }

  private List<@Nullable Object> sequence(char open, char close, int depth) {
    if (depth > MAX_DEPTH) {
      throw scanner.error("brackets nest deeper than " + MAX_DEPTH + " levels");
    }
    scanner.take();
    List<@Nullable Object> fields = new ArrayList<>();
    scanner.skipSpace();
    if (scanner.isAt(close)) {
      scanner.take();
      return fields;
    }
    while (true) {
      scanner.skipSpace();
      fields.add(field(depth));
      scanner.skipSpace();
      if (scanner.isAt(close)) {
        scanner.take();
        return fields;
      }
      if (!scanner.isAt(',')) {
        throw scanner.error(
            "here should be a comma, or "
                + close
                + " for the "
                + open
                + " before; a text with spaces or brackets is written in double quotes");
      }
      scanner.take();
    }
  }

  private @Nullable Object word(String word) {
    if (Formals.isFormal(word)) {
      return requireTemplate(Formals.of(word));
    }
    Object range = Formals.rangeOrNull(word);
    return range != null ? requireTemplate(range) : Literals.of(word);
  }

  private Object requireTemplate(Object field) {
    if (!isTemplate) {
      throw new TextException(
          scanner.text()
              + " holds what only a template can, which matches tuples; a tuple that is put holds"
              + " values. For the text itself write it in double quotes, inside the shell's quotes:"
              + " '\""
              + scanner.text().replace("\"", "\\\"")
              + "\"'");
    }
    return field;
  }

  private static boolean isOpen(List<@Nullable Object> fields) {
    return fields.stream()
        .anyMatch(
            field ->
                field instanceof TemplateField
                    || field instanceof Template
                    || field instanceof Class<?>);
  }
}
