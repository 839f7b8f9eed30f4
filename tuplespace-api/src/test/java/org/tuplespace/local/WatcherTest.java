package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.TupleListener;

class WatcherTest {
  private final List<String> told = new ArrayList<>();

  private final Watcher watcher =
      new Watcher(
          new TupleListener() {
            @Override
            public void onOut(Tuple tuple) {
              told.add(tuple.toString());
            }

            @Override
            public void onGap(long missed) {
              told.add("gap " + missed);
            }
          });

  @Test
  void overflow_isReportedAsAGapInItsPlace() {
    int toTell = 0;
    for (int i = 0; i < Watcher.CAPACITY + 5; i++) {
      toTell += watcher.out(Tuple.of(i)) ? 1 : 0;
    }
    for (int i = 0; i < 3; i++) {
      watcher.tellNext();
    }
    toTell += watcher.out(Tuple.of("later")) ? 1 : 0;
    assertThat(toTell).isEqualTo(Watcher.CAPACITY + 2);
    for (int i = 3; i < toTell; i++) {
      watcher.tellNext();
    }
    assertThat(told).hasSize(toTell);
    assertThat(told.subList(Watcher.CAPACITY - 1, toTell))
        .containsExactly("(" + (Watcher.CAPACITY - 1) + ")", "gap 5", "(\"later\")");
  }

  @Test
  void close_forgetsWhatWasNotTold() {
    assertThat(watcher.out(Tuple.of(1))).isTrue();
    watcher.close();
    watcher.tellNext();
    assertThat(watcher.out(Tuple.of(2))).isFalse();
    assertThat(told).isEmpty();
  }
}
