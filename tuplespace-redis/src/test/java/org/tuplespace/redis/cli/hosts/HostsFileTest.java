package org.tuplespace.redis.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsFileTest {

  @TempDir private Path directory;

  @Test
  void parse_linesAndSettings() {
    List<RemoteHost> hosts =
        HostsFile.parse(
            "hosts",
            """
            # all of them
            web1

              ann@web2 workers=4 labels=gpu,ssd   # a comment
            web-3.example.org\tport=2222 concurrency=8 dir="/var/tmp/a b" java='/opt/my jdk/java'
            10.0.0.4 dir=~/tuples#1
            """);

    assertThat(hosts)
        .containsExactly(
            new RemoteHost("web1", null, null, null, List.of(), ".cache/tuples", null),
            new RemoteHost("ann@web2", null, 4, null, List.of("gpu", "ssd"), ".cache/tuples", null),
            new RemoteHost(
                "web-3.example.org", 2222, null, 8, List.of(), "/var/tmp/a b", "/opt/my jdk/java"),
            new RemoteHost("10.0.0.4", null, null, null, List.of(), "tuples#1", null));
    assertThat(hosts.get(1).name()).isEqualTo("web2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "web1 wokers=4       | there is no setting \"wokers\"; use workers, concurrency,",
        "web1 workers=0      | workers must be a number from 1 to 1000, not 0",
        "web1 workers=many   | workers must be a number from 1 to 1000, not many",
        "web1 port=65536     | port must be a number from 1 to 65535, not 65536",
        "web1 gpu            | \"gpu\" is no setting; write name=value",
        "web1 labels=        | \"labels=\" is no setting",
        "web1 dir=a dir=b    | dir is there twice",
        "web1 dir=\"/var/tmp | a quote has no end: \"/var/tmp",
        "-oProxyCommand=x    | \"-oProxyCommand=x\" is no host",
        "ann@-x              | is no host",
        "-x@web1             | is no host",
        "web2                | web2 is in line 1 already; workers=2 starts two there",
        "ann@web2            | web2 is in line 1 already",
      })
  void parse_wrongLine_saysWhereAndWhat(String line, String message) {
    assertThatThrownBy(() -> HostsFile.parse("my hosts", "web2\n# fine\n" + line + "\n"))
        .isInstanceOf(HostsFileException.class)
        .hasMessageStartingWith("my hosts, line 3: ")
        .hasMessageContaining(message);
  }

  @Test
  void parse_noHost_isRefused() {
    assertThatThrownBy(() -> HostsFile.parse("hosts", "# web1\n\n"))
        .isInstanceOf(HostsFileException.class)
        .hasMessage("hosts names no host; write one a line");
  }

  @Test
  void read_fileThatIsNotThere_isNamed() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> HostsFile.read(missing))
        .isInstanceOf(HostsFileException.class)
        .hasMessage("there is no hosts file " + missing);
  }
}
