package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/** Each operation by itself, where nothing blocks. */
public abstract class OperationsContract extends SpaceFixture {

  @Test
  void out_everyClientSeesItAtOnce() {
    TupleSpace reader = anotherClient();
    for (int i = 0; i < 50; i++) {
      space.out("sqrt", i, 5.0);
      assertThat(space.rdp("sqrt", i, Double.class)).contains(Tuple.of("sqrt", i, 5.0));
      assertThat(reader.rdp("sqrt", i, any())).contains(Tuple.of("sqrt", i, 5.0));
    }
  }

  @Test
  void out_loneTuple_meansItself() {
    Object lone = Tuple.of("a", 1);
    space.out(lone);
    assertThat(space.inp("a", 1)).isPresent();

    space.out("a", lone);
    assertThat(space.inp("a", Tuple.class)).contains(Tuple.of("a", lone));
  }

  @Test
  void out_tupleOfATuple_isNested() {
    space.out(Tuple.of(Tuple.of("a")));
    assertThat(space.inp("a")).isEmpty();
    assertThat(space.inp(Template.of(Tuple.of("a")))).isPresent();
  }

  @Test
  void outAsync_completesWhenTheTupleIsThere() throws Exception {
    get(space.outAsync("a", 1));
    get(space.outAsync(Tuple.of("a", 2), OutOptions.NONE));
    assertThat(anotherClient().rdAll("a", any()))
        .containsExactly(Tuple.of("a", 1), Tuple.of("a", 2));
  }

  @Test
  void inp_takesTheTuple() {
    space.out("a", 1);
    assertThat(space.inp("a", Integer.class)).contains(Tuple.of("a", 1));
    assertThat(space.inp("a", Integer.class)).isEmpty();
    assertThat(anotherClient().rdp("a", 1)).isEmpty();
  }

  @Test
  void rdp_leavesTheTuple() {
    space.out("a", 1);
    assertThat(space.rdp("a", Integer.class)).contains(Tuple.of("a", 1));
    assertThat(space.rdp("a", Integer.class)).contains(Tuple.of("a", 1));
    assertThat(space.count("a", 1)).isEqualTo(1);
  }

  @Test
  void inpAndRdp_nothingMatches_empty() {
    assertThat(space.inp("a", 1)).isEmpty();
    assertThat(space.rdp("a", 1)).isEmpty();
    space.out("a", 2);
    assertThat(space.inp("a", 1)).isEmpty();
    assertThat(space.rdp("b", 2)).isEmpty();
    assertThat(space.count("a", 2)).isEqualTo(1);
  }

  @Test
  void template_loneTemplateOrTuple_meansItself() throws Exception {
    space.out("a", 1);
    Object template = Template.of("a", any());
    Object tuple = Tuple.of("a", 1);
    assertThat(space.rdp(template)).isPresent();
    assertThat(space.rdp(tuple)).isPresent();
    assertThat(space.rd(template)).isEqualTo(tuple);
    assertThat(space.rd(tuple)).isEqualTo(tuple);
    assertThat(space.count(template)).isEqualTo(1);
    assertThat(space.rdAll(tuple)).containsExactly(Tuple.of("a", 1));
    assertThat(get(space.rdAsync(template))).isEqualTo(tuple);
    assertThat(get(space.inAsync(tuple))).isEqualTo(tuple);
    assertThat(space.inp(template)).isEmpty();
  }

  @Test
  void in_takesAMatchThatIsThere() throws Exception {
    space.out("a", 1);
    space.out("a", 2);
    space.out("a", 3);
    assertThat(space.in("a", 2)).isEqualTo(Tuple.of("a", 2));
    assertThat(space.in(Template.of("a", any()), Duration.ZERO)).contains(Tuple.of("a", 1));
    assertThat(get(space.inAsync("a", any()))).isEqualTo(Tuple.of("a", 3));
    assertThat(space.count("a", any())).isZero();
  }

