package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the header of each script together with what the script does and with what its callers send
 * and understand, so that none of the three can change alone.
 */
class ScriptHeadersTest {

  private static final Path LUA = Path.of("src/main/resources/org/tuplespace/redis/lua");
  private static final Path JAVA = Path.of("src/main/java/org/tuplespace/redis");
  private static final List<String> SECTIONS =
      List.of("Purpose", "KEYS", "ARGV", "Returns", "Guarantees");
  private static final Pattern SECTION = Pattern.compile("-- (\\w+):(.*)");
  private static final Pattern STATUS = Pattern.compile("(?<![\\w'])([A-Z]+)(?=$|[ :'])");

  // ---- the form of the header

  private static Map<String, List<String>> header(Script script) {
    Map<String, List<String>> sections = new java.util.LinkedHashMap<>();
    List<String> current = null;
    for (String line : ScriptSource.read(script.fileName()).lines().toList()) {
      if (!line.startsWith("--")) {
        break;
      }
      Matcher section = SECTION.matcher(line);
      if (section.matches() && SECTIONS.contains(section.group(1))) {
        current = new ArrayList<>(List.of(section.group(2).strip()));
        sections.put(section.group(1), current);
      } else {
        assertThat(current).as("%s begins with a section", script).isNotNull();
        current.add(line.substring(2).strip());
      }
    }
    return sections;
  }

  @ParameterizedTest
  @EnumSource
  void header_hasItsSectionsInOrder(Script script) {
    Map<String, List<String>> header = header(script);
    assertThat(header.keySet()).containsExactlyElementsOf(SECTIONS);
    assertThat(header.get("Purpose").get(0)).matches("[a-z].*");
    assertThat(header.get("KEYS")).containsExactly("meta");
    assertThat(header.get("Returns").get(0)).isNotEmpty();
    assertThat(header.get("Guarantees").get(0)).isNotEmpty();
  }

  // ---- ARGV

  /** The names of the fixed arguments; those in parentheses are repeated. */
  private static List<String> fixedArguments(Script script) {
    String all = header(script).get("ARGV").get(0).replaceAll("\\([^)]*\\)\\*", "").strip();
    return all.isEmpty()
        ? List.of()
        : Arrays.stream(all.split("\\s+")).filter(name -> !name.endsWith("*")).toList();
  }

  private static List<String> repeatedArguments(Script script) {
    Matcher group = Pattern.compile("\\(([^)]*)\\)\\*").matcher(header(script).get("ARGV").get(0));
    return group.find() ? List.of(group.group(1).split("\\s+")) : List.of();
  }

  @ParameterizedTest
  @EnumSource
  void argumentsOfOperations_beginWithSessionSlotAndNumber(Script script) {
    List<String> fixed = fixedArguments(script);
    if (script.onSlot()) {
      assertThat(fixed).startsWith("sid", "slot", "seq");
      assertThat(source(script)).containsAnyOf("admit(", "admit_reader()");
    } else {
      assertThat(source(script)).doesNotContain("admit(", "admit_reader()");
    }
  }

  @ParameterizedTest
  @EnumSource
  void arguments_theScriptReads_areInItsHeader(Script script) {
    List<String> fixed = fixedArguments(script);
    int group = Math.max(1, repeatedArguments(script).size());
    boolean repeats = header(script).get("ARGV").get(0).contains("*");
    for (String number : find("(?:ARGV|args)\\[(\\d+)\\]", source(script))) {
      int position = Integer.parseInt(number);
      if (repeats) {
        assertThat(position).as("ARGV[%d]", position).isLessThanOrEqualTo(fixed.size() + group);
      } else {
        assertThat(position).as("ARGV[%d]", position).isLessThanOrEqualTo(fixed.size());
      }
    }
    if (!repeats) {
      assertThat(readsOnlyByNumber(script)).as("reads a list of arguments").isTrue();
    }
  }

