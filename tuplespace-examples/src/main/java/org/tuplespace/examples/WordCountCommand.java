package org.tuplespace.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.examples.farm.Crew;
import org.tuplespace.examples.farm.Crews;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.wordcount.Corpus;
import org.tuplespace.examples.wordcount.WordCount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code example wordcount}. */
@Command(
    name = WordCount.KIND,
    description = "Counts the words of files that lie on two hosts, where they lie.",
    footer = {
      "",
      "The hosts are simulated: each is a directory, and workers that carry its name as a",
      "label. Prints the most frequent words, the total, and how many jobs ran where their",
      "file is on standard output, and how it goes on standard error. Who joins from",
      "another machine needs the same --redis, and the same --directory within reach."
    })
final class WordCountCommand implements Callable<Integer> {

  private static final List<String> HOSTS = List.of("host-a", "host-b");
  private static final int TOP = 10;

  @Mixin private FarmOptions options = new FarmOptions();

  private int files = 200;
  private int words = 20_000;
  private @Nullable String dead;
  private String joinAs = HOSTS.get(0);
  private double wait = 5;

  @Option(names = "--seed", paramLabel = "N", description = "Of the words; by default 1.")
  private long seed = 1;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where the files are made, and stay; by default a temporary directory.")
  private @Nullable Path directory;

  @Option(names = "--files", paramLabel = "N", description = "How many; by default 200.")
  void setFiles(int count) {
    files = positive("--files", count);
  }

  @Option(names = "--words", paramLabel = "N", description = "In each file; by default 20000.")
  void setWords(int count) {
    words = positive("--words", count);
  }

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long a job waits for a worker of the host that has its file; by default 5.")
  void setWait(double seconds) {
    if (!(seconds >= 0 && seconds <= 1e6)) {
      throw options.wrongUsage("--wait must be from 0 to 1000000 seconds, not " + seconds);
    }
    wait = seconds;
  }

  @Option(
      names = "--dead",
      paramLabel = "HOST",
      description = "No worker is started on this host (host-a or host-b), as if it were dead.")
  void setDead(String host) {
    dead = known("--dead", host);
  }

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "With --join: the host (host-a or host-b) to be; by default host-a.")
  void setHost(String host) {
    joinAs = known("--host", host);
  }

  private int positive(String option, int count) {
    if (count < 1) {
      throw options.wrongUsage(option + " must be at least 1, not " + count);
    }
    return count;
  }

  private String known(String option, String host) {
    if (!HOSTS.contains(host)) {
      throw options.wrongUsage(option + " must be one of " + HOSTS + ", not " + host);
    }
    return host;
  }

  @Override
  public Integer call() throws InterruptedException {
    Farm farm = new Farm(options);
    if (options.isJoin()) {
      return farm.join(
          WordCount.KIND,
          WordCount.UNIT,
          (connected, run) -> farm.crew(connected, run, options.workers(), joinAs));
    }
    if (directory != null) {
      return count(farm, directory);
    }
    Path temporary = makeDirectory();
    try {
      return count(farm, temporary);
    } finally {
      remove(temporary);
    }
  }

  private int count(Farm farm, Path place) throws InterruptedException {
    Corpus corpus = Corpus.write(place, HOSTS, files, words, seed);
    WordCount.Outcome outcome =
        farm.run(
            new QueueRun.Goal(WordCount.KIND, files, WordCount.UNIT),
            "Counting the words of " + files + " files on 2 hosts",
            (connected, run) -> hire(farm, connected, run),
            run -> WordCount.count(corpus, Duration.ofMillis((long) (wait * 1_000)), run));
    farm.tell("Took " + Report.seconds(outcome.elapsed()) + ".");
    print(outcome);
    return ExitStatus.OK;
  }

  /** The workers, one on each host in turn. */
  private Crew hire(Farm farm, ConnectedSpace connected, String run) {
    List<String> alive = HOSTS.stream().filter(host -> !host.equals(dead)).toList();
    List<Crew> crews = new ArrayList<>();
    for (int i = 0; i < alive.size(); i++) {
      int share = (options.workers() + alive.size() - 1 - i) / alive.size();
      crews.add(farm.crew(connected, run, share, alive.get(i)));
    }
    return new Crews(crews);
  }

  private void print(WordCount.Outcome outcome) {
    outcome.counts().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(TOP)
        .forEach(e -> System.out.printf(Locale.ROOT, "%8d %s%n", e.getValue(), e.getKey()));
    System.out.printf(
        Locale.ROOT,
        "%d words, as many as were written%n"
            + "%d of %d jobs (%.1f %%) ran where their file is; %d bytes were read from another host%n",
        outcome.total(),
        outcome.atHome(),
        files,
        100.0 * outcome.atHome() / files,
        outcome.bytesMoved());
  }

  private static Path makeDirectory() {
    try {
      return Files.createTempDirectory("tuples-wordcount");
    } catch (IOException e) {
      throw new FarmException("can't make a temporary directory: " + e.getMessage());
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new FarmException("can't remove " + directory + ": " + e.getMessage());
    }
  }
}
