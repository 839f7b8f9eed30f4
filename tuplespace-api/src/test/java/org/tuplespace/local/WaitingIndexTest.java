package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

class WaitingIndexTest {
  private final WaitingIndex<String> index = new WaitingIndex<>();
  private long order;

  private Node<Registration<String>> add(String name, Template... templates) {
    return index.add(List.of(templates).stream().map(Query::of).toList(), name, order++);
  }

  @Test
  void longestWaiting_overShapes() {
    Node<Registration<String>> first = add("value", Template.of("a", 1));
    add("filter", Template.of("a", Match.lessThan(5)));
    add("type", Template.of("a", Integer.class));
    add("other", Template.of("b", 1));
    assertThat(index.longestWaiting(Tuple.of("a", 1))).isEqualTo("value");
    assertThat(index.longestWaiting(Tuple.of("a", 2))).isEqualTo("filter");
    assertThat(index.longestWaiting(Tuple.of("a", 7))).isEqualTo("type");
    assertThat(index.longestWaiting(Tuple.of("a", 7L))).isNull();
    index.remove(first);
    assertThat(index.longestWaiting(Tuple.of("a", 1))).isEqualTo("filter");
    assertThat(index.all(Tuple.of("a", 1))).containsExactlyInAnyOrder("filter", "type");
  }

  @Test
  void anyOf32Shapes_findsTheLongestWaiting_withAtMost16Shapes() {
    List<Template> templates = new ArrayList<>();
    List<Node<Registration<String>>> registrations = new ArrayList<>();
    List<Integer> everyShape = new ArrayList<>();
    for (int bits = 0; bits < 32; bits++) {
      everyShape.add(bits);
    }
    Random random = new Random(3);
    Collections.shuffle(everyShape, random);
    for (int bits : everyShape) {
      Object[] fields = new Object[5];
      for (int i = 0; i < 5; i++) {
        fields[i] = (bits & (1 << i)) != 0 ? random.nextInt(2) : Match.any();
      }
      templates.add(Template.of(fields));
      registrations.add(add(String.valueOf(templates.size() - 1), Template.of(fields)));
    }
    assertThat(index.shapeCount()).isEqualTo(ArityIndex.MAX_SHAPES);
    for (int bits = 0; bits < 32; bits++) {
      Object[] fields = new Object[5];
      for (int i = 0; i < 5; i++) {
        fields[i] = (bits >> i) & 1;
      }
      Tuple tuple = Tuple.of(fields);
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < templates.size(); i++) {
        if (templates.get(i).matches(tuple)) {
          expected.add(String.valueOf(i));
        }
      }
      assertThat(index.longestWaiting(tuple)).isEqualTo(expected.get(0));
      assertThat(index.all(tuple)).containsExactlyInAnyOrderElementsOf(expected);
    }
    registrations.forEach(index::remove);
    assertThat(index.shapeCount()).isZero();
    assertThat(index.isEmpty()).isTrue();
  }

  @Test
  void remove_ofSeveralTemplates_removesAll() {
    Node<Registration<String>> several =
        add("several", Template.of("a"), Template.of("a"), Template.of("a", Match.any()));
    add("other", Template.of("a"));
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.longestWaiting(Tuple.of("a", 2))).isEqualTo("several");
    index.remove(several);
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.longestWaiting(Tuple.of("a"))).isEqualTo("other");
    assertThat(index.longestWaiting(Tuple.of("a", 2))).isNull();
    assertThat(index.shapeCount()).isEqualTo(1);
  }
}
