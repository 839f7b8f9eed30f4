package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.redis.testing.TestSpaces.start;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.TupleSpaces;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;
import org.tuplespace.redis.testing.TestSpaces.Running;

/** The commands that put, take, read and count tuples, as a person at a shell runs them. */
class TupleCommandsIT {

  private String name;
  private TupleSpace space;

  @BeforeEach
  void connect() {
    name = TestSpaces.name("commands");
    space = TupleSpaces.connect(RedisForTests.url(), name);
  }

  @AfterEach
  void drop() {
    run("drop", "--yes");
    space.close();
  }

  @Test
  void out_putsTheFields_andInTakesThem() {
    assertThat(run("out", "sqrt", "5.0", "-3")).isEqualTo(new CommandRun(0, "", ""));
    assertThat(space.rdp("sqrt", 5.0, -3)).isPresent();
    assertThat(run("in", "sqrt", "?double", "-3"))
        .isEqualTo(new CommandRun(0, "(\"sqrt\", 5.0, -3)\n", ""));
    assertThat(space.count("sqrt", 5.0, -3)).isZero();
  }

  @Test
  void in_waitsForItsTuple() throws Exception {
    Running<CommandRun> taking = start(() -> run("in", "later", "?"));
    await().until(() -> space.stats().blockedIns() == 1);
    space.out("later", 1);
    assertThat(taking.result().get().out()).isEqualTo("(\"later\", 1)\n");
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void rd_leavesTheTuple() {
    space.out("a", 1);
    assertThat(run("rd", "a", "?").out()).isEqualTo("(\"a\", 1)\n");
    assertThat(run("rdp", "--json", "a", "?").out()).isEqualTo("[\"a\",1]\n");
    assertThat(space.count("a", 1)).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"in --timeout 20ms", "rd --timeout 0s", "inp", "rdp", "in --follow --timeout 0s"})
  void nothing_isStatus1(String command) {
    String[] args = (command + " none ?").split(" ");
    assertThat(run(args)).isEqualTo(new CommandRun(1, "", ""));
  }

