package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mersenne --max-exponent 1          | --max-exponent must be from 2 to 1000000, not 1",
        "mersenne --max-exponent 1000001    | --max-exponent must be from 2 to 1000000",
        "mersenne --max-exponent many       | Invalid value for option '--max-exponent'",
        "mersenne --workers 0               | --workers must be at least 1, not 0",
        "mersenne --limit 5                 | Unknown option",
        "mersenne 1300                      | Unmatched argument",
        "primes --limit -1                  | --limit must be from 0 to 100000000000000, not -1",
        "primes --limit 100000000000001     | --limit must be from 0 to",
        "hello --redis localhost            | is no url of a Redis server",
        "primes --redis localhost --join    | is no url of a Redis server",
        "hello --workers 2                  | Unknown option",
        "factor                             | no number to factor",
        "factor 0                           | the number is 0; give a whole number from 1 on",
        "factor -12                         | the number is -12; give a whole number from 1 on",
        "factor twelve                      | the number is twelve; give a whole number",
        "factor 12.5                        | the number is 12.5; give a whole number",
        "factor 12 13                       | Unmatched argument",
        "movie --output film.avi            | --output must end with .gif or .mp4, not be film.avi",
        "movie --frames 0                   | --frames must be at least 1, not 0",
        "molecular --atoms 337              | --atoms must be from 338 to 1000000, not 337",
        "molecular --atoms 1000001          | --atoms must be from 338 to 1000000",
        "molecular --engine namd            | --engine must be own or gromacs, not namd",
        "molecular --replicas 3             | --replicas and --segments are for --engine gromacs",
        "molecular --engine gromacs --check | --check and --plot are not for --engine gromacs",
        "molecular --engine gromacs --replicas 0 | --replicas must be from 1 to 100, not 0",
        "molecular --engine gromacs --seed 0     | --seed must be from 1 to 1000000000, not 0",
        "molecular --engine gromacs --steps 75   | --steps must be a multiple of --every",
        "molecular --engine gromacs --segments 101 | --segments must be at most 100",
        "wordcount --dead nohost            | --dead must be one of [host-a, host-b], not nohost",
        "mersene                            | Did you mean",
      })
  void execute_wrongArguments_saysSoAndExitsWith2(String line, String message) {
    assertThat(execute(line)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mersenne --help, --max-exponent",
    "primes --help, --limit",
    "hello --help, --redis",
    "matrix --help, --redis"
  })
  void execute_help_tellsTheOptions(String line, String option) {
    assertThat(execute(line)).isEqualTo(0);
    assertThat(out.toString()).contains("Usage: ./tuples example").contains(option);
  }

  @Test
  void execute_withoutName_listsTheExamples() {
    assertThat(commandLine().execute()).isEqualTo(0);
    assertThat(out.toString())
        .contains("mersenne  ")
        .contains("primes  ")
        .contains("hello  ")
        .containsPattern("philosophers +Linda: ")
        .containsPattern("ping-pong +LinuxTuples: ");
  }

  private int execute(String line) {
    return commandLine().execute(line.trim().split(" +"));
  }

  private CommandLine commandLine() {
    return Main.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true));
  }
}
