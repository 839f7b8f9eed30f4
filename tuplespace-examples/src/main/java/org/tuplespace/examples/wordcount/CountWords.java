package org.tuplespace.examples.wordcount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.jobs.Job;
import org.tuplespace.jobs.JobContext;

/**
 * The job of counting the words of one file.
 *
 * @param directory where the hosts' directories are
 * @param host which of them has the file
 * @param name of the file
 */
record CountWords(String directory, String host, String name) implements Job<CountWords.Counts> {

  /**
   * What is in a file.
   *
   * @param worker who counted
   * @param host where the file is
   * @param bytes how long it is
   * @param words each once, in alphabetical order
   * @param counts how often each of these occurs
   */
  record Counts(String worker, String host, long bytes, List<String> words, List<Long> counts) {}

  @Override
  public Counts run(JobContext context) throws IOException {
    Path file = Corpus.file(Path.of(directory), new Corpus.Entry(host, name));
    String text;
    try {
      text = Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new FarmException(
          "there is no "
              + file
              + " here; workers of other machines need the same directory, such"
              + " as one on NFS, see --directory");
    }
    Map<String, Long> counts = new TreeMap<>();
    for (StringTokenizer words = new StringTokenizer(text); words.hasMoreTokens(); ) {
      counts.merge(words.nextToken(), 1L, Long::sum);
    }
    return new Counts(
        context.worker(),
        host,
        text.length(),
        new ArrayList<>(counts.keySet()),
        new ArrayList<>(counts.values()));
  }
}
