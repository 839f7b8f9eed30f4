package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.EvalFailedException;
import org.tuplespace.LiveField;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.eval.EvalWorker;

/** Workers compute live tuples, whoever put them, and leave none half done. */
public abstract class EvalWorkerContract extends SpaceFixture {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final List<EvalWorker> workers = new ArrayList<>();

  @AfterEach
  void closeWorkers() {
    workers.forEach(worker -> worker.close(Duration.ZERO));
  }

  private EvalWorker start(int concurrency) {
    EvalWorker worker =
        EvalWorker.on(anotherClient()).concurrency(concurrency).name("w" + workers.size()).start();
    workers.add(worker);
    return worker;
  }

  // ---- fields

  /** Says that it has begun, and ends when it is told to. */
  static final class Meet implements LiveField<String> {
    private static final long serialVersionUID = 1L;
    private final String id;

    Meet(String id) {
      this.id = id;
    }

    @Override
    public String evaluate(TupleSpace space) throws InterruptedException {
      space.out("begun", id, Thread.currentThread().getName());
      return space.in("end", id, String.class).getString(2);
    }
  }

  /** As {@link Meet}, but keeps a processor busy. */
  static final class Spin implements LiveField<Boolean> {
    private static final long serialVersionUID = 1L;
    private static volatile boolean stopped;

    @Override
    public Boolean evaluate(TupleSpace space) {
      space.out("spinning");
      while (!stopped && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      return stopped;
    }
  }

  /** Says on which thread it is evaluated. */
  static final class Who implements LiveField<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String evaluate(TupleSpace space) {
      return Thread.currentThread().getName();
    }
  }

