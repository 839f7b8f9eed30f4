package org.tuplespace.redis.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tuplespace.redis.faults.Operation.Outcome;

/**
 * All that was written in the ledgers of a run, in the order of time.
 *
 * @param operations by their begin
 * @param marks by their time
 */
record Ledgers(List<Operation> operations, List<Mark> marks) {

  /** Something that happened besides calls. */
  record Mark(String process, long nanos, String text) {}

  Ledgers {
    operations = operations.stream().sorted(Comparator.comparingLong(Operation::begin)).toList();
    marks = marks.stream().sorted(Comparator.comparingLong(Mark::nanos)).toList();
  }

  /** Reads every ledger in the directory. A last line that was not finished is no line. */
  static Ledgers read(Path directory) {
    List<Operation> operations = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(Ledger.SUFFIX)) {
          String process = name.substring(0, name.length() - Ledger.SUFFIX.length());
          String text = Files.readString(file, UTF_8);
          read(process, text.substring(0, text.lastIndexOf('\n') + 1), operations, marks);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Ledgers(operations, marks);
  }

  private static void read(
      String process, String text, List<Operation> operations, List<Mark> marks) {
    Map<String, String[]> open = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split("\t", -1);
      switch (words[1]) {
        case "MARK" -> marks.add(new Mark(process, Long.parseLong(words[0]), words[2]));
        case "CALL" -> open.put(words[2], words);
        default -> operations.add(ended(process, open.remove(words[2]), words));
      }
    }
    for (String[] call : open.values()) {
      operations.add(operation(process, call, Long.MAX_VALUE, Outcome.OPEN, "", 0));
    }
  }

  private static Operation ended(String process, String[] call, String[] end) {
    long nanos = Long.parseLong(end[0]);
    return end[1].equals("DONE")
        ? operation(process, call, nanos, Outcome.DONE, end[3], Integer.parseInt(end[4]))
        : operation(process, call, nanos, Outcome.valueOf(end[3]), end[4], 0);
  }

  private static Operation operation(
      String process, String[] call, long end, Outcome outcome, String answer, int deliveries) {
    String transaction = call[4].equals(Ledger.PLAIN) ? Ledger.PLAIN : process + "/" + call[4];
    return new Operation(
        process,
        Verb.valueOf(call[3]),
        transaction,
        call[5],
        Long.parseLong(call[0]),
        end,
        outcome,
        answer,
        deliveries);
  }
}
