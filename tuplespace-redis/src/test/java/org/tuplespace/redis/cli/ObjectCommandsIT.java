package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.RetryPolicy;
import org.tuplespace.jobs.Worker;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** The commands on tuples that hold objects, whose classes they don't load. */
class ObjectCommandsIT {

  enum Colour {
    RED
  }

  record Point(int x, int y) {}

  record Failing() implements Job<Integer> {
    @Override
    public Integer run(JobContext context) {
      throw new IllegalStateException("it fails");
    }
  }

  private String name;
  private TupleSpace space;

  @BeforeEach
  void connect() {
    name = TestSpaces.name("objects");
    space =
        TupleSpaces.builder()
            .url(RedisForTests.url())
            .name(name)
            .allow(Colour.class, Point.class, Failing.class)
            .connect();
  }

  @AfterEach
  void drop() {
    space.drop();
  }

  private Tuple tuple() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", 1);
    return Tuple.of(
        "o", Colour.RED, new Point(1, 2), map, Tuple.of(new Point(3, 4)), List.of(Colour.RED));
  }

  @Test
  void object_goesThroughAPipe_asItWas() {
    for (String[] form : new String[][] {{"in", "o"}, {"in", "--json", "o"}}) {
      space.out(tuple());
      String[] command =
          Stream.concat(Stream.of(form), Stream.of("?", "?", "?", "?", "?")).toArray(String[]::new);
      CommandRun taken = CommandRun.of(name, command);
      assertThat(taken.status()).as(taken.err()).isZero();
      assertThat(space.stats().tuples()).isZero();
      assertThat(CommandRun.withInput(taken.out(), name, "out", "-").status()).isZero();
      assertThat(space.inp("o", Colour.class, new Point(1, 2), Map.class, Tuple.class, List.class))
          .contains(tuple());
    }
  }

  @Test
  void object_isFoundByTheNameOfItsClass() {
    space.out("o", new Point(1, 2));
    assertThat(CommandRun.of(name, "rdp", "o", "?" + Point.class.getName()).status()).isZero();
    assertThat(CommandRun.of(name, "rdp", "o", "?java.lang.Record").status()).isZero();
    assertThat(CommandRun.of(name, "rdp", "o", "?com.example.NoSuchClass").status()).isEqualTo(1);
  }

  @Test
  void deadJob_isListedAndRequeued_withoutItsClass() throws Exception {
    JobQueue queue = JobQueue.on(space, "q");
    queue.enqueue(new Failing(), JobOptions.DEFAULT.withRetries(RetryPolicy.NONE).withId("a"));
    try (Worker worker = Worker.on(queue).start()) {
      worker.drain();
      worker.awaitEnd();
    }
    assertThat(CommandRun.of(name, "queue", "dead", "q").out())
        .contains("it fails")
        .contains(Failing.class.getName());
    assertThat(CommandRun.of(name, "queue", "requeue", "q", "a").out()).isEqualTo("1\n");
    assertThat(queue.dequeue().payload()).isEqualTo(new Failing());
  }
}
