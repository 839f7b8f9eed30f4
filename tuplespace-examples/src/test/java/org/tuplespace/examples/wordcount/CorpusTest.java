package org.tuplespace.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.examples.farm.FarmException;

class CorpusTest {

  private static final List<String> HOSTS = List.of("host-a", "host-b");

  @TempDir private Path directory;

  @Test
  void write_sameSeed_sameFilesOnEachHostInTurn() throws IOException {
    Corpus one = Corpus.write(directory.resolve("1"), HOSTS, 5, 100, 42);
    Corpus same = Corpus.write(directory.resolve("2"), HOSTS, 5, 100, 42);
    Corpus other = Corpus.write(directory.resolve("3"), HOSTS, 5, 100, 43);

    assertThat(one.entries()).hasSize(5).isEqualTo(same.entries());
    assertThat(one.entries()).extracting(Corpus.Entry::host).startsWith("host-a", "host-b");
    for (Corpus.Entry entry : one.entries()) {
      assertThat(Corpus.file(one.directory(), entry))
          .hasSameTextualContentAs(Corpus.file(same.directory(), entry));
    }
    assertThat(one.counts()).isEqualTo(same.counts()).isNotEqualTo(other.counts());
    try (Stream<Path> files = Files.list(directory.resolve("1").resolve("host-b"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void counts_areThoseOfTheFiles() throws IOException {
    Corpus corpus = Corpus.write(directory, HOSTS, 3, 1_000, 1);

    String all = "";
    for (Corpus.Entry entry : corpus.entries()) {
      all += Files.readString(Corpus.file(directory, entry));
    }
    List<String> words = List.of(all.strip().split("\\s+"));
    assertThat(words).hasSize(3_000);
    assertThat(corpus.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(3_000);
    corpus
        .counts()
        .forEach(
            (word, count) ->
                assertThat(words.stream().filter(word::equals)).hasSize((int) (long) count));
  }

  @Test
  void write_whereItCannotBe_isRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> Corpus.write(file, HOSTS, 1, 1, 1))
        .isInstanceOf(FarmException.class)
        .hasMessageStartingWith("can't write the files to " + file);
  }
}
