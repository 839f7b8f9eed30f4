package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tuplespace.Match;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

class ArityIndexTest {
  private static final int ARITY = 5;

  private final ArityIndex index = new ArityIndex(ARITY);
  private final List<StoredTuple> stored = new ArrayList<>();

  private StoredTuple add(Object... fields) {
    StoredTuple added = new StoredTuple(Tuple.of(fields), stored.size(), Agenda.NEVER);
    stored.add(added);
    index.add(added);
    return added;
  }

  private StoredTuple oldest(Template template) {
    return index.candidates(Query.of(template)).oldest();
  }

  /** The template of {@code fields} that fixes those whose bit is set. */
  private static Template fixing(int bits, Object... fields) {
    Object[] template = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      template[i] = (bits & (1 << i)) != 0 ? fields[i] : Match.any();
    }
    return Template.of(template);
  }

  @Test
  void candidates_anyOf32Shapes_findsTheOldestMatch_withAtMost16Indexes() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      add(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3), i % 7);
    }
    for (int round = 0; round < 3; round++) {
      for (int bits = 0; bits < 32; bits++) {
        Template template = fixing(bits, 1, 2, 0, 1, 3);
        List<StoredTuple> expected =
            stored.stream().filter(each -> template.matches(each.tuple)).toList();
        Candidates candidates = index.candidates(Query.of(template));
        assertThat(candidates.oldest(1000)).as("%s", template).isEqualTo(expected);
        assertThat(candidates.count()).isEqualTo(expected.size());
        assertThat(candidates.oldest()).isEqualTo(expected.isEmpty() ? null : expected.get(0));
      }
      assertThat(index.shapes()).hasSize(ArityIndex.MAX_SHAPES);
      // From the middle, the ends and in between.
      for (int i = round; i < stored.size(); i += 3 + round) {
        index.remove(stored.remove(i));
      }
    }
  }

  @Test
  void candidates_ofAnUnindexedShape_areThoseOfTheSmallestBucket() {
    for (int bits = 1; bits < 16; bits++) {
      oldest(fixing(bits, 0, 0, 0, 0, 0));
    }
    for (int i = 0; i < 100; i++) {
      add(i, i % 2, 0, 0, i);
    }
    Candidates candidates = index.candidates(Query.of(fixing(0b10011, 4, 0, 0, 0, 4)));
    assertThat(index.shapes()).noneMatch(shape -> shape.toString().equals("VV**V"));
    assertThat(candidates.size()).isEqualTo(1);
    assertThat(candidates.oldest()).isSameAs(stored.get(4));
  }

  @Test
  void candidates_secondFieldOnly_areExact() {
    oldest(fixing(0b00010, 0, 7, 0, 0, 0));
    for (int i = 0; i < 100; i++) {
      add("x", i, 0, 0, 0);
    }
    Candidates candidates = index.candidates(Query.of(fixing(0b00010, 0, 7, 0, 0, 0)));
    assertThat(candidates.size()).isEqualTo(1);
    assertThat(candidates.oldest()).isSameAs(stored.get(7));
  }

  @Test
  void candidates_filter_areThoseOfTheFixedFields() {
    for (int i = 0; i < 100; i++) {
      add(i % 10, i, 0, 0, 0);
    }
    Template template = Template.of(3, Match.greaterThan(50), Number.class, 0, Match.any());
    Candidates candidates = index.candidates(Query.of(template));
    assertThat(candidates.size()).isEqualTo(10);
    assertThat(candidates.count()).isEqualTo(5);
    assertThat(candidates.oldest()).isSameAs(stored.get(53));
  }

  @Test
  void candidates_typeUnderAShapeOfTypes_serveValuesToo() {
    for (int bits = 0; bits < 15; bits++) {
      oldest(fixing(bits, 0, 0, 0, 0, 0));
    }
    Template types = Template.of(Match.any(), Match.any(), Match.any(), Match.any(), String.class);
    oldest(types);
    add(1, 1, 1, 1, "a");
    add(2, 1, 1, 1, List.of(1));
    add(3, 1, 1, 1, List.of(2));
    assertThat(index.shapes()).hasSize(ArityIndex.MAX_SHAPES);
    assertThat(oldest(fixing(0b10000, 0, 0, 0, 0, "a"))).isSameAs(stored.get(0));
    assertThat(oldest(fixing(0b10000, 0, 0, 0, 0, List.of(2)))).isSameAs(stored.get(2));
    assertThat(oldest(fixing(0b10000, 0, 0, 0, 0, (Object) null))).isNull();
  }

  @Test
  void shapes_longUnused_giveWayAndStayRight() {
    for (int bits = 1; bits < 16; bits++) {
      oldest(fixing(bits, 0, 0, 0, 0, 0));
    }
    for (int i = 0; i < 20; i++) {
      add(i, i, i, i, i);
    }
    assertThat(index.shapes()).hasSize(ArityIndex.MAX_SHAPES);
    Template used = fixing(0b10000, 9, 9, 9, 9, 9);
    for (int i = 0; i < 3 * ArityIndex.PATIENCE; i++) {
      assertThat(oldest(used)).isSameAs(stored.get(9));
    }
    assertThat(index.shapes()).extracting(Shape::toString).containsExactly("*****", "****V");
    index.remove(stored.get(9));
    assertThat(oldest(used)).isNull();
    for (int bits = 0; bits < 32; bits++) {
      assertThat(oldest(fixing(bits, 3, 3, 3, 3, 3))).isNotNull();
    }
  }

  @Test
  void remove_all_leavesNoBucket() {
    for (int i = 0; i < 100; i++) {
      add(i, i % 3, "s", null, new byte[] {(byte) i});
    }
    oldest(fixing(0b00011, 1, 1, 1, 1, 1));
    oldest(fixing(0b10000, 1, 1, 1, 1, new byte[] {5}));
    for (int i = 50; i < 150; i++) {
      index.remove(stored.get(i % 100));
    }
    assertThat(index.bucketCount()).isZero();
    assertThat(index.size()).isZero();
  }

  @Test
  void add_putBack_keepsItsPlaceUnderEveryShape() {
    oldest(fixing(0b00001, 1, 1, 1, 1, 1));
    for (int i = 0; i < 6; i++) {
      add("a", i, 0, 0, 0);
    }
    for (int i : new int[] {3, 0, 5, 1}) {
      index.remove(stored.get(i));
    }
    for (int i : new int[] {5, 0, 1, 3}) {
      index.add(stored.get(i));
    }
    for (Template template : List.of(fixing(1, "a", 0, 0, 0, 0), fixing(0, 0, 0, 0, 0, 0))) {
      assertThat(index.candidates(Query.of(template)).oldest(10)).isEqualTo(stored);
    }
  }
}
