package org.tuplespace.examples.wordcount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.tuplespace.examples.farm.FarmException;

/**
 * Text files of made-up words, each on one host, that is: in the directory of the host's name. The
 * same seed makes the same files. The words are as unequal as those of a language: the n-th is 1/n
 * as frequent as the first (Zipf's law).
 */
public final class Corpus {

  private static final int VOCABULARY = 2_000;
  private static final int WORDS_A_LINE = 12;
  private static final String[] SYLLABLES = {
    "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta",
    "ve", "wi", "xo", "zu"
  };

  private final Path directory;
  private final List<Entry> entries;
  private final Map<String, Long> counts;

  /**
   * A file.
   *
   * @param host where it is
   * @param name within the host's directory
   */
  public record Entry(String host, String name) {}

  private Corpus(Path directory, List<Entry> entries, Map<String, Long> counts) {
    this.directory = directory;
    this.entries = Collections.unmodifiableList(entries);
    this.counts = Collections.unmodifiableMap(counts);
  }

  /**
   * Writes the files, one on each host in turn.
   *
   * @param directory where the hosts' directories are made
   * @param files how many on all hosts together
   * @param words how many in each file
   * @throws FarmException if they can't be written
   */
  public static Corpus write(Path directory, List<String> hosts, int files, int words, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] vocabulary = vocabulary(random);
    double[] shares = shares();
    Map<String, Long> counts = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    try {
      for (String host : hosts) {
        Files.createDirectories(directory.resolve(host));
      }
      for (int i = 0; i < files; i++) {
        String name = String.format(Locale.ROOT, "part-%05d.txt", i);
        Entry entry = new Entry(hosts.get(i % hosts.size()), name);
        String text = text(words, vocabulary, shares, random, counts);
        Files.writeString(file(directory, entry), text, StandardCharsets.US_ASCII);
        entries.add(entry);
      }
    } catch (IOException e) {
      throw new FarmException("can't write the files to " + directory + ": " + e.getMessage());
    }
    return new Corpus(directory, entries, counts);
  }

  private static String[] vocabulary(SplittableRandom random) {
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < VOCABULARY) {
      StringBuilder word = new StringBuilder();
      for (int left = random.nextInt(1, 4); left >= 0; left--) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words.add(word.toString());
    }
    return words.toArray(String[]::new);
  }

  /** The n-th is the part of all words that are among the first n. */
  private static double[] shares() {
    double[] shares = new double[VOCABULARY];
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      sum += 1.0 / (i + 1);
      shares[i] = sum;
    }
    for (int i = 0; i < VOCABULARY; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private static String text(
      int words,
      String[] vocabulary,
      double[] shares,
      SplittableRandom random,
      Map<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= words; i++) {
      int found = Arrays.binarySearch(shares, random.nextDouble());
      String word = vocabulary[Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found)];
      counts.merge(word, 1L, Long::sum);
      text.append(word).append(i % WORDS_A_LINE == 0 || i == words ? '\n' : ' ');
    }
    return text.toString();
  }

  static Path file(Path directory, Entry entry) {
    return directory.resolve(entry.host()).resolve(entry.name());
  }

  /** Where the hosts' directories are. */
  Path directory() {
    return directory;
  }

  /** The files, in the order of their names. */
  public List<Entry> entries() {
    return entries;
  }

  /** How often each word is in all files, as it was written. */
  public Map<String, Long> counts() {
    return counts;
  }
}
