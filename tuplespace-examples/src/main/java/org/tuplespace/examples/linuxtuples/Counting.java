package org.tuplespace.examples.linuxtuples;

import static org.tuplespace.Match.any;

import java.util.Arrays;
import java.util.List;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/** The count test: how many tuples match at least one of several templates. */
public final class Counting implements LindaProgram {

  private int checks;

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    Template pairs = Template.of(1, any());
    Template ones = Template.of(1, any(), any());
    Template twos = Template.of(2, any(), any());
    Template fours = Template.of(any(), 4, any());
    space.out(1, 2);
    space.out(1, 2, 3);
    space.out(2, 4, 6);

    expect(3, space.stats().tuples());
    expect(1, count(space, pairs));
    expect(2, count(space, ones, fours));
    expect(1, count(space, twos, fours)); // once, though it matches both

    space.in(1, 2);
    expect(2, space.stats().tuples());
    expect(0, count(space, pairs));
    space.in(2, 4, 6);
    expect(1, count(space, ones, fours));
    expect(0, count(space, twos, fours));
    space.in(1, 2, 3);
    expect(0, space.stats().tuples());
    System.out.println(checks + " counts, all right.");
  }

  /** One template is counted by the space alone; of several, a tuple may match two. */
  private static long count(TupleSpace space, Template... templates) {
    List<Template> wanted = Arrays.asList(templates);
    return wanted.size() == 1
        ? space.count(wanted.get(0))
        : space.stream().filter(t -> wanted.stream().anyMatch(each -> each.matches(t))).count();
  }

  private void expect(long expected, long found) {
    if (found != expected) {
      throw new IllegalStateException(found + " were counted, not " + expected);
    }
    checks++;
  }
}
