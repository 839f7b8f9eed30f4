package org.tuplespace.examples.wordcount;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.jobs.JobOptions;
import org.tuplespace.jobs.JobQueue;

/** Queues a job a file, to be done where the file is if that is soon possible, and adds up. */
public final class WordCount {

  /** The kind of the run. */
  public static final String KIND = "wordcount";

  /** What it counts. */
  public static final String UNIT = "files";

  private final Corpus corpus;
  private final Duration wait;
  private final QueueRun run;
  private final Map<String, Long> totals = new HashMap<>();
  private final Map<String, Set<String>> labels = new HashMap<>();
  private long atHome;
  private long bytesMoved;

  /**
   * What came of it.
   *
   * @param counts how often each word is in all files
   * @param atHome how many jobs ran where their file is
   * @param bytesMoved how much the others had to read from another host
   */
  public record Outcome(Map<String, Long> counts, long atHome, long bytesMoved, Duration elapsed) {

    /** All words, each as often as it occurs. */
    public long total() {
      return counts.values().stream().mapToLong(n -> n).sum();
    }
  }

  private WordCount(Corpus corpus, Duration wait, QueueRun run) {
    this.corpus = corpus;
    this.wait = wait;
    this.run = run;
  }

  /**
   * Counts, and compares with what was written.
   *
   * @param wait how long a job waits for a worker of the host that has its file
   * @throws FarmException if a job failed, no worker is left, or a count is wrong
   */
  public static Outcome count(Corpus corpus, Duration wait, QueueRun run)
      throws InterruptedException {
    return new WordCount(corpus, wait, run).count();
  }

  private Outcome count() throws InterruptedException {
    JobQueue queue = run.queue();
    List<CompletableFuture<CountWords.Counts>> results = new ArrayList<>();
    String directory = corpus.directory().toAbsolutePath().toString();
    for (Corpus.Entry entry : corpus.entries()) {
      JobOptions options = QueueRun.ONCE.preferring(wait, entry.host());
      results.add(queue.submit(new CountWords(directory, entry.host(), entry.name()), options));
    }
    for (CompletableFuture<CountWords.Counts> result : results) {
      add(run.await(result, () -> results.stream().filter(CompletableFuture::isDone).count()));
    }
    if (!totals.equals(corpus.counts())) {
      throw new FarmException("the words counted are not those that were written");
    }
    return new Outcome(Map.copyOf(totals), atHome, bytesMoved, run.elapsed());
  }

  private void add(CountWords.Counts counts) {
    for (int i = 0; i < counts.words().size(); i++) {
      totals.merge(counts.words().get(i), counts.counts().get(i), Long::sum);
    }
    if (labelsOf(counts.worker()).contains(counts.host())) {
      atHome++;
    } else {
      bytesMoved += counts.bytes();
    }
  }

  private Set<String> labelsOf(String worker) {
    if (!labels.containsKey(worker)) {
      run.queue().workers().forEach(info -> labels.put(info.name(), info.labels()));
    }
    return labels.getOrDefault(worker, Set.of());
  }
}
