package org.tuplespace.redis.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultReportTest {

  @Test
  void generatedPart_isReplaced_andTheRestStays() {
    String document = "before\n" + FaultReport.BEGIN + "old\n" + FaultReport.END + "after\n";
    assertThat(FaultReport.replaced(document, "new\n"))
        .isEqualTo("before\n" + FaultReport.BEGIN + "new\n" + FaultReport.END + "after\n");
  }

  @Test
  void documentWithoutMarkers_isAnError() {
    assertThatThrownBy(() -> FaultReport.replaced("nothing", "new\n"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void row_hasWhatWasCounted() {
    Account account = new Account(5, List.of(), List.of(), List.of(), List.of(), List.of());
    Recovery recovery = Recovery.of(List.of(Duration.ofMillis(1500)));
    assertThat(new Row(Scenario.WORKERS, "x", 3, account, recovery, "y"))
        .hasToString(
            "| 1 | workers killed and stopped | x | 3 | 5 | 0 | 0 | 0 | 0 | 0 | 1.50 s | 1.50 s"
                + " | y |\n");
  }

  @Test
  void rowOfWhatWasNotDone_saysSo() {
    assertThat(Row.notDone(Scenario.SERVER, "disk full", "no mount here"))
        .hasToString(
            "| 5 | server's state | disk full | 0 | - | - | - | - | - | - | - | - | not done: no"
                + " mount here |\n");
  }

  @Test
  void notation_readsWhatItWrites() {
    for (String text : List.of("'job,7", "'a b", "-3,'x,'")) {
      assertThat(Notation.of(Notation.tuple(text))).isEqualTo(text);
    }
    for (String text : List.of("'job,*,#,$,4")) {
      assertThat(Notation.of(Notation.template(text))).isEqualTo(text);
    }
  }
}
