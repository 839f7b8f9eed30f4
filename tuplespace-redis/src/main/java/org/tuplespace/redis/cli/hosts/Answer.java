package org.tuplespace.redis.cli.hosts;

import java.util.List;

/**
 * A line that a script answered.
 *
 * @param word which kind it is
 * @param rest what follows
 */
record Answer(String word, String rest) {

  static List<Answer> of(List<String> lines) {
    return lines.stream().map(Answer::of).toList();
  }

  private static Answer of(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? new Answer(line, "")
        : new Answer(line.substring(0, space), line.substring(space + 1));
  }

  /** Of a kind that must be there. */
  static String first(List<Answer> answers, String word) {
    return answers.stream()
        .filter(answer -> answer.word().equals(word))
        .map(Answer::rest)
        .findFirst()
        .orElseThrow(
            () -> HostException.failed("it did not tell its " + word + "; is its sh a POSIX one?"));
  }

  /** The first word of the rest: the id of a job. */
  String id() {
    int space = rest.indexOf(' ');
    return space < 0 ? rest : rest.substring(0, space);
  }

  /** What follows the id. */
  String afterId() {
    return rest.substring(Math.min(rest.length(), id().length() + 1));
  }
}
