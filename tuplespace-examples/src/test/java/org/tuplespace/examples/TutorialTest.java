package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.between;
import static org.tuplespace.Match.noneOf;
import static org.tuplespace.Match.oneOf;
import static org.tuplespace.Match.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.LiveField;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;
import org.tuplespace.TupleSpace;
import org.tuplespace.Watch;

/** The code of docs/tutorial.md; {@link DocumentsTest} holds both together. */
@SuppressWarnings("FutureReturnValueIgnored") // as in the document, where it would distract
@Timeout(30)
class TutorialTest {

  private final TupleSpace space = new LocalTupleSpace("tutorial");

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void operations() throws InterruptedException {
    space.out("point", 1, 2.5); // put
    Tuple seen = space.rd("point", 1, Double.class); // read: it stays
    Tuple taken = space.in("point", 1, Double.class); // take: it is yours alone
    Optional<Tuple> none = space.inp("point", 1, Double.class); // take if there is one now

    assertThat(seen).isEqualTo(taken);
    assertThat(none).isEmpty();
  }

  @Test
  void accessors() throws InterruptedException {
    space.out("point", 1, 2.5);
    Tuple point = space.in("point", int.class, double.class);
    int id = point.getInt(1);
    double x = point.getDouble(2);

    assertThat(id).isEqualTo(1);
    assertThat(x).isEqualTo(2.5);
  }

  @Test
  void templates() throws InterruptedException {
    space.out("job", "primes", 7, Tuple.of("from", 1L));

    space.rd("job", "primes", 7, Template.of("from", Long.class)); // a nested tuple
    space.rd("job", String.class, Number.class, any()); // types, and anything
    space.rd("job", startsWith("pri"), between(1, 10), any()); // filters
    space.rd("job", oneOf("primes", "pi"), atLeast(7), any());
    space.rd(any(), noneOf("pi"), any(), any());
  }

  @Test
  void waiting() throws InterruptedException {
    Template job = Template.of("job", String.class);
    Optional<Tuple> soon = space.in(job, Duration.ofMillis(20));

    assertThat(soon).isEmpty();
  }

  @Test
  void futures() {
    CompletableFuture<Tuple> later = space.inAsync("answer", Double.class);
    later.thenAccept(answer -> System.out.println(answer.getDouble(1)));
    later.cancel(false); // stops waiting; a tuple that was on its way goes back

    assertThat(later).isCancelled();
  }

  @Test
  void alternatives() throws InterruptedException {
    space.out("stop");
    Tuple next = space.inAny(Template.of("stop"), Template.of("job", String.class));

    assertThat(next).isEqualTo(Tuple.of("stop"));
  }

  @Test
  void many() throws InterruptedException {
    space.outAll(List.of(Tuple.of("job", "a"), Tuple.of("job", "b"), Tuple.of("job", "c")));
    List<Tuple> some = space.inAll(Template.of("job", String.class), 2);
    List<Tuple> rest = space.rdAll("job", String.class);
    long left = space.count("job", String.class);

    assertThat(some).hasSize(2);
    assertThat(rest).hasSize(1);
    assertThat(left).isEqualTo(1);
  }

  @Test
  void atomic() throws InterruptedException {
    space.out("status", "starting");
    space.replace(Template.of("status", String.class), Tuple.of("status", "running"));

    space.out("job", 7, "primes");
    Tuple job = space.swap(Template.of("job", 7, String.class), Tuple.of("working", 7, "worker 1"));

    assertThat(space.rd("status", any())).isEqualTo(Tuple.of("status", "running"));
    assertThat(job.getString(2)).isEqualTo("primes");
  }

  @Test
  void transactions() throws InterruptedException {
    Square square = new Square();
    space.out("task", 1, 7);

    try (Transaction transaction = space.begin(Duration.ofSeconds(30))) {
      Tuple task = transaction.in("task", Integer.class, Integer.class); // hidden from the others
      int result = square.of(task.getInt(2));
      transaction.out("result", task.getInt(1), result); // seen by the others after the commit
      transaction.commit();
    } // without the commit, the task goes back

    assertThat(space.rd("result", 1, Integer.class)).isEqualTo(Tuple.of("result", 1, 49));
    assertThat(space.count("task", Integer.class, Integer.class)).isZero();
  }

  @Test
  void lifetime() {
    space.out(Tuple.of("alive", "worker 1"), OutOptions.timeToLive(Duration.ofSeconds(10)));
    space.out(Tuple.of("retry", 7), OutOptions.delay(Duration.ofSeconds(30)));

    assertThat(space.rdp("alive", "worker 1")).isPresent();
    assertThat(space.rdp("retry", 7)).isEmpty();
  }

  @Test
  void eval() throws InterruptedException {
    Callable<Double> root = () -> Math.sqrt(2.0);
    space.eval("root", 2.0, root);
    double answer = space.in("root", 2.0, Double.class).getDouble(2);

    assertThat(answer).isEqualTo(Math.sqrt(2.0));
  }

  @Test
  @SuppressWarnings("serial") // as in the document
  void liveFields() throws InterruptedException {
    class Doubler implements LiveField<Integer> {
      public Integer evaluate(TupleSpace space) throws InterruptedException {
        return 2 * space.in("number", Integer.class).getInt(1);
      }
    }

    space.eval("doubled", new Doubler());
    space.out("number", 21);
    int doubled = space.in("doubled", Integer.class).getInt(1);

    assertThat(doubled).isEqualTo(42);
  }

  @Test
  void events() {
    TupleListener listener =
        new TupleListener() {
          @Override
          public void onOut(Tuple tuple) {
            System.out.println("new: " + tuple);
          }
        };
    try (Watch watch = space.watch(Template.of("job", String.class), listener)) {
      space.out("job", "primes");

      assertThat(watch).isNotNull();
    }
  }

  private static final class Square {
    int of(int number) {
      return number * number;
    }
  }
}