  private static boolean readsOnlyByNumber(Script script) {
    return !source(script).contains("#ARGV");
  }

  @ParameterizedTest
  @EnumSource
  void arguments_ofTheHeader_areReadByTheScript(Script script) {
    List<String> fixed = fixedArguments(script);
    Set<String> read = new HashSet<>(find("(?:ARGV|args)\\[(\\d+)\\]", wholeSource(script)));
    for (int i = 0; i < fixed.size(); i++) {
      assertThat(read).as("argument %s", fixed.get(i)).contains(Integer.toString(i + 1));
    }
  }

  /** What callers send: each call site tells its arguments, and how many belong to the group. */
  @ParameterizedTest
  @EnumSource
  void arguments_theCallersSend_areAsManyAsTheHeaderHas(Script script) {
    int expected = fixedArguments(script).size() - (script.onSlot() ? 3 : 0);
    List<String> sites = callSites(script);
    assertThat(sites).as("call sites of %s", script).isNotEmpty();
    for (String site : sites) {
      int sent = argumentsIn(site);
      if (sent >= 0) {
        assertThat(sent).as("arguments in: %s", site).isEqualTo(expected);
      }
    }
  }

  /** Those that are made in another place than where the script is named; a template is five. */
  @ParameterizedTest
  @CsvSource({
    "TAKE, TakeArgs, private Args args(, 0",
    "SCAN, TupleScan, private Operation scan(, 1",
    "READ, TupleScan, 'public CompletableFuture<Page> read(List', 0",
    "REPLACE, RedisTupleSpace, public long replace(, 1",
    "OPEN, Sessions, 'open(Session opening, long', 0",
    "RENEW, Sessions, CompletableFuture<Long> renew(, 0",
    "UNDO, Operation, void undo(, 0",
    "ACKNOWLEDGE, Session, Args args(, 0"
  })
  void arguments_madeElsewhere_areAsManyAsTheHeaderHas(
      Script script, String file, String place, int templates) {
    String source = javaSource(file);
    int at = source.indexOf(place);
    assertThat(at).as("%s in %s", place, file).isPositive();
    assertThat(argumentsIn(source.substring(at)) + 4 * templates)
        .isEqualTo(fixedArguments(script).size() - (script.onSlot() ? 3 : 0));
  }

  @Test
  void arguments_inGroups_areAsManyAsTheHeadersHave() {
    assertThat(repeatedArguments(Script.TAKE)).hasSize(5);
    assertThat(argumentsIn("Args.of()" + body("Args", "Args add(EncodedTemplate")))
        .as("a template")
        .isEqualTo(5);
    assertThat(
            argumentsIn("Args.of()" + chain(body("PutArgs", "void add(Args args, EncodedTuple"))))
        .as("a tuple that is put")
        .isEqualTo(repeatedArguments(Script.OUT).size());
    assertThat(argumentsIn("Args.of()" + chain(body("Session", "Args args("))))
        .as("a claim that has arrived")
        .isEqualTo(repeatedArguments(Script.ACKNOWLEDGE).size());
  }

  /** The source from a place on. */
  private static String body(String file, String place) {
    String source = javaSource(file);
    String from = source.substring(source.indexOf(place));
    return place.contains("EncodedTemplate")
        ? from.substring(from.indexOf("return add(") + "return ".length()).replaceFirst("^", ".")
        : from;
  }

  /** What is added to arguments that were made before. */
  private static String chain(String body) {
    Matcher added = Pattern.compile("args(\\.add\\()").matcher(body);
    assertThat(added.find()).isTrue();
    return body.substring(added.start(1));
  }

  /** The text of each call of a script, from its name to the end of the statement. */
  private static List<String> callSites(Script script) {
    List<String> sites = new ArrayList<>();
    for (String file : javaSources()) {
      Matcher site = Pattern.compile("Script\\." + script.name() + ",").matcher(file);
      while (site.find()) {
        int end = file.indexOf(';', site.start());
        sites.add(file.substring(site.end(), end));
      }
    }
    return sites;
  }

