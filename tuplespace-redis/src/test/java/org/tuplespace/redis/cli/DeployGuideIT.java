package org.tuplespace.redis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What docs/deploy.md tells to do: its commands are run, with other paths and another port. */
class DeployGuideIT {

  private static final Path DOCS = Path.of("").toAbsolutePath().resolveSibling("docs");
  private static final Pattern RUN =
      Pattern.compile("<!-- run -->\n```sh\n(.*?)```", Pattern.DOTALL);
  private static final long PATIENCE_SECONDS = 300;

  /** What the worker needs beyond its grace, to give back what is left. */
  private static final int GIVING_BACK_SECONDS = 10;

  @TempDir private Path directory;

  @Test
  void commands_doWhatThePageSays() throws Exception {
    assumeTrue(
        Stream.of("redis-server", "openssl", "bash", "sha256sum").allMatch(this::isInstalled));
    copyDocuments();
    makeTuples();
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    script.append("trap '[[ ! -e var/redis.pid ]] || kill \"$(<var/redis.pid)\"' EXIT\n");
    script.append("export PATH=\"$PWD/bin:$PATH\"\n");
    Matcher blocks = RUN.matcher(Files.readString(DOCS.resolve("deploy.md")));
    int count = 0;
    for (; blocks.find(); count++) {
      script.append("echo '--- ").append(count).append("'\n").append(here(blocks.group(1)));
      if (blocks.group(1).contains("--daemonize")) {
        script.append(AWAIT_SERVER);
      }
      if (blocks.group(1).contains("tuples spaces")) {
        script.append(WHAT_USERS_MAY_NOT);
      }
    }

    String output = bash(script.toString());

    assertThat(count).isGreaterThanOrEqualTo(8);
    assertThat(output)
        .contains("\"ok\", \"5\")")
        .contains("ok           connection   encrypted by TLS")
        .contains("ok           rights       the user admin may run every command")
        .contains("ok           scripts")
        .contains("ok           persistence  a log (AOF), appendfsync everysec")
        .containsPattern("studio +\\d")
        .contains("workers: 2\n")
        .doesNotContain("allowed what it should not be")
        .doesNotContain("failed ");
    assertThat(output.split("refused as it should be", -1)).hasSize(5);
  }

  private static final String AWAIT_SERVER =
      """
      until [[ -e var/redis.pid ]] && (: >/dev/tcp/127.0.0.1/$PORT) 2>/dev/null; do
        kill -0 "$BASHPID"
        read -r -t 0.05 <> <(:) || :
      done
      """;

  private static final String WHAT_USERS_MAY_NOT =
      """
      refuse() {
        status=0
        "$@" >refusal 2>&1 || status=$?
        if [[ $status -ge 3 ]]; then echo 'refused as it should be'
        else echo "allowed what it should not be: $*"; fi
      }
      refuse tuples out --space other a 1
      grep -q "an ACL may forbid" refusal
      as() { TUPLESPACE_REDIS="rediss://$1:$(cat etc/$1.password)@localhost:$PORT" "${@:2}"; }
      refuse as observer tuples out a 1
      refuse as observer tuples rdp a '?'
      as worker tuples out --space studio seen 1
      [[ $(as observer tuples rdp --space studio --read-only seen '?') == '("seen", 1)' ]]
      [[ $(as observer tuples count --space studio --read-only seen '?') == 1 ]]
      [[ $(as observer tuples dump --space studio) == *'("seen", 1)'* ]]
      as observer tuples stats --space studio --queue none --read-only --json >stats
      refuse as worker tuples doctor
      """;

  private String here(String commands) {
    return commands
        .replace("/etc/tuplespace", directory.resolve("etc").toString())
        .replace("/var/lib/tuplespace", directory.resolve("var").toString())
        .replace("6380", "$PORT");
  }

  private void copyDocuments() throws IOException {
    Path deploy = Files.createDirectories(directory.resolve("docs").resolve("deploy"));
    Files.createDirectories(directory.resolve("bin"));
    try (Stream<Path> files = Files.list(DOCS.resolve("deploy"))) {
      for (Path file : files.toList()) {
        Path copy = deploy.resolve(file.getFileName());
        Files.writeString(copy, here(Files.readString(file)).replace("$PORT", "" + port));
        assertThat(copy.toFile().setExecutable(Files.isExecutable(file))).isTrue();
      }
    }
  }

