package org.tuplespace.local;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.tuplespace.Match;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.internal.Pending;
import org.tuplespace.internal.Request;

/** Concurrent calls have the outcomes that a plain list under some order of these calls has. */
class LinearizabilityLincheckTest {

  /** The operations as Lincheck calls them, on tuples of a key and a value. */
  @Param(name = "key", gen = IntGen.class, conf = "0:1")
  @Param(name = "value", gen = IntGen.class, conf = "0:2")
  public static class Space {
    private final LocalSpace space = new LocalSpace("lincheck");

    private static Template ofKey(int key) {
      return Template.of(key, Match.any());
    }

    private static Template ofValue(int value) {
      return Template.of(Match.any(), value);
    }

    private static String show(Tuple tuple) {
      return tuple == null ? "none" : tuple.toString();
    }

    @Operation
    public void out(@Param(name = "key") int key, @Param(name = "value") int value) {
      space.out(Tuple.of(key, value), OutOptions.NONE);
    }

    @Operation
    public void outAll(@Param(name = "key") int key) {
      space.outAll(List.of(Tuple.of(key, 0), Tuple.of(1 - key, 1)));
    }

    @Operation
    public String inp(@Param(name = "key") int key) {
      return show(space.poll(ofKey(key), true));
    }

    @Operation
    public String inpOfValue(@Param(name = "value") int value) {
      return show(space.poll(ofValue(value), true));
    }

    @Operation
    public String rdp(@Param(name = "key") int key) {
      return show(space.poll(ofKey(key), false));
    }

    @Operation
    public long count(@Param(name = "key") int key) {
      return space.count(ofKey(key));
    }

    @Operation
    public String swap(@Param(name = "key") int key, @Param(name = "value") int value) {
      return space.attempt(Request.swap(ofKey(key), Tuple.of(1 - key, value))).toString();
    }

    @Operation
    public long replace(@Param(name = "key") int key, @Param(name = "value") int value) {
      return space.replace(ofKey(key), Tuple.of(key, value));
    }

    /** An {@code in} that gives up at once takes what there is, or what came before it gave up. */
    @Operation
    public String inGivenUp(@Param(name = "key") int key) {
      return givenUp(Request.in(ofKey(key)));
    }

    @Operation
    public String rdGivenUp(@Param(name = "key") int key) {
      return givenUp(Request.rd(ofKey(key)));
    }

    @Operation
    public String swapGivenUp(@Param(name = "key") int key, @Param(name = "value") int value) {
      return givenUp(Request.swap(ofKey(key), Tuple.of(key, value)));
    }

    private String givenUp(Request request) {
      Pending<List<Tuple>> pending = space.submitBlocking(request, Function.identity());
      pending.withdraw();
      return pending.isCancelled() ? "[]" : pending.join().toString();
    }
  }

  /** The same on a list. */
  public static class PlainList {
    private final List<Tuple> tuples = new ArrayList<>();

    private String find(Template template, boolean take) {
      for (Tuple tuple : tuples) {
        if (template.matches(tuple)) {
          if (take) {
            tuples.remove(tuple);
          }
          return tuple.toString();
        }
      }
      return "none";
    }

    private String findAsList(Template template, boolean take) {
      String found = find(template, take);
      return found.equals("none") ? "[]" : "[" + found + "]";
    }

    public void out(int key, int value) {
      tuples.add(Tuple.of(key, value));
    }

    public void outAll(int key) {
      tuples.add(Tuple.of(key, 0));
      tuples.add(Tuple.of(1 - key, 1));
    }

    public String inp(int key) {
      return find(Space.ofKey(key), true);
    }

    public String inpOfValue(int value) {
      return find(Space.ofValue(value), true);
    }

    public String rdp(int key) {
      return find(Space.ofKey(key), false);
    }

    public long count(int key) {
      return tuples.stream().filter(Space.ofKey(key)::matches).count();
    }

    public String swap(int key, int value) {
      String found = findAsList(Space.ofKey(key), true);
      if (!found.equals("[]")) {
        tuples.add(Tuple.of(1 - key, value));
      }
      return found;
    }

    public long replace(int key, int value) {
      long before = count(key);
      tuples.removeIf(Space.ofKey(key)::matches);
      tuples.add(Tuple.of(key, value));
      return before;
    }

    public String inGivenUp(int key) {
      return findAsList(Space.ofKey(key), true);
    }

    public String rdGivenUp(int key) {
      return findAsList(Space.ofKey(key), false);
    }

    public String swapGivenUp(int key, int value) {
      String found = findAsList(Space.ofKey(key), true);
      if (!found.equals("[]")) {
        tuples.add(Tuple.of(key, value));
      }
      return found;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof PlainList that && tuples.equals(that.tuples);
    }

    @Override
    public int hashCode() {
      return tuples.hashCode();
    }
  }

  @Test
  void concurrentCalls_areLinearizable() {
    new StressOptions()
        .iterations(20)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(3)
        .sequentialSpecification(PlainList.class)
        .check(Space.class);
  }
}