  @Test
  void inWithMax_takesWhatIsThere() {
    putNumbers(1000);
    assertThat(run("in", "--max", "700", "n", "?").lines())
        .containsExactlyElementsOf(numberLines(0, 700));
    assertThat(run("in", "--max", "700", "n", "?").lines())
        .containsExactlyElementsOf(numberLines(700, 1000));
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void inWithFollow_takesWhatComes() throws Exception {
    putNumbers(300);
    Running<CommandRun> taking = start(() -> run("in", "--follow", "--max", "301", "n", "?"));
    await().until(() -> space.stats().blockedIns() == 1);
    space.out("n", 300);
    assertThat(taking.result().get().lines()).containsExactlyElementsOf(numberLines(0, 301));
  }

  @Test
  void interruptedIn_takesNothing() throws Exception {
    Running<CommandRun> taking = start(() -> run("in", "later", "?"));
    await().until(() -> space.stats().blockedIns() == 1);
    taking.thread().interrupt();
    assertThat(taking.result().get()).isEqualTo(new CommandRun(130, "", ""));
    space.out("later", 1);
    assertThat(space.rdp("later", 1)).isPresent();
  }

  @Test
  void tupleThatNobodyReads_isPutBack() {
    putNumbers(3);
    Shell shell = shell(InputStream.nullInputStream(), new BrokenPipe());
    assertThat(Main.run(shell, "in", "n", "?")).isEqualTo(141);
    assertThat(space.rdAll("n", Integer.class).stream().map(tuple -> tuple.getInt(1)))
        .containsExactly(0, 1, 2);
    assertThat(space.rdp("n", 0).orElseThrow().deliveries()).isZero();
  }

  @Test
  void outFromInput_putsALineATuple() {
    CommandRun run =
        CommandRun.withInput(
            "(\"a\", 1)\n\n# a remark\n  (b, [1, 2], é)\n[\"c\", {\"long\": 5}]", name, "out", "-");
    assertThat(run).isEqualTo(new CommandRun(0, "", ""));
    assertThat(space.rdp("a", 1)).isPresent();
    assertThat(space.rdp("b", List.of(1, 2), "é")).isPresent();
    assertThat(space.rdp("c", 5L)).isPresent();
  }

  @Test
  void outFromInput_keepsTheOrder_howeverMany() {
    String lines = String.join("\n", numberLines(0, 5000));
    assertThat(CommandRun.withInput(lines, name, "out", "-").status()).isZero();
    assertThat(space.rdAll("n", Integer.class))
        .extracting(tuple -> tuple.getInt(1))
        .containsExactlyElementsOf(IntStream.range(0, 5000).boxed().toList());
  }

  @Test
  void outFromInput_tellsTheLineThatIsNone_andPutsWhatCameBefore() {
    CommandRun run = CommandRun.withInput("(a, 1)\n(a, 2\n(a, 3)\n", name, "out", "-");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("line 2 is no tuple").contains("should be a comma");
    assertThat(space.rdAll("a", Integer.class)).containsExactly(Tuple.of("a", 1));
  }

  @Test
  void outFromInput_doesNotWaitForTheNextLine() throws Exception {
    PipedOutputStream typed = new PipedOutputStream();
    Shell shell = shell(new PipedInputStream(typed), OutputStream.nullOutputStream());
    Running<Integer> putting = start(() -> Main.run(shell, "out", "-"));
    typed.write("(a, 1)\n".getBytes(StandardCharsets.UTF_8));
    typed.flush();
    assertThat(space.rd(Template.of("a", 1), Duration.ofMinutes(1))).isPresent();
    typed.close();
    assertThat(putting.result().get()).isZero();
  }

  @Test
  void outFromInput_takesOptions() {
    CommandRun run = CommandRun.withInput("(a, 1)\n(a, 2)\n", name, "out", "--delay", "1h", "-");
    assertThat(run.status()).isZero();
    assertThat(space.stats().delayed()).isEqualTo(2);
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void outFromInput_thatIsNoUtf8_isRefused() {
    Shell shell =
        shell(
            new ByteArrayInputStream(new byte[] {'(', (byte) 0xff, ')', '\n'}),
            OutputStream.nullOutputStream());
    assertThat(Main.run(shell, "out", "-")).isEqualTo(2);
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void options_setTimeToLiveAndDelay() {
    assertThat(run("out", "--ttl", "1ms", "short", "1").status()).isZero();
    await().untilAsserted(() -> assertThat(space.rdp("short", 1)).isEmpty());
    assertThat(run("out", "--delay", "1h", "late", "1").status()).isZero();
    assertThat(space.stats().delayed()).isOne();
  }

  @Test
  void count_isOfAll_orOfWhatMatches() {
    putNumbers(5);
    space.out("m", 1);
    assertThat(run("count").out()).isEqualTo("6\n");
    assertThat(run("count", "n", "1..3").out()).isEqualTo("3\n");
    assertThat(run("count", "x")).isEqualTo(new CommandRun(0, "0\n", ""));
  }

  @Test
  void replace_tellsHowManyWent() {
    putNumbers(5);
    assertThat(run("replace", "(n, ?)", "(n, 7)").out()).isEqualTo("5\n");
    assertThat(space.rdAll("n", Integer.class)).containsExactly(Tuple.of("n", 7));
  }

  @Test
  void drop_wantsToBeSure() {
    space.out("a");
    assertThat(run("drop").status()).isEqualTo(2);
    assertThat(space.rdp("a")).isPresent();
    assertThat(run("drop", "--yes").status()).isZero();
    assertThat(TupleSpaces.names(RedisForTests.url())).doesNotContain(name);
    assertThat(run("drop", "--yes").status()).isEqualTo(1);
  }

  @Test
  void longField_isCutForAPerson_andWholeForAPipe() {
    String text = "x".repeat(10_000);
    space.out("a", text);
    assertThat(run("rd", "a", "?").out()).contains(text);
    CommandRun seen = CommandRun.atTerminal(name, "rd", "a", "?");
    assertThat(seen.out()).hasSizeLessThan(300).contains("...<10000 characters>");
  }

  @Test
  void mistakes_areStatus2_andChangeNothing() {
    assertThat(run("out", "a", "?").err()).contains("only a template can");
    assertThat(run("out").err()).contains("the fields are missing");
    assertThat(run("out", "a", "--tll", "5s").err()).contains("unknown option: --tll");
    assertThat(run("out", "--ttl", "5", "a").err()).contains("no duration").contains("500ms");
    assertThat(run("out", "--ttl", "0s", "a").err()).contains("at least a millisecond");
    assertThat(run("in", "--max", "0", "a").err()).contains("at least 1");
    assertThat(run("frob").err()).contains("there is no command frob");
    assertThat(run("--space", "x").status()).isEqualTo(2);
    assertThat(run("replace", "a", "b").err()).contains("round brackets");
    assertThat(space.stats().tuples()).isZero();
  }

  @Test
  void serverThatIsAway_isStatus3_withoutThePassword() {
    CommandRun run = CommandRun.at("redis://user:geheim@127.0.0.1:1", name, "count");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("geheim");
  }

  @Test
  void urlThatIsNone_isStatus2_withoutThePassword() {
    CommandRun run = CommandRun.at("http://user:geheim@127.0.0.1", name, "count");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no url").doesNotContain("geheim");
  }

  @Test
  void urlInTheWrongPlace_isShownWithoutThePassword() {
    for (String[] args :
        new String[][] {
          {"--redis=redis://u:geheim@h", "count"},
          {"count", "--rediss=redis://u:geheim@h"},
          {"drop", "redis://u:geheim@h"},
          {"redis://u:geheim@h"}
        }) {
      CommandRun run = run(args);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("...@h").doesNotContain("geheim");
    }
    assertThat(run("--redis=x", "count").err()).contains("options come after the command");
    assertThat(CommandRun.at("redis://u:50%zzgeheim@h", name, "count").err())
        .contains("%25")
        .doesNotContain("zz");
  }

  @Test
  void inputThatCantBeRead_isRefused_afterWhatCameBefore() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream("(a, 1)\n".getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("broken");
              }
            });
    assertThat(Main.run(shell(broken, OutputStream.nullOutputStream()), "out", "-")).isEqualTo(4);
    assertThat(space.rdp("a", 1)).isPresent();
  }

  @Test
  void help_isThereForAll() {
    for (String command :
        Main.commandLine(shell(InputStream.nullInputStream(), OutputStream.nullOutputStream()))
            .getSubcommands()
            .keySet()) {
      CommandRun help = run(command, "--help");
      assertThat(help.status()).as(command).isZero();
      assertThat(help.out()).as(command).contains("Usage: tuples " + command);
      assertThat(run("help", command).out()).isEqualTo(help.out());
    }
    assertThat(run("help", "fields").out()).contains("b64:");
    assertThat(run().status()).isEqualTo(2);
    assertThat(run("completion").out()).contains("complete").contains("--timeout");
  }

  private CommandRun run(String... args) {
    return CommandRun.of(name, args);
  }

  private Shell shell(InputStream in, OutputStream out) {
    return new Shell(
        in,
        out,
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        CommandRun.environment(RedisForTests.url(), name),
        false);
  }

  private void putNumbers(int count) {
    space.outAll(IntStream.range(0, count).mapToObj(i -> Tuple.of("n", i)).toList());
  }

  private static List<String> numberLines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "(\"n\", " + i + ")")
        .collect(Collectors.toList());
  }

  /** As of a reader that has gone. */
  private static final class BrokenPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
