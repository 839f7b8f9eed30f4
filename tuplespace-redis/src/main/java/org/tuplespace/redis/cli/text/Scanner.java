package org.tuplespace.redis.cli.text;

/** A text and how far it has been read. Not thread-safe. */
final class Scanner {

  private static final String ENDS_WORD = "(),[]\"";

  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  boolean isAt(String ahead) {
    return text.startsWith(ahead, at);
  }

  void take() {
    at++;
  }

  void take(String ahead) {
    at += ahead.length();
  }

  void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  String rest() {
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  /** What comes up to a space, a comma, a bracket or a quote; may be empty. */
  String word() {
    int start = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /** The string whose opening quote is here. */
  String quoted() {
    int start = at;
    StringBuilder string = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return string.toString();
      }
      string.append(c == '\\' ? escaped() : c);
    }
    at = start;
    throw error("the closing quote is missing; a quote inside is written \\\"");
  }

  private char escaped() {
    at++;
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default ->
          throw error(
              "\\"
                  + c
                  + " is no escape; write \\\\ for a backslash, or one of \\\" \\n \\t \\r \\b \\f"
                  + " \\u0041");
    };
  }

  private char unicode() {
    if (at + 4 < text.length()) {
      String digits = text.substring(at + 1, at + 5);
      if (digits.matches("[0-9a-fA-F]{4}")) {
        at += 4;
        return (char) Integer.parseInt(digits, 16);
      }
    }
    throw error("\\u is followed by four hexadecimal digits");
  }

  void requireEnd() {
    skipSpace();
    if (at < text.length()) {
      throw error("nothing should follow here; several fields are several arguments");
    }
  }

  /** An error at this place. */
  TextException error(String what) {
    return new TextException("can't read " + cut(text) + " at character " + (at + 1) + ": " + what);
  }

  static String cut(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
