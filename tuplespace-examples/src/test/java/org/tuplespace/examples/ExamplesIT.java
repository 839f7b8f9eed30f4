package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.noneOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuplespace.Template;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.server.EmbeddedRedis;

/**
 * The examples as their users run them. What needs no server of its own uses the one that {@code
 * TUPLESPACE_REDIS} names, if it is set.
 */
@Timeout(600)
class ExamplesIT {

  private static final String EXPONENTS_TO_1300 =
      "2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279\n";
  private static final String EXPONENTS_TO_4500 =
      EXPONENTS_TO_1300.strip() + ", 2203, 2281, 3217, 4253, 4423\n";

  private static final Template ANY_JOB = Template.of("job", any(), String.class, any());

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedRedis server;

  private final String spaceName = "examples-it-" + UUID.randomUUID();

  @TempDir private Path directory;
  @TempDir private Path secondDirectory;

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void mersenne_printsTheExponentsAndLeavesNothing() throws InterruptedException {
    try (ExampleProcess example =
        start("mersenne", "--max-exponent", "1300", "--workers", "2", "--space", spaceName)) {
      assertThat(example.awaitExit()).as(example.err()).isZero();

      assertThat(example.out()).isEqualTo(EXPONENTS_TO_1300);
      assertThat(example.err())
          .contains("211 of 211 exponents", "/s", "took ", "15 Mersenne primes", " exponents")
          .doesNotContain("\r", "\u001b", "Exception", "WARN");
      example.assertNothingLeft(2);
    }
  }

  @Test
  void primes_printsTheCountAndLeavesNothing() throws InterruptedException {
    try (ExampleProcess example =
        start("primes", "--limit", "100000000", "--workers", "2", "--space", spaceName)) {
      assertThat(example.awaitExit()).as(example.err()).isZero();

      assertThat(example.out()).isEqualTo("5761455\n");
      assertThat(example.err()).contains(" segments").doesNotContain("Exception", "WARN");
      example.assertNothingLeft(2);
    }
  }

