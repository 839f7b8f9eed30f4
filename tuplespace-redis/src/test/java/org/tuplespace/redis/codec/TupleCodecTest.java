package org.tuplespace.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.codec.RandomValues.Operation;
import org.tuplespace.redis.codec.RandomValues.Point;

class TupleCodecTest {

  private final TupleCodec codec = Codecs.ofValues();

  static List<Arguments> canonicalForms() {
    return List.of(
        Arguments.of(null, "c0"),
        Arguments.of(false, "c2"),
        Arguments.of(true, "c3"),
        Arguments.of((byte) -1, "d0ff"),
        Arguments.of((short) 1, "d10001"),
        Arguments.of(1, "d200000001"),
        Arguments.of(-1L, "d3ffffffffffffffff"),
        Arguments.of(1f, "ca3f800000"),
        Arguments.of(-0.0, "cb8000000000000000"),
        Arguments.of(Double.longBitsToDouble(0xfff8000000000001L), "cb7ff8000000000000"),
        Arguments.of("", "a0"),
        Arguments.of("\u00e9", "a2c3a9"),
        Arguments.of("x".repeat(32), "d920" + "78".repeat(32)),
        Arguments.of("x".repeat(256), "da0100" + "78".repeat(256)),
        Arguments.of(new byte[] {1, 2}, "c4020102"),
        Arguments.of(new byte[256], "c50100" + "00".repeat(256)),
        Arguments.of(List.of(), "90"),
        Arguments.of(List.of(1, "a"), "92d200000001a161"),
        Arguments.of(Tuple.of(), "d40190"),
        Arguments.of(Tuple.of("a"), "c7030191a161"),
        Arguments.of(Tuple.of("a", "b", "c"), "c7070193a161a162a163"),
        Arguments.of(new BigInteger("128"), "d5050080"),
        Arguments.of(BigInteger.valueOf(-1), "d405ff"),
        Arguments.of(new BigDecimal("1.00"), "c7050600000002" + "64"),
        Arguments.of(new UUID(1, 2), "d80700000000000000010000000000000002"),
        Arguments.of(Instant.ofEpochSecond(-1, 5), "c70c08ffffffffffffffff00000005"),
        Arguments.of(Duration.ofSeconds(1), "c70c09000000000000000100000000"),
        Arguments.of(LocalDate.ofEpochDay(1), "d70a0000000000000001"),
        Arguments.of('a', "d50b0061"));
  }

  @ParameterizedTest
  @MethodSource("canonicalForms")
  void encode_scalar_canonicalForm(Object value, String expected) {
    byte[] bytes = Codecs.encode(codec, value);

    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("91" + expected);
    assertThat(codec.decode(bytes, Codecs.NO_BLOBS)).isEqualTo(Tuple.of(value));
  }

  @Test
  void encode_typedObjects_classEntriesInPreOrder() {
    byte[] bytes = Codecs.encode(codec, "a", Operation.WITH_BODY);

    Input in = new Input(bytes);
    assertThat(in.arrayLength()).isEqualTo(2);
    assertThat(in.string()).isEqualTo("a");
    assertThat(in.extension()).isEqualTo(new Input.Extension(3, 9));
    assertThat(in.utf8(9)).isEqualTo("WITH_BODY");
    assertThat(in.arrayLength()).isEqualTo(2);
    assertThat(in.unsignedByte()).isEqualTo(0xc0);
    assertThat(in.arrayLength()).isEqualTo(1);
    int names = in.arrayLength();
    String[] entry = new String[names];
    for (int i = 0; i < names; i++) {
      entry[i] = in.string();
    }
    assertThat(in.remaining()).isZero();
    assertThat(entry[0]).isEqualTo(Operation.class.getName());
    assertThat(entry)
        .contains(
            ((Object) Operation.WITH_BODY).getClass().getName(),
            "java.lang.Enum",
            "java.lang.Comparable",
            "java.io.Serializable",
            "java.util.function.Supplier")
        .doesNotContain("java.lang.Object")
        .doesNotHaveDuplicates();
  }

  @Test
  void decode_encoded_equalTuple() {
    long seed = new Random().nextLong();
    RandomValues values = new RandomValues(new Random(seed));
    for (int i = 0; i < 5_000; i++) {
      Tuple tuple = values.tuple(4);
      EncodedTuple encoded = codec.encode(tuple, () -> "unused");
      assertThat(codec.decode(encoded.bytes(), Codecs.NO_BLOBS))
          .as("seed %s", seed)
          .isEqualTo(tuple);
      assertThat(codec.encode(tuple, () -> "unused").bytes()).isEqualTo(encoded.bytes());
      assertThat(codec.outOfLine(encoded.bytes())).isEmpty();
    }
  }