  /** As one that needs a class that is missing in the process that evaluates it. */
  static final class Lacking implements LiveField<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String evaluate(TupleSpace space) {
      throw new NoClassDefFoundError("com/example/Missing");
    }
  }

  /** Fails. */
  static final class Failing implements LiveField<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String evaluate(TupleSpace space) {
      throw new IllegalStateException("out of luck");
    }
  }

  // ---- live tuples as docs/conventions.md has them

  private void putLive(long id, String classes, Object... fields) {
    space.outAll(
        List.of(
            Tuple.of("eval", "live", "me", id, classes),
            Tuple.of("eval", "fields", "me", id, Tuple.of(fields))));
  }

  private void putMeet(long id, String word) {
    putLive(id, Meet.class.getName(), "met", new Meet(word));
  }

  private Optional<Tuple> live(long id) {
    return space.rdp("eval", "live", "me", id, String.class);
  }

  @Test
  void live_isReplacedByTheTupleOfTheResults_andItsCallerTold() throws Exception {
    start(1);
    putLive(7L, Meet.class.getName(), "met", new Meet("a"), new Meet("b"), 3);
    space.out("end", "a", "x");
    space.out("end", "b", "y");
    assertThat(space.in("met", any(), any(), any())).isEqualTo(Tuple.of("met", "x", "y", 3));
    assertThat(space.inp("eval", "done", "me", 7L, null)).isPresent();
    assertThat(space.inp("eval", "result", "me", 7L, Tuple.of("met", "x", "y", 3))).isPresent();
    assertThat(space.count("eval", any(), "me", any(), any())).isZero();
    assertThat(space.count("met", any(), any(), any())).isZero();
  }

  @Test
  void live_thatFails_isReplacedByATupleThatSaysSo() throws Exception {
    start(1);
    putLive(7L, Failing.class.getName(), "a", 1, new Failing());
    Tuple failed = space.in("eval failed", Tuple.class, String.class);
    assertThat(failed.getTuple(1)).isEqualTo(Tuple.of("a", 1, null));
    assertThat(failed.getString(2)).contains("IllegalStateException").contains("out of luck");
    Tuple done = space.inp("eval", "done", "me", 7L, any()).orElseThrow();
    assertThat(done.getString(4)).isEqualTo(failed.getString(2));
    assertThat(live(7L)).isEmpty();
  }

  @Test
  void live_whoseClassIsMissing_isLeftToOthers() throws Exception {
    start(1);
    putLive(1L, Lacking.class.getName(), "a", new Lacking());
    await(
        () ->
            space
                .rdp(
                    "eval",
                    "worker",
                    "w0",
                    any(),
                    any(),
                    any(),
                    any(),
                    any(),
                    List.of(Lacking.class.getName()))
                .isPresent());
    putLive(2L, Lacking.class.getName(), "a", new Lacking());
    putMeet(3L, "m");
    space.out("end", "m", "x");
    space.in("met", "x");
    assertThat(live(1L).orElseThrow().deliveries()).isZero();
    assertThat(live(2L)).isPresent();
    assertThat(space.count("eval", "fields", "me", any(), any())).isEqualTo(2);
    assertThat(space.count("eval failed", any(), any())).isZero();
  }

  @Test
  void live_thatCameBackTooOften_fails() throws Exception {
    putMeet(1L, "m");
    for (int i = 0; i < 6; i++) {
      try (var transaction = space.begin(LONG)) {
        transaction.in("eval", "live", any(), any(), any());
      }
    }
    start(1);
    Tuple failed = space.in("eval failed", Tuple.class, String.class);
    assertThat(failed.getString(2)).contains("crashed").contains("6 times");
  }

  @Test
  void live_withoutFields_isRemoved() throws Exception {
    start(1);
    space.out("eval", "live", "me", 1L, "any.Class");
    Tuple done = space.in("eval", "done", "me", 1L, String.class);
    assertThat(done.getString(4)).contains("fields");
    assertThat(live(1L)).isEmpty();
  }

  // ---- the end of a worker

  @Test
  void close_waitsForWhatIsUnderWay() throws Exception {
    EvalWorker worker = start(1);
    putMeet(1L, "m");
    space.in("begun", "m", String.class);
    Thread closing = new Thread(() -> worker.close(LONG));
    closing.start();
    await(() -> closing.getState() == Thread.State.TIMED_WAITING);
    putMeet(2L, "n");
    space.out("end", "m", "x");
    closing.join(PATIENCE.toMillis());
    assertThat(closing.isAlive()).isFalse();
    assertThat(worker.done()).isEqualTo(1);
    assertThat(space.inp("met", "x")).isPresent();
    assertThat(live(2L)).isPresent();
    assertThat(space.rdp(workerTemplate())).isEmpty();
  }

  @Test
  void close_givesBackWhatTakesTooLong() throws Exception {
    EvalWorker worker = start(2);
    putMeet(1L, "m");
    space.in("begun", "m", String.class);
    worker.close(Duration.ZERO);
    assertThat(live(1L).orElseThrow().deliveries()).isZero();
    assertThat(space.rdp("eval", "fields", "me", 1L, any())).isPresent();
    assertThat(space.count("eval failed", any(), any())).isZero();
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
  }

  @Test
  void drop_endsTheWorker() throws Exception {
    EvalWorker worker = start(2);
    putMeet(1L, "m");
    space.in("begun", "m", String.class);
    space.drop();
    assertThat(worker.awaitEnd(PATIENCE)).isTrue();
  }

  private static Template workerTemplate() {
    return Template.of(
        "eval",
        "worker",
        String.class,
        Instant.class,
        String.class,
        Long.class,
        Integer.class,
        Long.class,
        List.class);
  }

  @Test
  void worker_tellsOfItself_whileItLives() throws Exception {
    EvalWorker worker = start(3);
    Tuple told = space.rd(workerTemplate());
    assertThat(told.getString(2)).isEqualTo(worker.name());
    assertThat(told.getLong(5)).isEqualTo(ProcessHandle.current().pid());
    assertThat(told.getInt(6)).isEqualTo(3);
    worker.close();
    assertThat(space.rdp(workerTemplate())).isEmpty();
  }

  // ---- with a caller

  @Test
  void eval_withAWorker_processesThatBlockOnOneAnother_allGoOn() throws Exception {
    start(1);
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      futures.add(space.eval("met", i, new Meet("m" + i)));
    }
    for (int i = 0; i < 20; i++) {
      space.in("begun", "m" + i, String.class); // only all at once get beyond this
    }
    for (int i = 0; i < 20; i++) {
      space.out("end", "m" + i, "x" + i);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(get(futures.get(i))).isEqualTo(Tuple.of("met", i, "x" + i));
    }
    assertThat(space.count("met", any(), any())).isEqualTo(20);
  }

  private boolean isLeftToWorkers() {
    try {
      return get(space.eval("who", new Who())).getString(1).contains("-w0-");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eval_beyondTheProcessors_isLeftToTheWorker_andToTheCallerWhenItIsGone() throws Exception {
    Spin.stopped = false;
    List<CompletableFuture<Tuple>> spins = new ArrayList<>();
    for (int i = 0; i < PROCESSORS; i++) {
      spins.add(space.eval("spun", i, new Spin()));
      space.in("spinning");
    }
    EvalWorker worker = start(1);
    await(() -> isLeftToWorkers()); // once this client has looked for them

    CompletableFuture<Tuple> there = space.eval("met", 1, new Meet("m"));
    String thread = space.in("begun", "m", String.class).getString(2);
    assertThat(thread).contains("-" + worker.name() + "-");
    space.out("end", "m", "x");
    assertThat(get(there)).isEqualTo(Tuple.of("met", 1, "x"));
    CompletableFuture<Tuple> failing = space.eval("a", new Failing());
    assertThatThrownBy(() -> get(failing))
        .isInstanceOf(EvalFailedException.class)
        .hasMessageContaining("out of luck");
    space.in("eval failed", any(), any());

    CompletableFuture<Tuple> moved = space.eval("met", 2, new Meet("n"));
    space.in("begun", "n", String.class);
    worker.close(Duration.ZERO);
    assertThat(space.in("begun", "n", String.class).getString(2)).doesNotContain(worker.name());
    space.out("end", "n", "y");
    assertThat(get(moved)).isEqualTo(Tuple.of("met", 2, "y"));
    Spin.stopped = true;
    for (CompletableFuture<Tuple> spin : spins) {
      assertThat(get(spin).getBoolean(2)).isTrue();
    }
    assertThat(space.count("spun", any(), any())).isEqualTo(PROCESSORS);
    assertThat(space.count("met", any(), any())).isEqualTo(2);
    await(() -> space.count("eval", any(), any(), any(), any()) == 0);
  }
}
