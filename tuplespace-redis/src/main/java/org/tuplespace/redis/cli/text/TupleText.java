package org.tuplespace.redis.cli.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Tuple;
import org.tuplespace.UnreadField;

/**
 * Writes a tuple on one line, in the form that {@link Syntax} reads. With a limit, fields that are
 * longer are cut, for people.
 */
public final class TupleText {

  private final StringBuilder text = new StringBuilder();
  private final int limit;

  private TupleText(int limit) {
    this.limit = limit;
  }

  /** All of it. */
  public static String of(Tuple tuple) {
    return of(tuple, Integer.MAX_VALUE);
  }

  /** All of it, but for what goes beyond {@code limit} characters in a text or in bytes. */
  public static String of(Tuple tuple, int limit) {
    TupleText writer = new TupleText(limit);
    writer.sequence('(', tuple.fields(), ')');
    return writer.text.toString();
  }

  /** One field, as it stands in a tuple; otherwise as {@link #of(Tuple, int)}. */
  public static String ofField(@Nullable Object value, int limit) {
    TupleText writer = new TupleText(limit);
    writer.field(value);
    return writer.text.toString();
  }

  /** A text of others' without what a terminal would act on. */
  public static String printable(String text) {
    TupleText writer = new TupleText(Integer.MAX_VALUE);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        writer.text.append(c);
      } else {
        writer.escaped(c, false);
      }
    }
    return writer.text.toString();
  }

  private void sequence(char open, List<?> fields, char close) {
    text.append(open);
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        text.append(", ");
      }
      field(fields.get(i));
    }
    text.append(close);
  }

  private void field(@Nullable Object value) {
    if (value == null || value instanceof Integer || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof String string) {
      quoted(string);
    } else if (value instanceof Long) {
      text.append(value).append('L');
    } else if (value instanceof Double number) {
      text.append(Double.isFinite(number) ? "" : "double:").append(value);
    } else if (value instanceof Float number) {
      text.append(Float.isFinite(number) ? value + "f" : "float:" + value);
    } else if (value instanceof Tuple tuple) {
      sequence('(', tuple.fields(), ')');
    } else if (value instanceof List<?> list) {
      sequence('[', list, ']');
    } else {
      named(value);
    }
  }

  private void named(Object value) {
    TypeName type = typeOf(value);
    if (type == null) {
      // Made by no client of the command line's; it shows what it is, and can't be read again.
      text.append('<').append(value.getClass().getName()).append(' ');
      quoted(String.valueOf(value));
      text.append('>');
      return;
    }
    text.append(type.written()).append(':');
    if (value instanceof byte[] bytes) {
      bytes(bytes);
    } else if (value instanceof UnreadField object) {
      text.append(object.className()).append(':');
      bytes(object.bytes());
    } else if (value instanceof Character c) {
      character(c);
    } else {
      text.append(value);
    }
  }

  static @Nullable TypeName typeOf(Object value) {
    if (value instanceof byte[]) {
      return TypeName.B64;
    } else if (value instanceof Byte) {
      return TypeName.BYTE;
    } else if (value instanceof Short) {
      return TypeName.SHORT;
    } else if (value instanceof Character) {
      return TypeName.CHAR;
    } else if (value instanceof BigInteger) {
      return TypeName.BIG;
    } else if (value instanceof BigDecimal) {
      return TypeName.DEC;
    } else if (value instanceof UUID) {
      return TypeName.UUID;
    } else if (value instanceof Instant) {
      return TypeName.INSTANT;
    } else if (value instanceof Duration) {
      return TypeName.DURATION;
    } else if (value instanceof LocalDate) {
      return TypeName.DATE;
    } else if (value instanceof UnreadField) {
      return TypeName.OBJECT;
    } else {
      return null;
    }
  }

  private void bytes(byte[] bytes) {
    int shown = limit / 4 * 3;
    if (bytes.length <= shown) {
      text.append(Base64.getEncoder().encodeToString(bytes));
    } else {
      text.append(Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, shown)))
          .append("...<")
          .append(bytes.length)
          .append(" bytes>");
    }
  }

  private void character(char c) {
    if (Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
      text.append(c);
    } else {
      text.append('"');
      escaped(c, true);
      text.append('"');
    }
  }

  private void quoted(String string) {
    boolean isCut = string.length() > limit;
    int end = isCut ? limit : string.length();
    if (isCut && end > 0 && Character.isHighSurrogate(string.charAt(end - 1))) {
      end--;
    }
    text.append('"');
    for (int i = 0; i < end; i++) {
      escaped(string.charAt(i), false);
    }
    text.append('"');
    if (isCut) {
      text.append("...<").append(string.length()).append(" characters>");
    }
  }

  /** Control characters must not reach a terminal, nor break the line. */
  private void escaped(char c, boolean isAlone) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\r' -> text.append("\\r");
      default -> {
        if (Character.isISOControl(c)
            || c == '\u2028'
            || c == '\u2029'
            || isAlone && Character.isSurrogate(c)) {
          text.append(String.format("\\u%04x", (int) c));
        } else {
          text.append(c);
        }
      }
    }
  }
}
