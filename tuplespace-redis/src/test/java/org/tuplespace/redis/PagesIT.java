package org.tuplespace.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.redis.testing.TestSpaces.impatient;
import static org.tuplespace.redis.testing.TestSpaces.range;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuplespace.Template;
import org.tuplespace.Transaction;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.testing.RedisConnection;
import org.tuplespace.redis.testing.RedisForTests;
import org.tuplespace.redis.testing.TestSpaces;

/** Many tuples under one key of an index, which lie in pages there. */
class PagesIT {

  private static final Pattern OF_INDEX = Pattern.compile("\\}:(i|l\\d+|ls):");
  private static final String LENGTHS =
      """
      local lengths = {}
      for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
        local _, last = string.find(key, '}:l%d+:3:')
        if last and string.sub(key, last + 1, last + 4) == ARGV[2] .. ':' then
          lengths[#lengths + 1] = redis.call('LLEN', key)
        end
      end
      return lengths
      """;

  private String name;
  private TupleSpace space;
  private RedisConnection admin;

  @BeforeEach
  void connect() {
    name = TestSpaces.name("pages");
    space = impatient(RedisForTests.url(), name).connect();
    admin = RedisConnection.to(RedisForTests.url());
  }

  @AfterEach
  void drop() {
    admin.close();
    space.drop();
  }

  /** Of each page of tuples of three fields, under the index of a shape: how many ids it has. */
  private List<Integer> pages(String shape) {
    String keys = new SpaceKeys(name, 0).pattern();
    return admin.list("EVAL", LENGTHS, "0", keys, shape).stream()
        .map(length -> Integer.valueOf(String.valueOf(length)))
        .toList();
  }

  private void assertShort(String shape, int leastPages, int mostPages) {
    List<Integer> pages = pages(shape);
    assertThat(pages).hasSizeBetween(leastPages, mostPages).allMatch(length -> length <= 128);
  }

  /** There is one once somebody has asked. */
  private void makeIndex(Object... template) {
    assertThat(space.rdp(Template.of(template))).isEmpty();
  }

  private void assertNothingIsListed() {
    Set<String> keys = admin.keys(new SpaceKeys(name, 0).pattern());
    assertThat(keys).noneMatch(key -> OF_INDEX.matcher(key).find());
  }

  @Test
  void manyUnderOneKey_lieInPages_andComeInOrder() throws Exception {
    makeIndex("x", any(), any());
    for (int i = 0; i < 500; i++) {
      space.out("x", i, "one by one");
    }
    space.outAll(range(500, 3000).stream().map(i -> Tuple.of("x", i, "at once")).toList());
    assertShort("V**", 3000 / 128, 3000 / 60);
    assertThat(space.count("x", any(), any())).isEqualTo(3000);
    for (int i = 0; i < 1000; i++) {
      assertThat(space.inp("x", any(), any()).orElseThrow().getInt(1)).isEqualTo(i);
    }
    List<Tuple> rest = space.inAll(Template.of("x", any(), any()), 5000, Duration.ZERO);
    assertThat(rest).extracting(tuple -> tuple.getInt(1)).isEqualTo(range(1000, 3000));
    assertNothingIsListed();
  }

  @Test
  void indexThatIsBuiltOverMany_hasPages() throws Exception {
    space.outAll(range(0, 5000).stream().map(i -> Tuple.of(i, "x", i)).toList());
    assertThat(space.inp(4000, any(), any())).isPresent();
    assertThat(space.count(any(), "x", any())).isEqualTo(4999);
    assertShort("*V*", 5000 / 128, 5000 / 50);
    assertThat(space.rdAll(any(), "x", any()))
        .extracting(tuple -> tuple.getInt(0))
        .isEqualTo(range(0, 5000).stream().filter(i -> i != 4000).toList());
    assertThat(space.inAll(Template.of(any(), "x", any()), 10_000, Duration.ZERO)).hasSize(4999);
    assertNothingIsListed();
  }

