package org.tuplespace.examples.linuxtuples;

import static org.tuplespace.Match.any;

import org.tuplespace.LiveField;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/**
 * Job control: programs that run note it in tuples, so that somebody else sees what runs where, and
 * stops them. What {@code jobcontrol.py} did by ssh do now {@code tuples start}, {@code jobs} and
 * {@code stop}.
 */
public final class JobControl implements LindaProgram {

  private static final int PROGRAMS = 3;
  private static final int LONGEST_TEXT = 40;

  /** Says that it runs, does jobs, and ends when it is told to; the result is how many jobs. */
  record Program(String host, String program) implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      space.out("process is running", host, program);
      for (int done = 0; ; done++) {
        Tuple job =
            space.inAny(Template.of("job", Integer.class), Template.of("stop", host, program));
        if (job.arity() == 3) {
          space.in("process is running", host, program);
          return done;
        }
        space.out("job running", host, program, job.getInt(1));
        space.rd("go on");
        space.in("job running", host, program, job.getInt(1));
      }
    }
  }

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int i = 0; i < PROGRAMS; i++) { // start
      space.eval("process ended", i, new Program("host-" + i, "simulate"));
    }
    for (int i = 0; i < PROGRAMS; i++) {
      space.out("job", i);
      space.rd("process is running", "host-" + i, "simulate");
    }
    for (int i = 0; i < PROGRAMS; i++) {
      space.rd("job running", any(), any(), i);
    }

    System.out.println("size: " + space.stats().tuples());
    System.out.println("jobs:");
    space.rdAll("job running", any(), any(), any()).forEach(JobControl::print);
    expect(PROGRAMS, space.count("job running", any(), any(), any()), "jobs running");
    space.out("note", "a text that is much longer than what fits into a line of a small table");
    System.out.println("dump:");
    space.stream().filter(tuple -> tuple.get(0) instanceof String).forEach(JobControl::print);

    space.out("go on");
    for (int i = 0; i < PROGRAMS; i++) { // stop
      space.out("stop", "host-" + i, "simulate");
    }
    int done = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      done += space.in("process ended", i, Integer.class).getInt(2);
    }
    expect(PROGRAMS, done, "jobs done");
    expect(0, space.count("process is running", any(), any()), "processes running");
    space.in("go on");
    space.in("note", String.class);
    expect(0, space.stats().tuples(), "tuples left");
    System.out.println("Stopped; " + done + " jobs were done, and nothing is left.");
  }

  private static void print(Tuple tuple) {
    StringBuilder line = new StringBuilder();
    for (Object field : tuple.fields()) {
      String text = String.valueOf(field);
      line.append("  ")
          .append(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text);
    }
    System.out.println(line);
  }

  private static void expect(long expected, long found, String what) {
    if (found != expected) {
      throw new IllegalStateException(what + ": " + found + ", not " + expected);
    }
  }
}
