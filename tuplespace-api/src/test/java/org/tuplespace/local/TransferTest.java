package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tuplespace.Match.any;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.LocalTupleSpace;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpaceClosedException;
import org.tuplespace.internal.Transfer;

/** Moving tuples to a space that refuses them. */
class TransferTest {
  private static final Template JOBS = Template.of("job", any(), any());

  private final LocalTupleSpace source = new LocalTupleSpace("source");
  private final LocalTupleSpace target = new LocalTupleSpace("target");

  @AfterEach
  void close() {
    source.close();
    target.close();
  }

  private static List<Tuple> jobs(int count, String payload) {
    return IntStream.range(0, count).mapToObj(i -> Tuple.of("job", i, payload)).toList();
  }

  @Test
  void collect_closedTarget_leavesAllInPlace() {
    List<Tuple> jobs = jobs(Transfer.BATCH + 10, "");
    source.outAll(jobs);
    target.close();
    assertThatThrownBy(() -> source.collect(JOBS, target))
        .isInstanceOf(TupleSpaceClosedException.class);
    source.out("job", -1, "");
    assertThat(source.rdAll(JOBS).subList(0, jobs.size())).isEqualTo(jobs);
    assertThat(source.count(JOBS)).isEqualTo(jobs.size() + 1);
  }

  @Test
  void collect_batchTooLargeForOneStep_isSplit() {
    String payload = "x".repeat(100_000);
    List<Tuple> jobs = jobs(400, payload);
    for (Tuple job : jobs) {
      source.out(job);
    }
    assertThat(source.collect(JOBS, target)).isEqualTo(400);
    assertThat(target.rdAll(JOBS)).isEqualTo(jobs);
    assertThat(target.copyCollect(JOBS, source)).isEqualTo(400);
    assertThat(source.rdAll(JOBS)).isEqualTo(jobs);
  }

  @Test
  void collect_closedSource_isAnError() {
    source.out("job", 1, "");
    source.close();
    assertThatThrownBy(() -> source.collect(JOBS, target))
        .isInstanceOf(TupleSpaceClosedException.class);
    assertThat(target.count(JOBS)).isZero();
  }
}