  @Test
  void pagesThatCameBack_areWhereTheyWere() throws Exception {
    makeIndex("x", any(), any());
    space.outAll(range(0, 1000).stream().map(i -> Tuple.of("x", i, 0)).toList());
    for (int taken : List.of(1, 63, 64, 65, 300, 999, 1000)) {
      try (Transaction transaction = space.begin(Duration.ofSeconds(60))) {
        assertThat(transaction.inAll(Template.of("x", any(), any()), taken, Duration.ZERO))
            .hasSize(taken);
        assertThat(space.count("x", any(), any())).isEqualTo(1000 - taken);
      }
      assertThat(space.rdAll("x", any(), any()))
          .extracting(tuple -> tuple.getInt(1))
          .isEqualTo(range(0, 1000));
      assertShort("V**", 1000 / 128, 1000 / 30);
    }
  }

  @Test
  void idsThatComeBackBelowAllPages_areFollowedInOrder() throws Exception {
    makeIndex("x", any(), any());
    space.outAll(range(0, 200).stream().map(i -> Tuple.of("x", i, 0)).toList());
    Template all = Template.of("x", any(), any());
    Transaction first = space.begin(Duration.ofSeconds(60));
    assertThat(first.inAll(all, 100, Duration.ZERO)).hasSize(100);
    Transaction second = space.begin(Duration.ofSeconds(60));
    assertThat(second.inAll(all, 99, Duration.ZERO)).hasSize(99);
    first.abort();
    assertThat(space.inp("x", 199, any())).isPresent();
    second.abort();
    space.out("x", 200, 0);
    List<Integer> expected = range(0, 201).stream().filter(i -> i != 199).toList();
    assertThat(space.count(all)).isEqualTo(200);
    assertThat(space.rdAll(all)).extracting(tuple -> tuple.getInt(1)).isEqualTo(expected);
    for (int i : expected) {
      assertThat(space.inp(all).orElseThrow().getInt(1)).isEqualTo(i);
    }
    assertNothingIsListed();
  }

  @Test
  void countOfMorePagesThanOneLookCounts_isExact() {
    int many = 300_000;
    makeIndex("x", any(), any());
    for (int from = 0; from < many; from += 5000) {
      space.outAll(range(from, from + 5000).stream().map(i -> Tuple.of("x", i, 0)).toList());
    }
    assertShort("V**", 4097, many / 60);
    assertThat(space.count("x", any(), any())).isEqualTo(many);
    assertThat(space.count("y", any(), any())).isZero();
    assertThat(space.rdp("x", many - 1, any())).isPresent();
  }

  @Test
  void anyOperations_findWhatASimpleListFinds() throws Exception {
    Random random = TestSpaces.random("pages");
    List<Tuple> model = new ArrayList<>();
    int next = 0;
    int most = 0;
    boolean isGrowing = true;
    OpenTransactions transactions = new OpenTransactions();
    for (int step = 0; step < 1500; step++) {
      most = Math.max(most, model.size());
      isGrowing = isGrowing ? model.size() < 600 : model.size() < 20;
      switch (random.nextInt(isGrowing ? 10 : 7)) {
        case 0, 1 -> {
          Template template = template(random, next);
          assertThat(space.inp(template)).isEqualTo(takeFrom(model, template));
        }
        case 2 -> {
          Template template = template(random, next);
          assertThat(space.rdp(template))
              .isEqualTo(model.stream().filter(template::matches).findFirst());
        }
        case 3 -> {
          Template template = template(random, next);
          int max = 1 + random.nextInt(100);
          List<Tuple> expected = model.stream().filter(template::matches).limit(max).toList();
          model.removeAll(expected);
          assertThat(space.inAll(template, max, Duration.ZERO)).isEqualTo(expected);
        }
        case 4 -> {
          Template template = template(random, next);
          assertThat(space.count(template))
              .isEqualTo(model.stream().filter(template::matches).count());
          assertThat(space.rdAll(template))
              .isEqualTo(model.stream().filter(template::matches).toList());
        }
        case 5, 6 -> transactions.beginOrEndOne(random, model, next);
        case 7 -> {
          Tuple tuple = tuple(random, next++);
          space.out(tuple);
          model.add(tuple);
        }
        default -> {
          List<Tuple> some = new ArrayList<>();
          for (int i = random.nextInt(60); i >= 0; i--) {
            some.add(tuple(random, next++));
          }
          space.outAll(some);
          model.addAll(some);
        }
      }
    }
    transactions.endAll(model);
    assertThat(most).isGreaterThan(500);
    for (String shape : List.of("V**", "*V*", "VV*")) {
      assertShort(shape, 0, model.size() + 1);
    }
    assertThat(space.rdAll(any(), any(), any())).isEqualTo(model);
    for (Tuple tuple : model) {
      assertThat(space.inp(any(), any(), tuple.get(2))).contains(tuple);
    }
    assertNothingIsListed();
  }

