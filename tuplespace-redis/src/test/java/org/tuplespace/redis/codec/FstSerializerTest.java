package org.tuplespace.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.io.PrintStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.codec.RandomValues.Operation;
import org.tuplespace.redis.codec.RandomValues.Point;

class FstSerializerTest {

  private static final AllowedClasses ALLOWED =
      AllowedClasses.jdk().allowPackage("org.tuplespace.redis.codec");

  private final FstSerializer fst = new FstSerializer(ALLOWED);

  private <T> T copy(T object) {
    @SuppressWarnings("unchecked")
    T copy = (T) fst.read(fst.write(object));
    return copy;
  }

  @SuppressWarnings("JdkObsolete") // they may be put into tuples nevertheless
  static List<Object> equalAfterCopying() {
    Map<String, Object> map = new HashMap<>();
    map.put("a", List.of(1, 2L, 3.0));
    map.put(null, null);
    map.put("b", new Point(1, -0.0));
    Map<Object, Object> linked = new LinkedHashMap<>();
    for (int i = 99; i >= 0; i--) {
      linked.put(i, "value " + i);
    }
    return List.of(
        map,
        linked,
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        new TreeMap<>(Comparator.<String>reverseOrder()),
        new Hashtable<>(Map.of(1, 2)),
        new ConcurrentHashMap<>(Map.of(1, new int[0].length)),
        new ConcurrentSkipListMap<>(Map.of(1, 2, 3, 4)),
        new EnumMap<>(Map.of(TimeUnit.DAYS, "d", TimeUnit.HOURS, "h")),
        new EnumMap<Operation, String>(Operation.class),
        Map.of(),
        Map.of(1, new Point(2, 3)),
        Map.of("a", 1, "b", 2),
        Collections.unmodifiableMap(new TreeMap<>(Map.of(1, 2))),
        Map.entry("no", "entry").toString(),
        new java.util.AbstractMap.SimpleEntry<>(1, 2),
        new ArrayList<>(Arrays.asList(1, null, "x", 'c', (byte) 1, (short) 2, 1.5f)),
        new LinkedList<>(List.of(1, 2)),
        new Vector<>(List.of(1, 2)),
        Arrays.asList("a", "b"),
        List.of(Map.of(1, 2), Map.of(3, 4)),
        List.of(new HashSet<>(List.of(1))),
        Collections.nCopies(3, new HashMap<>()),
        new CopyOnWriteArrayList<>(List.of(1, 2)),
        new HashSet<>(List.of("a", "b")),
        new LinkedHashSet<>(List.of("b", "a")),
        new TreeSet<>(List.of(3, 1, 2)),
        Set.of(),
        Set.of(1),
        Set.of(1, 2, 3),
        EnumSet.of(TimeUnit.DAYS, TimeUnit.SECONDS),
        EnumSet.noneOf(Operation.class),
        EnumSet.allOf(Operation.class),
        BitSet.valueOf(new long[] {5, 0, 7}),
        new Date(5),
        Locale.GERMANY,
        URI.create("redis://localhost"),
        new BigDecimal("-1.00"),
        new ArrayList<>(List.of(new BigInteger("9".repeat(50)), new UUID(1, 2))),
        new ArrayList<>(
            List.of(
                Instant.EPOCH,
                LocalDate.MAX,
                ZonedDateTime.parse("2026-01-02T03:04:05+01:00[Europe/Berlin]"))),
        new Shape("square", List.of(new Point(0, 0), new Point(1, 1)), new int[] {1, 2}),
        new Node("lonely"),
        new Custom(3, "x"),
        new Outside(7, "y"),
        new Replaced("z"),
        new Holder<>(Operation.WITH_BODY));
  }

  @ParameterizedTest
  @MethodSource("equalAfterCopying")
  void read_written_equal(Object object) {
    Object copy = copy(object);
    assertThat(copy).isEqualTo(object).hasSameClassAs(object);
    assertThat(copy(object).hashCode()).isEqualTo(object.hashCode());
  }