  /** How many arguments a call site writes down itself; -1 where they are made elsewhere. */
  private static int argumentsIn(String site) {
    int begin = site.indexOf("Args.of(");
    if (begin < 0) {
      return -1;
    }
    int at = begin + "Args.of(".length();
    int close = closing(site, at);
    int count = commaSeparated(site.substring(at, close));
    while (site.startsWith(".add(", close + 1)
        || site.substring(close + 1).strip().startsWith(".add(")) {
      at = site.indexOf(".add(", close) + ".add(".length();
      close = closing(site, at);
      count++;
    }
    return count;
  }

  private static int closing(String text, int from) {
    int depth = 1;
    for (int i = from; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("no closing parenthesis in " + text);
  }

  private static int commaSeparated(String list) {
    if (list.isBlank()) {
      return 0;
    }
    int count = 1;
    int depth = 0;
    for (char c : list.toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      count += c == ',' && depth == 0 ? 1 : 0;
    }
    return count;
  }

  // ---- Returns

  private static Set<String> statusesOfHeader(Script script) {
    Set<String> statuses = new TreeSet<>();
    String returns = String.join(" ", header(script).get("Returns"));
    for (String alternative : returns.split("\\|")) {
      Matcher status = STATUS.matcher(alternative.strip());
      if (status.lookingAt()) {
        statuses.add(status.group(1));
      }
    }
    return statuses;
  }

  /** The statuses that a script and the files that it includes can answer with. */
  private static Set<String> statusesOfSource(Script script) {
    Set<String> statuses = new TreeSet<>();
    statuses.addAll(find("return \\{'([A-Z]+)'", source(script)));
    statuses.addAll(find("return \\{[^'{}]*(?:and|or) '([A-Z]+)' or '[A-Z]+'", source(script)));
    statuses.addAll(find("return \\{[^'{}]*and '[A-Z]+' or '([A-Z]+)'", source(script)));
    statuses.addAll(find("and '([A-Z]+)' or '[A-Z]+'\\}", source(script)));
    statuses.addAll(find("and '[A-Z]+' or '([A-Z]+)'\\}", source(script)));
    statuses.addAll(find("local reply = \\{'([A-Z]+)'", source(script)));
    statuses.addAll(find("and \\{'([A-Z]+)'\\}", source(script)));
    statuses.addAll(find("or \\{'([A-Z]+)'\\}", source(script)));
    if (source(script).contains("tuples_reply(")) {
      statuses.add("T");
    }
    if (source(script).contains("return done(")) {
      statuses.add("OK");
    }
    if (source(script).contains("admit_reader()")) {
      statuses.addAll(List.of("AGAIN", "DROPPED"));
    }
    if (source(script).contains("dropped()")) {
      statuses.add("DROPPED");
    }
    if (script.onSlot()) {
      statuses.addAll(List.of("NOSESSION", "REFUSED"));
    }
    return statuses;
  }

  @ParameterizedTest
  @EnumSource
  void returns_ofTheHeader_areThoseOfTheScript(Script script) {
    assertThat(statusesOfHeader(script)).isEqualTo(statusesOfSource(script));
  }

  /**
   * Every status is one that some caller tells from the others by name, or the one that is left.
   */
  @Test
  void returns_thatAnOperationCanHave_areHandledByName() {
    String operation = javaSource("Operation");
    Set<String> handled = new HashSet<>(find("case \"([A-Z]+)\"", operation));
    Set<String> finals = Set.of("OK", "T", "N", "W", "G", "C");
    for (Script script : Script.values()) {
      if (script.onSlot()) {
        for (String status : statusesOfHeader(script)) {
          assertThat(handled.contains(status) || finals.contains(status))
              .as("%s of %s is handled", status, script)
              .isTrue();
        }
      }
    }
  }

  @Test
  void returns_thatCallersExpect_areAnsweredBySomeScript() {
    Set<String> answered = new HashSet<>();
    for (Script script : Script.values()) {
      answered.addAll(statusesOfHeader(script));
    }
    for (String source : javaSources()) {
      for (String expected : find("\\.is\\(\"([A-Z]+)\"\\)", source)) {
        assertThat(answered).contains(expected);
      }
    }
  }

  // ---- the text

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(LUA)) {
      return files.filter(file -> file.toString().endsWith(".lua")).toList().stream();
    }
  }

  @Test
  void everyFile_isAScriptOrIncluded() throws IOException {
    Set<String> used = new HashSet<>();
    for (Script script : Script.values()) {
      used.add(script.fileName() + ".lua");
      includes(script).forEach(name -> used.add("include/" + name + ".lua"));
    }
    Set<String> files =
        files()
            .map(file -> LUA.relativize(file).toString().replace('\\', '/'))
            .collect(Collectors.toSet());
    assertThat(files).isEqualTo(used);
  }

  private static Set<String> includes(Script script) {
    Set<String> all = new HashSet<>();
    Deque<String> open =
        new ArrayDeque<>(find("(?m)^-- @include (\\w+)$", ScriptSource.read(script.fileName())));
    while (!open.isEmpty()) {
      String name = open.pop();
      assertThat(all.add(name)).as("%s is included once", name).isTrue();
      open.addAll(find("(?m)^-- @include (\\w+)$", ScriptSource.read("include/" + name)));
    }
    return all;
  }

  @Test
  void includes_areFoundAndOfferedOnce() {
    for (Script script : Script.values()) {
      assertThat(includes(script))
          .allSatisfy(name -> assertThat(ScriptSource.read("include/" + name)).isNotEmpty());
    }
    assertThatThrownBy(() -> ScriptSource.load("no such script"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no such script.lua");
  }

  @ParameterizedTest
  @MethodSource("files")
  void text_runsOnOldServers_andLosesNoDigits(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).as("no #! line; version 6.2 lacks it").startsWith("-- ");
    for (int i = 0; i < lines.size(); i++) {
      String code = lines.get(i).replaceFirst("--.*", "");
      String where = file.getFileName() + ":" + (i + 1);
      assertThat(code).as(where).doesNotContain("tostring(").doesNotContain("\t");
      assertThat(code.length()).as(where).isLessThanOrEqualTo(120);
      assertThat(code)
          .as("%s: a number concatenated without str()", where)
          .doesNotMatch(".*\\.\\. (tonumber\\(|now\\(\\)|#|\\d+ [-+*/]).*")
          .doesNotMatch(".*(tonumber\\([^()]*\\)|now\\(\\)) \\.\\..*");
      assertThat(code)
          .as("%s: a reply holds strings alone", where)
          .doesNotMatch(".*return \\{'[A-Z]+', (\\d|#|now|tonumber).*");
    }
  }

  // ---- sources

  /** The script's own file, and that of what it does where others do it too. */
  private static String source(Script script) {
    String own = ScriptSource.read(script.fileName());
    return includes(script).contains(script.fileName())
        ? own + "\n" + ScriptSource.read("include/" + script.fileName())
        : own;
  }

  /**
   * With what it includes, which read some; those that two scripts read by a running index are
   * added.
   */
  private static String wholeSource(Script script) {
    return includes(script).stream()
        .map(name -> ScriptSource.read("include/" + name))
        .collect(Collectors.joining("\n", source(script), ""))
        .replaceAll("local next_arg = 10", "ARGV[10]")
        .replaceAll("for i = 6, #ARGV", "ARGV[4] ARGV[5] ARGV[6]");
  }

  private static List<String> javaSources() {
    try (Stream<Path> files = Files.list(JAVA)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ScriptHeadersTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String javaSource(String name) {
    return read(JAVA.resolve(name + ".java"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> find(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(result -> group(result)).toList();
  }

  private static String group(MatchResult result) {
    return result.group(1);
  }
}