  /** Most under one key, some under others. */
  private static Tuple tuple(Random random, int number) {
    return Tuple.of(random.nextInt(8) == 0 ? "y" : "x", random.nextInt(5), number);
  }

  private static Template template(Random random, int next) {
    return switch (random.nextInt(4)) {
      case 0 -> Template.of("x", any(), any());
      case 1 -> Template.of(any(), random.nextInt(5), any());
      case 2 -> Template.of("x", random.nextInt(5), any());
      default -> Template.of(any(), any(), random.nextInt(next + 1));
    };
  }

  private static Optional<Tuple> takeFrom(List<Tuple> model, Template template) {
    Optional<Tuple> first = model.stream().filter(template::matches).findFirst();
    first.ifPresent(model::remove);
    return first;
  }

  /** Some that take, and end later, in any order. */
  private final class OpenTransactions {

    private final Map<Transaction, List<Tuple>> taken = new LinkedHashMap<>();

    void beginOrEndOne(Random random, List<Tuple> model, int next) throws Exception {
      if (taken.size() < 3 && random.nextBoolean()) {
        Transaction transaction = space.begin(Duration.ofSeconds(60));
        taken.put(transaction, take(transaction, random, model, next));
      } else if (!taken.isEmpty()) {
        List<Transaction> all = List.copyOf(taken.keySet());
        end(all.get(random.nextInt(all.size())), model, random.nextInt(3) > 0);
      }
    }

    void endAll(List<Tuple> model) {
      for (Transaction transaction : List.copyOf(taken.keySet())) {
        end(transaction, model, true);
      }
    }

    private List<Tuple> take(Transaction transaction, Random random, List<Tuple> model, int next)
        throws Exception {
      List<Tuple> list = new ArrayList<>();
      if (random.nextInt(3) == 0) {
        Template template = template(random, next);
        int max = 1 + random.nextInt(300);
        list.addAll(transaction.inAll(template, max, Duration.ZERO));
        assertThat(list).isEqualTo(model.stream().filter(template::matches).limit(max).toList());
        model.removeAll(list);
        return list;
      }
      for (int i = random.nextInt(40); i >= 0; i--) {
        Template template = template(random, next);
        Optional<Tuple> one = transaction.inp(template);
        assertThat(one).isEqualTo(takeFrom(model, template));
        one.ifPresent(list::add);
      }
      return list;
    }

    /** What an aborted one took is back where it was. */
    private void end(Transaction transaction, List<Tuple> model, boolean isAborted) {
      List<Tuple> list = taken.remove(transaction);
      if (isAborted) {
        transaction.abort();
        model.addAll(list);
        model.sort(Comparator.comparingInt(tuple -> tuple.getInt(2)));
      } else {
        transaction.commit();
      }
    }
  }
}