  static List<Object> arrays() {
    return List.of(
        new int[] {1, -1, Integer.MAX_VALUE},
        new double[] {0.0, -0.0, Double.NaN},
        new boolean[] {true, false},
        new short[] {1},
        new char[] {'a', '\uffff'},
        new float[] {1.5f},
        new long[] {Long.MIN_VALUE},
        new byte[][] {{1}, {}, {2, 3}},
        new int[][] {{1, 2}, {3}},
        new String[] {"a", null},
        new Object[] {1, "a", new int[] {1}, new Point(1, 2)},
        new Point[][] {{new Point(1, 2)}, {}},
        new Operation[] {Operation.WITH_BODY, null, Operation.PLAIN});
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void read_array_equal(Object array) {
    Object copy = copy(array);
    assertThat(copy).hasSameClassAs(array);
    assertThat(Arrays.deepEquals(new Object[] {copy}, new Object[] {array})).isTrue();
  }

  @Test
  void read_queues_sameElements() {
    assertThat(copy(new ArrayDeque<>(List.of(1, 2)))).containsExactly(1, 2);
    assertThat(copy(new PriorityQueue<>(List.of(3, 1, 2))).poll()).isEqualTo(1);
    assertThat(copy(new AtomicInteger(5)).get()).isEqualTo(5);
    assertThat(copy(new AtomicLong(5)).get()).isEqualTo(5);
    assertThat(copy(new StringBuilder("abc"))).hasToString("abc");
  }

  @Test
  void read_cycle_sameShape() {
    Node a = new Node("a");
    Node b = new Node("b");
    a.next.add(b);
    b.next.add(a);
    b.next.add(b);

    Node copy = copy(a);

    Node other = copy.next.get(0);
    assertThat(other.name).isEqualTo("b");
    assertThat(other.next.get(0)).isSameAs(copy);
    assertThat(other.next.get(1)).isSameAs(other);
  }

  @Test
  void read_sharedReferences_shared() {
    int[] numbers = {1, 2, 3};
    Point point = new Point(1, 2);
    String text = new String("text");
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      list.addAll(List.of(numbers, point, text, new Holder<>(point), new Replaced("r" + i)));
    }

    List<Object> copy = copy(list);

    assertThat(copy).hasSameSizeAs(list);
    for (int i = 5; i < copy.size(); i += 5) {
      assertThat(copy.get(i)).isSameAs(copy.get(0)).isEqualTo(numbers);
      assertThat(copy.get(i + 1)).isSameAs(copy.get(1)).isEqualTo(point);
      assertThat(copy.get(i + 2)).isSameAs(copy.get(2)).isEqualTo(text);
      assertThat(((Holder<?>) copy.get(i + 3)).value).isSameAs(copy.get(1));
      assertThat(copy.get(i + 4)).isEqualTo(new Replaced("r" + i / 5));
    }
  }

  @Test
  void read_recordInACircle_saysSo() {
    Node node = new Node("in a circle");
    Linked record = new Linked("record", new Holder<>(null));
    @SuppressWarnings("unchecked")
    Holder<Object> holder = (Holder<Object>) record.holder();
    holder.value = record;
    node.next.add(node);
    assertFails(() -> copy(record), "refers back");
  }

