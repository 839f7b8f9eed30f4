package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.tuplespace.linuxtuples.LinuxTuples.makeTuple;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Tuple;
import org.tuplespace.linuxtuples.LinuxTuples;

/** The operations of LinuxTuples by their old names. */
public abstract class LinuxTuplesContract extends SpaceFixture {

  private LinuxTuples conn;

  @BeforeEach
  void wrap() {
    conn = LinuxTuples.on(space);
  }

  @Test
  void get_takesTheOldestMatch_whereNullMatchesAnything() throws Exception {
    conn.put("sqrt", 5.0);
    conn.put("sqrt", 6.0);
    assertThat(conn.read("sqrt", null)).isEqualTo(Tuple.of("sqrt", 5.0));
    assertThat(conn.get("sqrt", null)).isEqualTo(Tuple.of("sqrt", 5.0));
    assertThat(conn.getNonblocking("sqrt", 6.0)).contains(Tuple.of("sqrt", 6.0));
    assertThat(conn.getNonblocking("sqrt", null)).isEmpty();
    assertThat(conn.readNonblocking((Object) null)).isEmpty();
  }

  @Test
  void wildcardsMatch_insideNestedTuples() throws Exception {
    conn.put("a", new Object[] {1, new Object[] {"x"}});
    assertThat(conn.readNonblocking("a", new Object[] {2, null})).isEmpty();
    assertThat(conn.get("a", new Object[] {null, new Object[] {null}}))
        .isEqualTo(Tuple.of("a", Tuple.of(1, Tuple.of("x"))));
  }

  @Test
  void wildcard_isRefusedInWhatIsPut() {
    assertThatThrownBy(() -> conn.put("a", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("element 1 is null");
    assertThat(conn.count()).isZero();
  }

  @Test
  void makeTuple_readsTheOldFormats() throws Exception {
    byte[] binary = {(byte) 0xff, 0, 1};
    conn.put(makeTuple("sids#t", "a", 1, 2.5, binary, makeTuple("i", 7)));
    Tuple got = conn.get(makeTuple("s?d?t", "a", 2.5, makeTuple("?")));
    assertThat(got).isEqualTo(Tuple.of("a", 1, 2.5, binary, Tuple.of(7)));
    assertThat(LinuxTuples.bytes(got, 3)).isEqualTo(binary);
    assertThat(LinuxTuples.bytes(got, 0)).containsExactly('a');
  }

  @Test
  void bytesThatAreText_areAString() throws Exception {
    conn.put(makeTuple("s#", new byte[] {'a', 'b'}));
    assertThat(conn.get("ab")).isEqualTo(Tuple.of("ab"));
  }

  @Test
  void makeTuple_namesWhatDoesNotFit() {
    assertThatThrownBy(() -> makeTuple("si", "a")).hasMessageContaining("none is left for i");
    assertThatThrownBy(() -> makeTuple("i", "a"))
        .hasMessageContaining("is a String, and i takes an int");
    assertThatThrownBy(() -> makeTuple("i", 1, 2)).hasMessageContaining("takes 1 values");
    assertThatThrownBy(() -> makeTuple("x", 1)).hasMessageContaining("has x");
    assertThatThrownBy(() -> makeTuple("s", (Object) null)).hasMessageContaining("letter ?");
  }

  @Test
  void count_isThatOfTheOldCountTest() throws Exception {
    conn.put(1, 2);
    conn.put(1, 2, 3);
    conn.put(2, 4, 6);
    assertThat(conn.count()).isEqualTo(3);
    assertThat(conn.count(new Object[] {1, null})).isEqualTo(1);
    assertThat(conn.count(new Object[] {1, null, null}, new Object[] {null, 4, null})).isEqualTo(2);
    assertThat(conn.count(new Object[] {2, null, null}, new Object[] {null, 4, null})).isEqualTo(1);
    assertThat(conn.dump(new Object[] {2, null, null}, new Object[] {1, null}))
        .containsExactly(Tuple.of(1, 2), Tuple.of(2, 4, 6));
    conn.get(1, 2);
    assertThat(conn.count()).isEqualTo(2);
    assertThat(conn.dump()).containsExactly(Tuple.of(1, 2, 3), Tuple.of(2, 4, 6));
  }

  @Test
  void replace_removesAllThatMatch() {
    conn.put("n", 1);
    conn.put("n", 2);
    assertThat(conn.replace(new Object[] {"n", null}, new Object[] {"n", 3})).isEqualTo(2);
    assertThat(conn.dump()).containsExactly(Tuple.of("n", 3));
  }

  @Test
  void log_tellsWhatHappenedSinceTheLastCall() throws Exception {
    conn.put("before");
    assertThat(conn.log()).isEmpty();
    conn.put("a", 1);
    conn.get("a", null);
    StringBuilder log = new StringBuilder();
    await().until(() -> log.append(conn.log()).toString().contains("got"));
    assertThat(log.toString()).isEqualTo("put (\"a\", 1)\ngot (\"a\", 1)\n");
  }

  @Test
  void close_leavesTheSpaceThatWasGiven() {
    conn.close();
    space.out("a");
    assertThat(space.rdp("a")).isPresent();
  }
}