  @Test
  void factor_ofFermats7_printsTheFactors() throws InterruptedException {
    String f7 = "340282366920938463463374607431768211457";
    try (ExampleProcess example = start("factor", f7, "--workers", "2", "--space", spaceName)) {
      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out()).isEqualTo(f7 + " = 59649589127497217 × 5704689200685129054721\n");
      assertThat(example.err())
          .contains("All factors, in ", " curves")
          .doesNotContain("Exception", "WARN");
      example.assertNothingLeft(2);
    }
  }

  @Test
  void factor_workersKilledAtWork_losesNothing() throws InterruptedException {
    String number = "1" + "0".repeat(63) + "1";
    try (TupleSpace space = connect();
        ExampleProcess example = startOnServer("factor", number)) {
      String first = someoneAtWork(space);
      ExampleProcess.signal(example.worker(first), "KILL");
      ExampleProcess.signal(example.worker(someoneElseAtWork(space, first)), "KILL");

      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out())
          .isEqualTo(
              number
                  + " = 1265011073 × 15343168188889137818369"
                  + " × 515217525265213267447869906815873\n");
      assertThat(example.err()).contains("ended with status 137").contains("takes its place");
      example.assertNothingLeft(4);
      assertNothingLeftIn(space);
    }
  }

  @Test
  void factor_ofASmallNumber_needsNoServer() throws InterruptedException {
    try (ExampleProcess example = start("factor", "360", "--redis", "redis://127.0.0.1:1")) {
      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out()).isEqualTo("360 = 2^3 × 3^2 × 5\n");
      assertThat(example.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "eval-primes, 281 283 293]",
    "matrix, worker 3 computed",
    "philosophers, All are full and all forks are on the table.",
    "readers, 30 reads all saw a sum of 100.",
    "barrier, Runner 5 went through 4 rounds with all others.",
    "semaphore, 10 visitors 3 permits: at most",
    "search, which is sequence 137 with a score of 200.",
    "square-roots, The square root of 5.0 is 2.2360",
    "ping-pong, 1000 round trips",
    "fft, 16 transforms of 8192 numbers",
    "synchronize, All 6 programs went on together.",
    "broadcast, All 8 readers heard that n is 17.",
    "public-information, 5 writers counted 200 visitors",
    "scatter-gather, The sum of the first 100 squares is 338350.",
    "job-control, Stopped; 3 jobs were done",
    "counting, 9 counts"
  })
  void lindaProgram_printsItsAnswer_andLeavesNothing(String name, String answer)
      throws InterruptedException {
    try (ExampleProcess example = start(name)) {
      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out().replace(",", "")).containsIgnoringCase(answer);
      assertThat(example.err()).isEmpty();
      example.assertNothingLeft(1);
    }
  }

  @Test
  void hello_printsTheRoot() throws InterruptedException {
    try (ExampleProcess example = start("hello")) {
      assertThat(example.awaitExit()).as(example.err()).isZero();

      assertThat(example.out()).isEqualTo("The square root of 2 is 1.4142135623730951\n");
      assertThat(example.err()).isEmpty();
      example.assertNothingLeft(0);
    }
  }

  @Test
  void mersenne_workerKilledAtWork_losesNothing() throws InterruptedException {
    try (TupleSpace space = connect();
        ExampleProcess example = startOnServer("mersenne", "--max-exponent", "4500")) {
      String first = someoneAtWork(space);
      ExampleProcess.signal(example.worker(first), "KILL");
      ExampleProcess.signal(example.worker(someoneElseAtWork(space, first)), "KILL");

      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out()).isEqualTo(EXPONENTS_TO_4500);
      assertThat(example.err()).contains("ended with status 137").contains("takes its place");
      example.assertNothingLeft(4);
      assertNothingLeftIn(space);
    }
  }

  @Test
  void mersenne_workerStoppedAtWork_losesNothing() throws InterruptedException {
    try (TupleSpace space = connect();
        ExampleProcess example = startOnServer("mersenne", "--max-exponent", "3000")) {
      ExampleProcess.signal(example.worker(someoneAtWork(space)), "STOP");

      assertThat(example.awaitExit()).as(example.err()).isZero();
      assertThat(example.out()).startsWith(EXPONENTS_TO_1300.strip());
      example.assertNothingLeft(2);
      assertNothingLeftIn(space);
    }
  }

  @Test
  void mersenne_terminated_leavesNothing() throws InterruptedException {
    try (TupleSpace space = connect();
        ExampleProcess example = startOnServer("mersenne", "--max-exponent", "20000")) {
      someoneAtWork(space);

      // Ctrl-C takes the same way; but who runs the tests in the background may have it ignored.
      example.signal("TERM");

      assertThat(example.awaitExit()).as(example.err()).isEqualTo(143);
      assertThat(example.out()).isEmpty();
      example.assertNothingLeft(2);
      assertNothingLeftIn(space);
    }
  }

  @Test
  void mersenne_coordinatorKilled_leavesNoProcess() throws InterruptedException {
    try (TupleSpace space = connect();
        ExampleProcess example = startOnServer("mersenne", "--max-exponent", "20000")) {
      someoneAtWork(space);

      example.signal("KILL");

      assertThat(example.awaitExit()).isEqualTo(137);
      example.assertNothingLeft(2);
      space.drop();
    }
  }

  @Test
  void join_runThatIsOn_lendsAHand() throws InterruptedException {
    try (TupleSpace space = connect();
        ExampleProcess first =
            startOnServer("mersenne", "--max-exponent", "6000", "--workers", "1")) {
      space.rd(ANY_JOB);
      try (ExampleProcess second =
          ExampleProcess.start(
              secondDirectory,
              "mersenne",
              "--redis",
              url(),
              "--space",
              spaceName,
              "--workers",
              "1",
              "--join")) {
        assertThat(second.awaitExit()).as(second.err() + first.err()).isZero();
        assertThat(second.out()).isEmpty();
        assertThat(second.err())
            .contains("Joining mersenne-")
            .containsPattern("Computed [1-9]\\d* exponents of mersenne-");
        second.assertNothingLeft(1);

        assertThat(first.awaitExit()).as(first.err()).isZero();
        assertThat(first.out()).startsWith(EXPONENTS_TO_4500.strip());
        assertThat(first.err())
            .containsPattern("-" + first.pid() + "-1 +\\d+ exponents")
            .containsPattern("-" + second.pid() + "-1 +\\d+ exponents");
      }
    }
  }

  @Test
  void join_noRun_saysSo() throws InterruptedException {
    try (ExampleProcess example = startOnServer("primes", "--join")) {
      assertThat(example.awaitExit()).isEqualTo(ExitStatus.NO_JOB);
      assertThat(example.out()).isEmpty();
      assertThat(example.err()).startsWith("No run of primes to join in space \"" + spaceName);
      example.assertNothingLeft(0);
    }
  }

  @Test
  void serverAway_isOneLine() throws InterruptedException {
    try (ExampleProcess example = start("mersenne", "--redis", "redis://127.0.0.1:1")) {
      assertThat(example.awaitExit()).isEqualTo(ExitStatus.SERVER_UNREACHABLE);
      assertThat(example.out()).isEmpty();
      assertThat(example.err().lines()).hasSize(1);
      assertThat(example.err()).startsWith("tuples: ").contains("127.0.0.1:1");
    }
  }

  @Test
  void wrongArguments_exitWith2() throws InterruptedException {
    try (ExampleProcess example = start("mersenne", "--max-exponent", "minus one")) {
      assertThat(example.awaitExit()).isEqualTo(2);
      assertThat(example.out()).isEmpty();
      assertThat(example.err()).contains("--max-exponent").contains("minus one");
    }
  }

  private ExampleProcess start(String... arguments) {
    return ExampleProcess.start(directory, arguments);
  }

  /** With two workers unless the arguments have another number. */
  private ExampleProcess startOnServer(String name, String... arguments) {
    List<String> all = new ArrayList<>(List.of(name, "--redis", url(), "--space", spaceName));
    if (!List.of(arguments).contains("--workers")) {
      all.addAll(List.of("--workers", "2"));
    }
    all.addAll(List.of(arguments));
    return start(all.toArray(new String[0]));
  }

  private TupleSpace connect() {
    return TupleSpaces.connect(url(), spaceName);
  }

  private static synchronized String url() {
    String given = System.getenv(ServerOptions.URL_VARIABLE);
    if (given != null && !given.isBlank()) {
      return given;
    }
    if (server == null) {
      server = EmbeddedRedis.start();
    }
    return server.url();
  }

  private static String someoneAtWork(TupleSpace space) throws InterruptedException {
    return workerBut(space, "coordinator");
  }

  private static String someoneElseAtWork(TupleSpace space, String than)
      throws InterruptedException {
    return workerBut(space, "coordinator", than);
  }

  private static String workerBut(TupleSpace space, Object... others) throws InterruptedException {
    Template worker = Template.of(any(), "alive", noneOf(others));
    String name = space.rd(worker, Duration.ofMinutes(2)).orElseThrow().getString(2);
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> space.stats().transactions() > 0);
    return name;
  }

  private static void assertNothingLeftIn(TupleSpace space) {
    assertThat(space.count(ANY_JOB)).isZero();
    for (Template template :
        new Template[] {
          Template.of(any(), "task", any(), any(), any()),
          Template.of(any(), "result", any(), any(), any())
        }) {
      assertThat(space.rdAll(template)).isEmpty();
    }
    space.drop();
  }
}