  @Test
  void encode_differentValues_differentBytes() {
    long seed = new Random().nextLong();
    RandomValues values = new RandomValues(new Random(seed));
    Map<ByteBuffer, Tuple> byBytes = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Tuple tuple = Tuple.of(values.value(1));
      byte[] bytes = codec.encode(tuple, () -> "unused").bytes();
      Tuple before = byBytes.putIfAbsent(ByteBuffer.wrap(bytes), tuple);
      if (before != null) {
        assertThat(tuple).as("seed %s", seed).isEqualTo(before);
      }
    }
    Map<Tuple, ByteBuffer> byTuple = new HashMap<>();
    byBytes.forEach(
        (bytes, tuple) -> assertThat(byTuple.put(tuple, bytes)).as("seed %s", seed).isNull());
  }

  @Test
  void encode_longTuple_largestFieldsOutOfLine() {
    String large = "\u00e9".repeat(40_000);
    byte[] larger = new byte[100_000];
    String small = "s".repeat(30_000);
    AtomicInteger ids = new AtomicInteger();
    Tuple tuple = Tuple.of(small, large, 1, larger);

    EncodedTuple encoded = codec.encode(tuple, () -> "blob" + ids.incrementAndGet());

    assertThat(encoded.bytes()).hasSizeLessThan(31_000);
    assertThat(codec.outOfLine(encoded.bytes()))
        .containsExactly(new BlobRef(1, "blob2", 80_005), new BlobRef(3, "blob1", 100_005));
    Map<String, byte[]> contents = Codecs.contents(encoded);
    assertThat(contents).containsOnlyKeys("blob1", "blob2");
    assertThat(contents.get("blob1")).startsWith(0xc6, 0, 1, 0x86, 0xa0).hasSize(100_005);
    assertThat(codec.decode(encoded.bytes(), id -> BlobContent.of(contents.get(id))))
        .isEqualTo(tuple);
    assertThat(encoded.key("VTV*"))
        .isEqualTo(codec.keyFor(encoded.bytes(), "VTV*"))
        .hasSize(17 + 1 + 5)
        .startsWith(0xc1)
        .endsWith(0xd9, 0xd2, 0, 0, 0, 1);
  }

  @Test
  void encode_justFits_staysInline() {
    byte[] most = new byte[65_536 - 3 - 3];
    assertThat(codec.encode(Tuple.of((Object) most), () -> "b").blobs()).isEmpty();
    byte[] more = new byte[65_536 - 3 - 2];
    assertThat(codec.encode(Tuple.of((Object) more), () -> "b").blobs()).hasSize(1);
  }

  @Test
  void encode_manySmallFields_stayInline() {
    Object[] fields = new Object[Tuple.MAX_ARITY];
    Arrays.fill(fields, "x".repeat(1000));
    EncodedTuple encoded = codec.encode(Tuple.of(fields), () -> "b");
    assertThat(encoded.blobs()).isEmpty();
    assertThat(codec.decode(encoded.bytes(), Codecs.NO_BLOBS)).isEqualTo(Tuple.of(fields));
  }

  @Test
  void decode_blobGoneOrChanged_saysSo() {
    EncodedTuple encoded = codec.encode(Tuple.of("a", new byte[100_000]), () -> "the-blob");
    byte[] content = Codecs.contents(encoded).get("the-blob");
    assertFails(() -> codec.decode(encoded.bytes(), id -> null), "field 1 lies", "the-blob");
    assertFails(
        () -> codec.decode(encoded.bytes(), id -> BlobContent.of(new byte[7])),
        "field 1",
        "7 bytes",
        "100005");
    content[500] = 1;
    assertFails(
        () -> codec.decode(encoded.bytes(), id -> BlobContent.of(content)), "field 1", "SHA-256");
  }

  @Test
  void decode_blobUnreachable_passesTheError() {
    EncodedTuple encoded = codec.encode(Tuple.of("a", new byte[100_000]), () -> "the-blob");
    BackendUnavailableException away = new BackendUnavailableException("away");
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(
            () ->
                codec.decode(
                    encoded.bytes(),
                    id -> {
                      throw away;
                    }))
        .isSameAs(away);
  }

  @Test
  void encode_fieldBeyondTheLimit_saysSo() {
    // A list shares its element, so that this takes no half gigabyte.
    byte[] part = new byte[64 * 1024 * 1024];
    List<byte[]> list = java.util.Collections.nCopies(9, part);
    Output out = new Output();
    assertThatExceptionOfType(TupleCodecException.class)
        .isThrownBy(() -> list.forEach(each -> out.binary(ByteBuffer.wrap(each))))
        .withMessageContaining("536870912");
  }

  @Test
  void encode_classNotAllowed_namesClassAndRemedy() {
    TupleCodec strict = new TupleCodec(AllowedClasses.jdk(), Codecs.NONE);
    assertThat(strict.encode(Tuple.of(TimeUnit.DAYS), () -> "")).isNotNull();
    assertFails(
        () -> strict.encode(Tuple.of(1, new Point(1, 2)), () -> ""),
        "field 1 holds a " + Point.class.getName(),
        "builder.allow(RandomValues.Point.class)",
        "builder.allowPackage(\"org.tuplespace.redis.codec\")");
    byte[] stored = Codecs.encode(codec, List.of(Operation.PLAIN));
    assertFails(
        () -> strict.decode(stored, Codecs.NO_BLOBS),
        "field 0 holds a " + Operation.class.getName());
  }

  @Test
  void decode_classMissing_namesClassAndRemedy() {
    byte[] stored = Codecs.encode(codec, new Point(1, 2));
    String name = Point.class.getName();
    String other = name.replace("Point", "Pount");
    byte[] renamed =
        new String(stored, StandardCharsets.ISO_8859_1)
            .replace(name, other)
            .getBytes(StandardCharsets.ISO_8859_1);
    assertFails(
        () -> codec.decode(renamed, Codecs.NO_BLOBS), "field 0 holds a " + other, "class path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "91", // no field
        "a161", // no array
        "9101", // a positive fixint
        "91c1", // never used in MessagePack
        "91d90161", // a longer header than needed
        "91a2c328", // malformed UTF-8
        "91a161ff", // bytes after the fields
        "91cb7ff8000000000001", // another NaN
        "91ddffffffff", // a bogus length
        "91c6ffffffff",
        "91dbffffffff",
        "91c9ffffffff05",
        "91c4", // truncated
        "91d4631f", // an unknown extension
        "91c70905000000000000000001", // a BigInteger with more bytes than needed
        "91c70005", // a BigInteger of nothing
        "91c70c0800000000000000003b9aca00", // a second of nanoseconds
        "91d70a7fffffffffffffff", // a date out of range
        "91d40301", // an enum without class
        "91d404019191a6ffffffffffff", // a malformed class name
        "91d40c01", // a short reference
      })
  void decode_corrupt_saysSo(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatExceptionOfType(TupleCodecException.class)
        .isThrownBy(() -> codec.decode(bytes, Codecs.NO_BLOBS))
        .withMessageMatching("(field 0|the stored tuple) .*");
  }

  @Test
  void decode_nestingBomb_saysSo() {
    byte[] lists = new byte[1_000_000];
    Arrays.fill(lists, (byte) 0x91);
    lists[lists.length - 1] = (byte) 0xc0;
    assertFails(() -> codec.decode(lists, Codecs.NO_BLOBS), "nested deeper than 64");
  }

  @Test
  void decode_mutated_exceptionOrTuple() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    RandomValues values = new RandomValues(random);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = mutate(codec.encode(values.tuple(3), () -> "unused").bytes(), random);
      try {
        Tuple tuple = codec.decode(bytes, id -> null);
        // What decodes is canonical, so it has no other bytes.
        byte[] again = codec.encode(tuple, () -> "unused").bytes();
        assertThat(codec.decode(again, id -> null)).isEqualTo(tuple);
      } catch (TupleCodecException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ", run " + i, e);
      }
    }
  }

  static byte[] mutate(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    for (int n = 1 + random.nextInt(3); n > 0 && mutated.length > 0; n--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[at] = (byte) random.nextInt(256);
        case 2 -> mutated = Arrays.copyOf(mutated, at);
        default -> {
          int from = random.nextInt(mutated.length);
          int length = Math.min(random.nextInt(8), mutated.length - Math.max(at, from));
          System.arraycopy(mutated.clone(), from, mutated, at, length);
        }
      }
    }
    return mutated;
  }

  private static void assertFails(Runnable work, String... parts) {
    assertThatExceptionOfType(TupleCodecException.class)
        .isThrownBy(work::run)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }
}
