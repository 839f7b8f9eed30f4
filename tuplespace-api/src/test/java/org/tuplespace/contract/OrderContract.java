package org.tuplespace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuplespace.Match.any;
import static org.tuplespace.Match.atLeast;
import static org.tuplespace.Match.startsWith;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** The oldest tuple first, the longest waiting taker first, all readers before one taker. */
public abstract class OrderContract extends SpaceFixture {

  static List<Template> templatesOfEveryKind() {
    return List.of(
        Template.of("q", any()),
        Template.of("q", Integer.class),
        Template.of(any(), any()),
        Template.of(String.class, any()),
        Template.of("q", Number.class),
        Template.of("q", atLeast(0)),
        Template.of(startsWith("q"), any()),
        Template.of(CharSequence.class, Comparable.class));
  }

  @ParameterizedTest
  @MethodSource("templatesOfEveryKind")
  void inp_takesTheOldest(Template template) {
    for (int i = 0; i < 120; i++) {
      space.out("q", i);
    }
    for (int i = 0; i < 120; i++) {
      assertThat(space.rdp(template)).contains(Tuple.of("q", i));
      assertThat(space.inp(template)).contains(Tuple.of("q", i));
    }
  }

  @Test
  void order_isOfTheSpace_notOfTheIndex() {
    List<Template> templates = templatesOfEveryKind();
    for (int i = 0; i < 40; i++) {
      space.out("q", i);
    }
    for (int i = 0; i < 40; i++) {
      assertThat(space.inp(templates.get(i % templates.size()))).contains(Tuple.of("q", i));
    }
  }

  @Test
  void order_survivesTakesFromTheMiddle() {
    for (int i = 0; i < 20; i++) {
      space.out("q", i);
    }
    for (int i = 1; i < 20; i += 2) {
      assertThat(space.inp("q", i)).isPresent();
    }
    space.out("q", 1);
    List<Integer> order = new ArrayList<>();
    space.rdAll("q", any()).forEach(tuple -> order.add(tuple.getInt(1)));
    assertThat(order).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 1);
    for (int expected : order) {
      assertThat(space.inp("q", Integer.class)).contains(Tuple.of("q", expected));
    }
  }

  @Test
  void blockedIns_areServedInTheOrderOfTheirCalls() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      futures.add(blockedIn(() -> space.inAsync("q", any())));
    }
    for (int i = 0; i < 12; i++) {
      space.out("q", i);
    }
    for (int i = 0; i < 12; i++) {
      assertThat(get(futures.get(i))).isEqualTo(Tuple.of("q", i));
    }
  }

  @Test
  void blockedIns_ofDifferentTemplates_areServedInTheOrderOfTheirCalls() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    List<Template> templates = templatesOfEveryKind();
    for (Template template : templates) {
      futures.add(blockedIn(() -> space.inAsync(template)));
    }
    for (int i = 0; i < templates.size(); i++) {
      space.out("q", i);
    }
    for (int i = 0; i < templates.size(); i++) {
      assertThat(get(futures.get(i))).as("%s", templates.get(i)).isEqualTo(Tuple.of("q", i));
    }
  }

  @Test
  void blockedIns_ofDifferentTemplates_inReverse_areServedInTheOrderOfTheirCalls()
      throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    List<Template> templates = new ArrayList<>(templatesOfEveryKind());
    java.util.Collections.reverse(templates);
    for (Template template : templates) {
      futures.add(blockedIn(() -> space.inAsync(template)));
    }
    for (int i = 0; i < templates.size(); i++) {
      space.out("q", i);
      assertThat(get(futures.get(i))).as("%s", templates.get(i)).isEqualTo(Tuple.of("q", i));
    }
  }

  @Test
  void blockedIns_ofDifferentClients_areServedInTheOrderOfTheirCalls() throws Exception {
    List<CompletableFuture<Tuple>> futures = new ArrayList<>();
    var other = anotherClient();
    for (int i = 0; i < 6; i++) {
      var client = i % 2 == 0 ? space : other;
      futures.add(blockedIn(() -> client.inAsync("q", any())));
    }
    for (int i = 0; i < 6; i++) {
      space.out("q", i);
      assertThat(get(futures.get(i))).isEqualTo(Tuple.of("q", i));
    }
  }

  @Test
  void blockedIns_aCancelledOneLosesItsPlace() throws Exception {
    CompletableFuture<Tuple> first = blockedIn(() -> space.inAsync("q", any()));
    CompletableFuture<Tuple> second = blockedIn(() -> space.inAsync("q", any()));
    CompletableFuture<Tuple> third = blockedIn(() -> space.inAsync("q", any()));
    second.cancel(false);
    awaitBlockedIns(2);
    space.out("q", 1);
    space.out("q", 2);
    space.out("q", 3);
    assertThat(get(first)).isEqualTo(Tuple.of("q", 1));
    assertThat(get(third)).isEqualTo(Tuple.of("q", 2));
    assertThat(space.inp("q", any())).contains(Tuple.of("q", 3));
  }

  @Test
  void out_servesEveryRdThenOneIn() throws Exception {
    CompletableFuture<Tuple> firstIn = blockedIn(() -> space.inAsync("q", Integer.class));
    List<CompletableFuture<Tuple>> rds = new ArrayList<>();
    for (Template template : templatesOfEveryKind()) {
      rds.add(blockedRd(() -> space.rdAsync(template)));
    }
    CompletableFuture<Tuple> secondIn = blockedIn(() -> space.inAsync("q", any()));
    CompletableFuture<Tuple> otherRd = blockedRd(() -> space.rdAsync("other", any()));

    space.out("q", 1);

    assertThat(get(firstIn)).isEqualTo(Tuple.of("q", 1));
    for (CompletableFuture<Tuple> rd : rds) {
      assertThat(get(rd)).isEqualTo(Tuple.of("q", 1));
    }
    assertThat(space.rdp("q", any())).isEmpty();
    awaitBlockedIns(1);
    awaitBlockedRds(1);
    assertThat(secondIn).isNotDone();
    assertThat(otherRd).isNotDone();
  }

  @Test
  void out_manyReadersOfOneTemplate_allServed() throws Exception {
    var other = anotherClient();
    List<CompletableFuture<Tuple>> rds = new ArrayList<>();
    rds.add(blockedRd(() -> space.rdAsync("q", any())));
    for (int i = 0; i < 20; i++) {
      rds.add((i % 2 == 0 ? space : other).rdAsync("q", any()));
    }
    space.out("q", 1);
    for (CompletableFuture<Tuple> rd : rds) {
      assertThat(get(rd)).isEqualTo(Tuple.of("q", 1));
    }
    assertThat(space.count("q", 1)).isEqualTo(1);
    awaitBlockedRds(0);
  }

  @Test
  void outAll_servesWaitersInItsOrder() throws Exception {
    CompletableFuture<Tuple> first = blockedIn(() -> space.inAsync("q", any()));
    CompletableFuture<Tuple> second = blockedIn(() -> space.inAsync("q", Integer.class));
    CompletableFuture<Tuple> rd = blockedRd(() -> space.rdAsync("q", any()));
    space.outAll(List.of(Tuple.of("q", 1), Tuple.of("r", 0), Tuple.of("q", 2), Tuple.of("q", 3)));
    assertThat(get(first)).isEqualTo(Tuple.of("q", 1));
    assertThat(get(rd)).isEqualTo(Tuple.of("q", 1));
    assertThat(get(second)).isEqualTo(Tuple.of("q", 2));
    assertThat(space.rdAll(any(), any())).containsExactly(Tuple.of("r", 0), Tuple.of("q", 3));
  }
}
