package org.tuplespace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private final ShapeIndex<String> index = new ShapeIndex<>(Shape.open(1));
  private final Map<Key, Bucket<String>> expected = new HashMap<>();

  /** Of its own hash, or of one that it shares with many. */
  private record Part(int number, boolean shares) {
    @Override
    public int hashCode() {
      return shares ? number % 2 : number;
    }
  }

  private static Key key(int number) {
    return new Key(new Part(number, number % 16 == 0));
  }

  private Bucket<String> make(Key key) {
    Bucket<String> made = new Bucket<>(index, key);
    expected.put(key, made);
    return made;
  }

  private static Set<Bucket<String>> all(Consumer<Consumer<Bucket<String>>> forEach) {
    List<Bucket<String>> all = new ArrayList<>();
    forEach.accept(all::add);
    assertThat(all).doesNotHaveDuplicates();
    return new HashSet<>(all);
  }

  @Test
  void table_anyOrderOfAddsAndRemoves_isAsAMap() {
    KeyTable<String> table = new KeyTable<>();
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      // More and more, then fewer and fewer, so that groups fill up and are left.
      int range = i < 100_000 ? 1 + i / 100 : 2_000 - i / 100;
      Key key = key(random.nextInt(range));
      Bucket<String> bucket = expected.get(key);
      assertThat(table.get(key)).isSameAs(bucket);
      if (bucket == null) {
        table.add(make(key));
      } else {
        assertThat(table.remove(bucket)).isTrue();
        assertThat(table.remove(bucket)).isFalse();
        expected.remove(key);
      }
      assertThat(table.size()).isEqualTo(expected.size());
    }
    assertThat(all(table::forEach)).isEqualTo(new HashSet<>(expected.values()));
  }

  @Test
  void table_allOfOneHash_areFoundAndGo() {
    KeyTable<String> table = new KeyTable<>();
    for (int i = 0; i < 1_600; i += 16) {
      table.add(make(key(i)));
    }
    for (int i = 0; i < 1_600; i += 16) {
      Bucket<String> bucket = expected.get(key(i));
      assertThat(table.get(key(i))).isSameAs(bucket);
      table.remove(bucket);
      assertThat(table.get(key(i))).isNull();
    }
    assertThat(table.size()).isZero();
  }

  @Test
  void buckets_recentAndSettled_areOne() {
    Buckets<String> buckets = new Buckets<>();
    Random random = new Random(8);
    for (int i = 0; i < 20 * Buckets.MOST_RECENT; i++) {
      Key key = key(i);
      assertThat(buckets.get(key)).isNull();
      buckets.add(make(key));
      Key other = key(random.nextInt(i + 1));
      Bucket<String> bucket = expected.get(other);
      assertThat(buckets.get(other)).isSameAs(bucket);
      if (bucket != null && i % 3 == 0) {
        buckets.remove(bucket);
        expected.remove(other);
        assertThat(buckets.get(other)).isNull();
      }
      assertThat(buckets.size()).isEqualTo(expected.size());
    }
    assertThat(all(buckets::forEach)).isEqualTo(new HashSet<>(expected.values()));
    expected.values().forEach(buckets::remove);
    assertThat(buckets.size()).isZero();
    assertThat(all(buckets::forEach)).isEmpty();
  }

  @Test
  void buckets_allGone_beginAnew() {
    Buckets<String> buckets = new Buckets<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 5 * Buckets.MOST_RECENT; i++) {
        buckets.add(make(key(i)));
      }
      expected.values().forEach(buckets::remove);
      assertThat(buckets.size()).isZero();
      expected.clear();
    }
  }

  @Test
  void hash_anyByteOfAnyLength_counts() {
    for (int length = 1; length <= 24; length++) {
      for (int at = 0; at < length; at++) {
        Set<Integer> hashes = new HashSet<>();
        for (int value = 0; value < 256; value++) {
          byte[] bytes = new byte[length];
          bytes[at] = (byte) value;
          hashes.add(new Key(ByteBuffer.wrap(bytes)).hashCode());
        }
        assertThat(hashes).as("byte %s of %s", at, length).hasSize(256);
      }
    }
  }

  @Test
  void hash_smallNumbersSideBySide_differs() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 100; j++) {
        hashes.add(new Key(i, j).hashCode());
      }
    }
    assertThat(hashes).hasSizeGreaterThan(9_990);
  }
}