  @Test
  void read_randomGraph_sameShape() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      List<Node> nodes = new ArrayList<>();
      int n = 1 + random.nextInt(60);
      for (int i = 0; i < n; i++) {
        nodes.add(new Node(random.nextBoolean() ? "n" : "node " + i));
      }
      for (int i = 0; i < 2 * n; i++) {
        Node from = nodes.get(random.nextInt(n));
        Node to = nodes.get(random.nextInt(n));
        from.next.add(to);
        from.byName.put("k" + random.nextInt(9), random.nextBoolean() ? to : new Linked("l", null));
      }
      assertThat(describe(copy(new ArrayList<>(nodes))))
          .as("seed %s", seed)
          .isEqualTo(describe(nodes));
    }
  }

  /** The graph as text, each node by the place where it was seen first. */
  private static String describe(List<Node> nodes) {
    IdentityHashMap<Node, Integer> seen = new IdentityHashMap<>();
    ArrayDeque<Node> open = new ArrayDeque<>(nodes);
    List<Node> order = new ArrayList<>();
    while (!open.isEmpty()) {
      Node node = open.poll();
      if (seen.putIfAbsent(node, seen.size()) == null) {
        order.add(node);
        open.addAll(node.next);
        node.byName.values().stream()
            .filter(Node.class::isInstance)
            .map(Node.class::cast)
            .forEach(open::add);
      }
    }
    StringBuilder text = new StringBuilder();
    for (Node node : order) {
      text.append(node.name);
      node.next.forEach(each -> text.append(' ').append(seen.get(each)));
      node.byName.forEach(
          (key, value) ->
              text.append(' ').append(key).append(value instanceof Node ? seen.get(value) : value));
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void read_bigObject_equal() {
    Random random = new Random(1);
    Map<Integer, Object> big = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      big.put(i, random.nextBoolean() ? new Point(i, i) : "text " + i);
    }
    assertThat(copy(big)).isEqualTo(big);
    int[] numbers = random.ints(3_000_000).toArray();
    assertThat(copy(numbers)).isEqualTo(numbers);
  }

  @Test
  void write_deepChain_saysSoOrWorks() {
    Holder<Object> chain = new Holder<>("end");
    for (int i = 0; i < 200_000; i++) {
      chain = new Holder<>(chain);
    }
    Object deep = chain;
    assertFails(() -> fst.write(deep), "go too deep");
    assertThat(copy(new Holder<>(1)).value).isEqualTo(1);
  }

  @Test
  void write_classNotAllowed_namesIt() {
    FstSerializer strict =
        new FstSerializer(AllowedClasses.jdk().allow(Holder.class).allow(Node.class));
    assertFails(
        () -> strict.write(new Holder<>(new Point(1, 2))),
        Point.class.getName(),
        "builder.allow(RandomValues.Point.class)");
    assertFails(() -> strict.write(new ArrayList<>(List.of(Operation.PLAIN))), "Operation");
    assertFails(() -> strict.write(new EnumMap<>(Map.of(Operation.PLAIN, 1))), "Operation");
    assertFails(() -> strict.write(new Point[0]), "Point");
  }

  @Test
  void read_classNotAllowed_namesIt() {
    FstSerializer strict = new FstSerializer(AllowedClasses.jdk().allow(Holder.class));
    assertFails(() -> strict.read(fst.write(new Holder<>(new Point(1, 2)))), "Point", "allow");
    assertFails(() -> strict.read(fst.write(new Typed(new Node("n")))), "Typed");
    FstSerializer withoutNode =
        new FstSerializer(AllowedClasses.jdk().allow(Typed.class).allow(Holder.class));
    assertFails(() -> withoutNode.read(fst.write(new Typed(new Node("n")))), "Node", "allow");
    assertFails(() -> strict.read(fst.write(new Point[1])), "Point");
    assertFails(
        () -> strict.read(fst.write(new EnumMap<Operation, String>(Operation.class))), "Operation");
  }

  @Test
  void write_classesThatFstKnowsByItself_refused() throws Exception {
    URL url = new URL("http://localhost/");
    assertFails(() -> fst.write(url), "java.net.URL");
    assertFails(() -> fst.write(new ArrayList<>(List.of(url))), "java.net.URL");
    assertFails(() -> fst.write(new WithUrl(url)), "java.net.URL");
    assertFails(() -> fst.write(new java.text.SimpleDateFormat()), "java.text.SimpleDateFormat");
    assertFails(() -> fst.write(new ArrayList<>(List.of(Thread.class))), "java.lang.Thread");
  }

  @Test
  void write_lambda_saysSo() {
    Callable<Integer> lambda = (Callable<Integer> & Serializable) () -> 1;
    assertFails(() -> fst.write(lambda), "lambda", "named class");
    assertFails(() -> fst.write(new Holder<>(lambda)), "lambda", "named class");
  }

  @Test
  void write_proxy_refused() {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Function.class}, (p, m, a) -> null);
    assertFails(() -> fst.write(new Holder<>(proxy)), "$Proxy");
  }

  @Test
  void write_notSerializable_namesTheClass() {
    assertFails(() -> fst.write(new Holder<>(new NotSerializable())), "NotSerializable");
  }

  @Test
  void readAndWrite_failing_printNothing() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      byte[] bytes = fst.write(new Holder<>(new Point(1, 2)));
      FstSerializer strict = new FstSerializer(AllowedClasses.jdk());
      assertFails(() -> strict.read(bytes), "Holder");
      assertFails(() -> strict.write(new Point(1, 2)), "Point");
      bytes[3]++;
      assertFails(() -> fst.read(bytes), "CRC");
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void read_mutated_exception() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] bytes = fst.write(new ArrayList<>(equalAfterCopying()));
    for (int i = 0; i < 5_000; i++) {
      byte[] mutated = TupleCodecTest.mutate(bytes, random);
      if (!Arrays.equals(mutated, bytes)) {
        assertThatExceptionOfType(TupleCodecException.class)
            .as("seed %s", seed)
            .isThrownBy(() -> fst.read(mutated));
      }
    }
  }

  @Test
  void readAndWrite_manyThreads_equal() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    for (Object each : equalAfterCopying()) {
                      assertThat(copy(each)).isEqualTo(each);
                    }
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void decode_opaqueFields_equal() {
    TupleCodec codec = new TupleCodec(ALLOWED, fst);
    Node node = new Node("n");
    Tuple tuple = Tuple.of("nodes", node, Tuple.of(new HashMap<>(Map.of(1, node))), 5);
    byte[] bytes = codec.encode(tuple, () -> "unused").bytes();
    assertThat(codec.decode(bytes, Codecs.NO_BLOBS)).isEqualTo(tuple);
  }

  private static void assertFails(Runnable work, String... parts) {
    assertThatExceptionOfType(TupleCodecException.class)
        .isThrownBy(work::run)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @SuppressWarnings("ArrayRecordComponent") // which makes it opaque
  record Shape(String name, List<Point> points, int[] weights) implements Serializable {
    @Override
    public boolean equals(Object other) {
      return other instanceof Shape that
          && name.equals(that.name)
          && points.equals(that.points)
          && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  record Linked(String name, Holder<?> holder) implements Serializable {}

  static final class NotSerializable {}

  static class Node implements Serializable {
    private static final long serialVersionUID = 1L;
    final String name;
    final List<Node> next = new ArrayList<>();
    final Map<String, Object> byName = new TreeMap<>();

    Node(String name) {
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  static final class Holder<T> implements Serializable {
    private static final long serialVersionUID = 1L;
    T value;

    Holder(T value) {
      this.value = value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Holder<?> that && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(value);
    }
  }

  record Typed(Node node) implements Serializable {}

  static final class WithUrl implements Serializable {
    private static final long serialVersionUID = 1L;
    final URL url;

    WithUrl(URL url) {
      this.url = url;
    }
  }

  /** Writes and reads itself, beside its default fields. */
  static final class Custom implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int number;
    private transient String text;

    Custom(int number, String text) {
      this.number = number;
      this.text = text;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeUTF(text);
      out.writeObject(new Point(number, 0));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      text = in.readUTF();
      if (!in.readObject().equals(new Point(number, 0))) {
        throw new IOException("another point");
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Custom that && number == that.number && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  public static final class Outside implements Externalizable {
    private int number;
    private String text;

    public Outside() {}

    Outside(int number, String text) {
      this.number = number;
      this.text = text;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeInt(number);
      out.writeObject(text);
      out.write(new byte[20_000]);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
      number = in.readInt();
      text = (String) in.readObject();
      in.readFully(new byte[20_000]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Outside that && number == that.number && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  static final class Replaced implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient String text;

    Replaced(String text) {
      this.text = text;
    }

    private Object writeReplace() throws ObjectStreamException {
      return new Form(text);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Replaced that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    static final class Form implements Serializable {
      private static final long serialVersionUID = 1L;
      private final String text;

      Form(String text) {
        this.text = text;
      }

      private Object readResolve() throws ObjectStreamException {
        return new Replaced(text);
      }
    }
  }
}