  private final int port = freePort();

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the launcher does, with what is being tested. */
  private void makeTuples() throws IOException {
    Path tuples = directory.resolve("bin").resolve("tuples");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        tuples,
        "#!/bin/sh\nexec '%s' ${TUPLES_JAVA_OPTS:-} -XX:TieredStopAtLevel=1 -cp \"$TEST_CLASSPATH\" %s \"$@\"\n"
            .formatted(java, Main.class.getName()));
    assertThat(tuples.toFile().setExecutable(true)).isTrue();
  }

  private String bash(String script) throws IOException, InterruptedException {
    File output = directory.resolve("output").toFile();
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", script);
    Map<String, String> environment = builder.environment();
    environment.put("TEST_CLASSPATH", System.getProperty("java.class.path"));
    environment.put("PORT", "" + port);
    Path keytool = Path.of(System.getProperty("java.home"), "bin");
    environment.merge("PATH", keytool.toString(), (path, more) -> path + File.pathSeparator + more);
    Process process =
        builder
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroy();
    String text = Files.readString(output.toPath());
    assertThat(ended).as("ends in time: %s", text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  // ---- the other files

  @Test
  void units_areValid() throws Exception {
    assumeTrue(isInstalled("systemd-analyze"));
    for (String unit : List.of("tuples-redis.service", "tuples-worker.service")) {
      String text = Files.readString(DOCS.resolve("deploy").resolve(unit));
      Path copy = directory.resolve(unit);
      Files.writeString(copy, text.replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true"));
      assertThat(bash("systemd-analyze verify '" + copy + "'")).isEmpty();
    }
  }

  @Test
  void graces_endBeforeTheyAreCutShort() throws IOException {
    Map<?, ?> pod = map(map(map(yaml("kubernetes.yaml"), "spec"), "template"), "spec");
    List<?> arguments =
        (List<?>) ((Map<?, ?>) ((List<?>) pod.get("containers")).get(0)).get("args");
    int grace = seconds(String.valueOf(arguments.get(arguments.indexOf("--grace") + 1)));
    assertThat((int) pod.get("terminationGracePeriodSeconds"))
        .isGreaterThan(grace + GIVING_BACK_SECONDS);

    Map<?, ?> worker = map(map(yaml("compose.yaml"), "services"), "worker");
    assertThat(seconds(String.valueOf(worker.get("stop_grace_period"))))
        .isGreaterThan(graceIn(String.valueOf(worker.get("command"))) + GIVING_BACK_SECONDS);

    String unit = Files.readString(DOCS.resolve("deploy").resolve("tuples-worker.service"));
    assertThat(seconds(unit.replaceFirst("(?s).*TimeoutStopSec=(\\d+)\n.*", "$1s")))
        .isGreaterThan(graceIn(unit) + GIVING_BACK_SECONDS);
  }

  @Test
  void cloudInit_startsTheWorkersUnit() throws IOException {
    Map<?, ?> machine = yaml("cloud-init.yaml");
    assertThat(Files.readString(DOCS.resolve("deploy").resolve("cloud-init.yaml")))
        .startsWith("#cloud-config\n");
    assertThat((List<?>) machine.get("runcmd"))
        .allMatch(command -> command instanceof String)
        .last()
        .isEqualTo("systemctl enable --now tuples-worker");
  }

  private static int graceIn(String text) {
    return seconds(text.replaceFirst("(?s).*--grace (\\d+s).*", "$1"));
  }

  private static int seconds(String duration) {
    assertThat(duration).matches("\\d+s");
    return Integer.parseInt(duration.substring(0, duration.length() - 1));
  }

  private static Map<?, ?> yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(DOCS.resolve("deploy").resolve(file)));
  }

  private static Map<?, ?> map(Map<?, ?> of, String key) {
    return (Map<?, ?>) of.get(key);
  }
}