  @Test
  void rd_readsAMatchThatIsThere() throws Exception {
    space.out("a", 1);
    assertThat(space.rd("a", any())).isEqualTo(Tuple.of("a", 1));
    assertThat(space.rd(Template.of("a", any()), Duration.ZERO)).contains(Tuple.of("a", 1));
    assertThat(get(space.rdAsync("a", any()))).isEqualTo(Tuple.of("a", 1));
    assertThat(space.count("a", any())).isEqualTo(1);
  }

  @Test
  void equalTuples_areDistinctTuples() {
    space.out("a", 1);
    space.out("a", 1);
    assertThat(space.count("a", 1)).isEqualTo(2);
    assertThat(space.inp("a", 1)).isPresent();
    assertThat(space.count("a", 1)).isEqualTo(1);
    assertThat(space.inp("a", 1)).isPresent();
    assertThat(space.inp("a", 1)).isEmpty();
  }

  @Test
  void emptyTuple_isATuple() throws Exception {
    space.out();
    assertThat(space.count()).isEqualTo(1);
    assertThat(space.rd()).isEqualTo(Tuple.of());
    assertThat(space.inp()).contains(Tuple.of());
    assertThat(space.inp()).isEmpty();
  }

  @Test
  void arities_areApart() {
    space.out("a");
    space.out("a", 1);
    space.out("a", 1, null);
    assertThat(space.count("a")).isEqualTo(1);
    assertThat(space.count(any(), any())).isEqualTo(1);
    assertThat(space.inp(any(), any(), any())).contains(Tuple.of("a", 1, null));
    assertThat(space.count(any())).isEqualTo(1);
  }

  @Test
  void bytes_areCopiedInAndOut() {
    byte[] bytes = {1, 2};
    space.out("a", bytes);
    bytes[0] = 9;
    byte[] read = space.rdp("a", byte[].class).orElseThrow().getBytes(1);
    assertThat(read).containsExactly(1, 2);
    read[0] = 9;
    assertThat(space.rdp("a", byte[].class).orElseThrow().getBytes(1)).containsExactly(1, 2);
    assertThat(space.inp("a", new byte[] {1, 2})).isPresent();
  }

  @Test
  void lists_areCopied() {
    List<Object> list = new ArrayList<>(List.of(1));
    space.out("a", list);
    list.add(2);
    assertThat(space.inp("a", any()).orElseThrow().getList(1)).isEqualTo(List.of(1));
  }

  @Test
  void deliveries_ofAnOrdinaryTake_isZero() {
    space.out("a");
    assertThat(space.inp("a").orElseThrow().deliveries()).isZero();
  }

  @Test
  void bigTuple_comesBackWhole() {
    String text = "ü😀x".repeat(50_000);
    byte[] bytes = new byte[1_000_000];
    bytes[999_999] = 7;
    Tuple tuple = Tuple.of("big", 1, text, bytes);
    space.out(tuple);
    assertThat(space.rdp("big", 1, String.class, byte[].class)).contains(tuple);
    assertThat(space.rdp("big", 1, text + "x", any())).isEmpty();
    assertThat(space.inp("big", 1, text, bytes)).contains(tuple);
    assertThat(space.count("big", any(), any(), any())).isZero();
  }

  @Test
  void name_isTheOneConnectedTo() {
    String name = freshName();
    assertThat(client(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{1}", "}{", "a:b", ":", "*?[x]", "ü 😀", "a/b\\c", "%s", "\"'", "a\nb"})
  void name_oddCharacters_isAnotherSpace(String suffix) {
    TupleSpace odd = client(space.name() + suffix);
    odd.out("here", suffix);
    assertThat(odd.name()).isEqualTo(space.name() + suffix);
    assertThat(space.rdp("here", any())).isEmpty();
    assertThat(client(space.name() + "{2}").rdp("here", any())).isEmpty();
    assertThat(client(odd.name()).inp("here", any())).contains(Tuple.of("here", suffix));
  }
}
