package org.tuplespace.contract;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.tuplespace.Tuple;

/** Classes of the values that the suite puts into a space. */
public final class SampleTypes {
  private SampleTypes() {}

  /** A plain enum. */
  public enum Color {
    RED,
    GREEN,
    BLUE
  }

  /** Has constants of the same names as {@link Color}, which are other values nevertheless. */
  public enum Paint {
    RED,
    GREEN
  }

  /** What {@link Operator} can do. */
  public interface Calculation {
    int apply(int a, int b);
  }

  /** An enum whose constants have bodies, and so classes of their own. */
  public enum Operator implements Calculation {
    PLUS {
      @Override
      public int apply(int a, int b) {
        return a + b;
      }
    },
    TIMES {
      @Override
      public int apply(int a, int b) {
        return a * b;
      }
    }
  }

  /** Something with a place. */
  public interface Located {
    int x();

    int y();
  }

  /** A record of value types; not Serializable. */
  public record Point(int x, int y) implements Located {}

  /** Has the components of {@link Point}, which are another record nevertheless. */
  public record Offset(int x, int y) {}

  /** A Serializable record. */
  public record Version(String label, long number) implements Serializable {}

  /** A record that holds bytes, whose own {@code equals} compares their identity. */
  public record Blob(String label, byte[] data) {
    @Override
    public String toString() {
      return "Blob[" + label + ", byte[" + data.length + "]]";
    }
  }

  /** A record of whatever value types, nested ones too. */
  public record Pair(Object first, Object second) {}

  /** A record of containers. */
  public record Nest(Tuple tuple, List<Object> list, Point point) {}

  /** A record without components. */
  public record Nothing() {}

  /** A record whose own {@code equals} says more than its components. */
  public record Word(String text) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Word that && that.text.equalsIgnoreCase(text);
    }

    @Override
    public int hashCode() {
      return text.toLowerCase(Locale.ROOT).hashCode();
    }
  }

  /** A Serializable record that holds an opaque object, and so is one. */
  public record Drawing(String title, Figure figure) implements Serializable {}

  /** Something round. */
  public interface Round {}

  /** Superclass of opaque objects. */
  public abstract static class Figure implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** An opaque object. */
  public static class Circle extends Figure implements Round {
    private static final long serialVersionUID = 1L;
    private final double radius;

    public Circle(double radius) {
      this.radius = radius;
    }

    public double radius() {
      return radius;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Circle that
          && that.getClass() == getClass()
          && Double.compare(that.radius, radius) == 0;
    }

    @Override
    public int hashCode() {
      return Objects.hash(radius);
    }

    @Override
    public String toString() {
      return getClass().getSimpleName() + "(" + radius + ")";
    }
  }

  /** An opaque object two classes below {@link Figure}. */
  public static final class Coin extends Circle {
    private static final long serialVersionUID = 1L;

    public Coin(double radius) {
      super(radius);
    }
  }

  /** Another opaque object. */
  public static final class Square extends Figure {
    private static final long serialVersionUID = 1L;
    private final double side;

    public Square(double side) {
      this.side = side;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Square that && Double.compare(that.side, side) == 0;
    }

    @Override
    public int hashCode() {
      return Objects.hash(side);
    }
  }

  /** What no tuple can hold. */
  public static final class NotSerializable {}
}
