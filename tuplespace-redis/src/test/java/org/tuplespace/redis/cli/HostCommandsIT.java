package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.Match.any;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;
import org.tuplespace.jobs.WorkerInfo;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.cli.hosts.StandInSsh;
import org.tuplespace.redis.server.EmbeddedRedis;
import org.tuplespace.redis.testing.TestSpaces;

/**
 * The commands that start, list and stop processes on hosts; a script stands in for ssh, and the
 * processes are real.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HostCommandsIT {

  private static final String PASSWORD = "s3cret-of-the-server";
  private static final Pattern STARTED = Pattern.compile("(\\S+): (\\S+), process (\\d+)\n");

  /** For all tests, so that the jars are copied once. */
  @TempDir private static Path sshDirectory;

  private static StandInSsh ssh;
  private static EmbeddedRedis server;
  private static String url;

  @TempDir private Path directory;
  private final String name = TestSpaces.name("hosts");
  private TupleSpace space;
  private JobQueue queue;

  @BeforeAll
  static void startServer() {
    ssh = new StandInSsh(sshDirectory);
    server = EmbeddedRedis.builder().option("user ann on >" + PASSWORD + " ~* &* +@all").start();
    url = server.url().replace("redis://", "redis://ann:" + PASSWORD + "@");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    space = TupleSpaces.connect(url, name);
    queue = JobQueue.on(space, "sums");
    ssh.addHost("host-a");
    ssh.addHost("host-b");
  }

  @AfterEach
  void drop() {
    run("stop", "--all", "--grace", "0s", "--kill");
    space.drop();
    space.close();
  }

  @Test
  void start_oneHostAway_theOthersWork() throws Exception {
    Path hosts =
        hosts(
            """
            host-a
            ann@host-b workers=2 labels="g pu,it's $HOME" dir="my 'cache' $HOME"
            host-c     # away
            """);

    CommandRun started = start(hosts, "--queue", "sums", "--", "--exec", "tr a-z A-Z");

    assertThat(started.status()).isEqualTo(ExitStatus.NOTHING);
    assertThat(started.err())
        .contains("host-c: away: ssh: connect to host host-c port 22: No route to host")
        .contains("is one of this machine alone");
    List<MatchResult> jobs = started(started);
    assertThat(jobs).extracting(job -> job.group(1)).containsOnly("host-a", "host-b").hasSize(3);
    Map<String, WorkerInfo> workers =
        queue.workers().stream().collect(Collectors.toMap(WorkerInfo::name, Function.identity()));
    for (MatchResult job : jobs) {
      WorkerInfo worker = workers.get(job.group(2));
      assertThat(worker.host()).isEqualTo(job.group(1));
      assertThat(worker.pid()).isEqualTo(Long.parseLong(job.group(3)));
      assertThat(worker.labels())
          .isEqualTo(
              job.group(1).equals("host-a")
                  ? Set.of("host-a")
                  : Set.of("host-b", "g pu", "it's $HOME"));
      assertNoSecretOf(worker.pid());
    }
    assertThat(ssh.calls()).contains("ann@host-b").doesNotContain(PASSWORD);
    for (Tuple tuple : space.rdAll(any(), any(), any(), any(), any(), any(), any())) {
      assertThat(tuple.toString()).doesNotContain(PASSWORD);
    }

    queue.enqueue("to be done", JobOptions.DEFAULT.withId("job-1").requiring("it's $HOME"));
    assertThat(space.in("sums", "result", "job-1", any(), any()).get(4)).isEqualTo("TO BE DONE");

    CommandRun listed = run("jobs", "--json");
    assertThat(listed.lines()).hasSize(3).allMatch(line -> line.contains("\"state\":\"alive\""));
    CommandRun asked = run("jobs", "--check");
    assertThat(asked.lines()).hasSize(4).filteredOn(line -> line.contains(" runs ")).hasSize(3);
    assertThat(asked.out()).contains("worker --queue sums --labels 'g pu,it'\\''s $HOME'");

    CommandRun stopped = run("stop", "--all");
    assertThat(stopped.status()).as(stopped.err()).isZero();
    for (MatchResult job : jobs) {
      assertThat(stopped.out()).contains(job.group(1) + ": " + job.group(2) + " has ended\n");
      awaitEndOf(job);
    }
    assertThat(run("jobs", "--json").out()).isEmpty();
    assertThat(queue.workers()).isEmpty();
    assertThat(run("stop", "--all").status()).isEqualTo(ExitStatus.NOTHING);
  }

  @Test
  void start_again_copiesOnlyWhatIsMissing() throws Exception {
    Path mine = Files.writeString(directory.resolve("my lib.jar"), "first");
    Path hosts = hosts("host-a\n");
    start(hosts, "--program", "exec sleep 1000", "--classpath", mine.toString());
    CommandRun again = start(hosts, "--program", "exec sleep 1000", "--classpath", mine.toString());
    assertThat(again.err()).doesNotContain("copied");

    Files.writeString(mine, "second");
    CommandRun changed =
        start(hosts, "--program", "cat \"$CLASSPATH\"; pwd", "--classpath", mine.toString());

    assertThat(changed.err()).contains("host-a: 1 jar copied");
    Path log = logOf(started(changed).get(0));
    await().until(() -> Files.readString(log).endsWith("\n"));
    assertThat(log).hasContent("second" + ssh.home("host-a"));
  }

  @Test
  void worker_killed_isNotStoppedAgain() throws Exception {
    MatchResult job = started(start(hosts("host-a\n"), "--queue", "sums")).get(0);
    long pid = Long.parseLong(job.group(3));
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    awaitEndOf(job);

    assertThat(run("jobs", "--check").out()).contains(" ended ");
    CommandRun stopped = run("stop", job.group(2), "nobody-1");

    assertThat(stopped.status()).isEqualTo(ExitStatus.NOTHING);
    assertThat(stopped.err()).contains("there is no job nobody-1");
    assertThat(stopped.out()).isEqualTo("host-a: " + job.group(2) + " had ended before\n");
    assertThat(run("jobs", "--json").out()).isEmpty();
  }

  @Test
  void program_thatIgnoresSigterm_isKilledIfWanted() throws Exception {
    Path hosts = hosts("host-a\n");
    MatchResult job =
        started(
                start(
                    hosts,
                    "--program",
                    "trap '' TERM; echo \"$TUPLES_JOB $TUPLESPACE_SPACE\"; while :; do sleep 1; done"))
            .get(0);
    Path log = logOf(job);
    await().until(() -> Files.readString(log).endsWith("\n"));
    assertThat(log).content().isEqualTo(job.group(2) + " " + name + "\n");

    CommandRun asked = run("stop", "--hosts", hosts.toString(), "--grace", "1s");
    assertThat(asked.status()).isEqualTo(ExitStatus.NOTHING);
    assertThat(asked.out()).contains(job.group(2) + " still runs; with --kill it is killed");

    CommandRun killed = run("stop", "--hosts", hosts.toString(), "--grace", "0s", "--kill");
    assertThat(killed.status()).isZero();
    assertThat(killed.out()).isEqualTo("host-a: " + job.group(2) + " was killed\n");
    awaitEndOf(job);
  }

  @Test
  void stop_hostThatIsAway_keepsItsJobs() throws Exception {
    Path hosts = hosts("host-a\nhost-b\n");
    List<MatchResult> jobs = started(start(hosts, "--program", "exec sleep 1000"));
    assertThat(jobs).hasSize(2);
    Files.move(ssh.home("host-b"), ssh.home("host-b at rest"));
    try {
      CommandRun stopped = run("stop", "--all");
      assertThat(stopped.status()).isEqualTo(ExitStatus.NOTHING);
      assertThat(stopped.err()).contains("host-b: away: ");
      assertThat(stopped.out()).startsWith("host-a: ").endsWith(" has ended\n");
      CommandRun asked = run("jobs", "--check", "--json");
      assertThat(asked.status()).isEqualTo(ExitStatus.NOTHING);
      assertThat(asked.lines()).hasSize(1);
      assertThat(asked.out()).contains("\"host\":\"host-b\"", "\"state\":\"away\"");
    } finally {
      Files.move(ssh.home("host-b at rest"), ssh.home("host-b"));
    }
    assertThat(run("stop", "--all").out()).startsWith("host-b: ").endsWith(" has ended\n");
  }

  @Test
  void job_whoseProcessIsNotKnown_isFound() throws Exception {
    MatchResult job = started(start(hosts("host-a\n"), "--program", "exec sleep 1000; :")).get(0);
    Tuple known = space.in("tuples job", job.group(2), any(), any(), any(), any(), any());
    Object[] fields = known.fields().toArray();
    fields[3] = 0L; // as if the program that started it had ended too early
    space.out(fields);
    assertThat(run("jobs").out()).contains(" unknown ");

    assertThat(run("jobs", "--check").out()).contains(job.group(3), " runs ");

    assertThat(
            space.count(
                "tuples job",
                job.group(2),
                any(),
                Long.parseLong(job.group(3)),
                any(),
                any(),
                any()))
        .isOne();
    assertThat(run("stop", job.group(2)).out()).endsWith(" has ended\n");
  }

  @Test
  void tupleWithoutAHost_isNotCalledByItsName() throws Exception {
    Tuple details = Tuple.of("kind", "worker", "log", "");
    space.out("tuples job", "x", "-oProxyCommand=false", 1L, "c", Instant.now(), details);
    assertThat(run("jobs", "--check").lines()).hasSize(1);
    assertThat(run("stop", "--all").err()).contains("nothing to stop");
  }

  @Test
  void start_passesNoUrlInArguments() throws Exception {
    CommandRun started =
        start(hosts("host-a\n"), "--queue", "sums", "--", "--redis", "redis://u:geheim@h");
    assertThat(started.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(started.err()).contains("--redis can't be given after --").doesNotContain("geheim");
  }

  @Test
  void start_workerThatEndsAtOnce_itsLogIsTold() throws Exception {
    CommandRun started =
        start(hosts("host-a\n"), "--queue", "sums", "--wait", "3s", "--", "--no-such-option");

    assertThat(started.status()).isEqualTo(ExitStatus.NOTHING);
    assertThat(started.err()).contains(" has ended; its log is host-a:").contains("which ends: ");
  }

  @Test
  void wrongUsage_isOneLine() throws Exception {
    assertWrong("there is no hosts file", "start", "--hosts", "/none", "--queue", "q");
    Path hosts = hosts("host-a wokers=3\n");
    assertWrong(
        "line 1: there is no setting", "start", "--hosts", hosts.toString(), "--queue", "q");
    Path right = hosts("host-a\n");
    assertWrong("--queue", "start", "--hosts", right.toString());
    assertWrong(
        "there is no /none.jar",
        "start",
        "--hosts",
        right.toString(),
        "--queue",
        "q",
        "--classpath",
        "/none.jar");
    assertWrong(
        "--per-host must be", "start", "--hosts", right.toString(), "--eval", "--per-host", "0");
    assertWrong("say what to stop", "stop");
  }

  private void assertWrong(String message, String... args) {
    CommandRun wrong = run(args);
    assertThat(wrong.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains(message);
  }

  private Path hosts(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "hosts", ""), text);
  }

  private CommandRun start(Path hosts, String... args) {
    List<String> all = new ArrayList<>(List.of("start", "--hosts", hosts.toString()));
    List<String> told = List.of(args);
    if (!told.contains("--wait")) {
      all.addAll(List.of("--wait", "60s"));
    }
    all.addAll(told);
    return run(all.toArray(new String[0]));
  }

  private CommandRun run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(1, List.of("--ssh", ssh.command()));
    return CommandRun.at(url, name, all.toArray(new String[0]));
  }

  /** Host, id and process. */
  private static List<MatchResult> started(CommandRun run) {
    assertThat(run.out()).as(run.err()).isNotEmpty();
    return STARTED.matcher(run.out()).results().toList();
  }

  private static Path logOf(MatchResult job) {
    return ssh.home(job.group(1)).resolve(".cache/tuples/logs/" + job.group(2) + ".log");
  }

  /** It may be there for a moment, until its parent has asked for its status. */
  private static void awaitEndOf(MatchResult job) {
    long pid = Long.parseLong(job.group(3));
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private static void assertNoSecretOf(long pid) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      assertThat(all.map(process -> process.info().commandLine().orElse("")))
          .anyMatch(line -> line.contains("org.tuplespace.redis.cli.Main"))
          .noneMatch(line -> line.contains(PASSWORD));
    }
    assertThat(ProcessHandle.of(pid)).isPresent();
  }
}
