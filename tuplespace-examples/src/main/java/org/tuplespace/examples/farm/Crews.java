package org.tuplespace.examples.farm;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Several crews as one, such as those of several hosts. */
public final class Crews implements Crew {

  private final List<Crew> crews;

  /** Takes over the crews, and closes them when it is closed. */
  public Crews(List<Crew> crews) {
    this.crews = List.copyOf(crews);
  }

  @Override
  public List<String> checkUp() {
    return crews.stream().flatMap(crew -> crew.checkUp().stream()).toList();
  }

  @Override
  public long unitsDone() {
    return crews.stream().mapToLong(Crew::unitsDone).sum();
  }

  @Override
  public boolean isWorking() {
    return crews.stream().anyMatch(Crew::isWorking);
  }

  @Override
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean ended = true;
    for (Crew crew : crews) {
      ended &= crew.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    return ended;
  }

  @Override
  public String lastWords() {
    return crews.stream()
        .map(Crew::lastWords)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    crews.forEach(Crew::close);
  }
}
