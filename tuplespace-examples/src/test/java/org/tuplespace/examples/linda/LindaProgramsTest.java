package org.tuplespace.examples.linda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.TupleSpace;
import org.tuplespace.eval.EvalWorker;

/** The programs in one JVM; that their answers are right they check themselves. */
@Timeout(60)
class LindaProgramsTest {

  private final TupleSpace space = new LocalTupleSpace("linda-" + UUID.randomUUID());

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void resultParallelism_leavesTheResult() throws Exception {
    new ResultParallelism().run(space);
    assertThat(space.count("prime", any(), any())).isEqualTo(299);
    assertThat(space.count("prime", any(), true)).isEqualTo(62);
  }

  @Test
  void matrixProduct() throws Exception {
    new MatrixProduct().run(space);
    assertThat(space.stats().tuples()).isEqualTo(2); // the end of the agenda, and the columns
  }

  @Test
  void diningPhilosophers() throws Exception {
    new DiningPhilosophers().run(space);
    assertThat(space.count("room ticket")).isEqualTo(4);
  }

  @Test
  void readersWriters() throws Exception {
    new ReadersWriters().run(space);
    assertThat(space.rdp("active readers", 0)).isPresent();
    assertThat(space.rdp("head of the queue", 45)).isPresent();
  }

  @Test
  void barrier() throws Exception {
    new Barrier().run(space);
    assertThat(space.count("barrier", any(), 0)).isEqualTo(4);
  }

  @Test
  void semaphore() throws Exception {
    new Semaphore().run(space);
    assertThat(space.count("permit")).isEqualTo(3);
  }

  @Test
  void databaseSearch() throws Exception {
    new DatabaseSearch().run(space);
    assertThat(space.count("score", any(), any())).isZero();
  }

  @Test
  void similarity_countsTheBestAlignment() {
    assertThat(DatabaseSearch.similarity("", "ACGT")).isZero();
    assertThat(DatabaseSearch.similarity("AAAA", "CCCC")).isZero();
    assertThat(DatabaseSearch.similarity("ACGT", "ACGT")).isEqualTo(8);
    assertThat(DatabaseSearch.similarity("ACGT", "ACT")).isEqualTo(5);
    assertThat(DatabaseSearch.similarity("TTACGATT", "GGACGAGG")).isEqualTo(8);
  }

  /** Their processes wait for one another, so that leaving too much to workers would be the end. */
  @Test
  void processesThatWait_goOn_thoughThereIsAWorker() throws Exception {
    try (EvalWorker worker = EvalWorker.on(space).concurrency(1).start()) {
      new Barrier().run(space);
      assertThat(worker.done()).isLessThanOrEqualTo(5);
    }
  }
}
