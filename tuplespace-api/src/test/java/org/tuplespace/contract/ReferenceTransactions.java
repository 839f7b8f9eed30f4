package org.tuplespace.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/**
 * A tuple space with transactions as plainly as it can be written: a list of tuples, a list of
 * waiters, and for each transaction a list of what it holds and one of what it has put.
 */
final class ReferenceTransactions {

  /** A tuple in the space, with its place and deliveries. */
  private record Entry(Tuple tuple, long order) {

    Entry delivered() {
      return new Entry(tuple.withDeliveries(tuple.deliveries() + 1), order);
    }
  }

  /** A transaction that goes on. */
  static final class Running {
    private final List<Entry> held = new ArrayList<>();
    private final List<Tuple> own = new ArrayList<>();

    boolean holdsSome() {
      return !held.isEmpty();
    }
  }

  /** A call that found nothing: what it waits for, and how its wait ended. */
  static final class Waiter {
    final @Nullable Running under;
    final boolean takes;
    final List<Template> templates;
    @Nullable Tuple served;
    boolean endedWithTransaction;

    Waiter(@Nullable Running under, boolean takes, List<Template> templates) {
      this.under = under;
      this.takes = takes;
      this.templates = templates;
    }

    boolean wants(Tuple tuple) {
      return templates.stream().anyMatch(template -> template.matches(tuple));
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private long lastOrder;

  List<Waiter> waiters() {
    return waiters;
  }

  long waiting(boolean takes) {
    return waiters.stream().filter(waiter -> waiter.takes == takes).count();
  }

  long size() {
    return entries.size();
  }

  // ---- putting

  void out(@Nullable Running under, Tuple tuple) {
    if (under == null) {
      show(new Entry(tuple, ++lastOrder));
      return;
    }
    serveReaders(tuple, waiter -> waiter.under == under);
    Optional<Waiter> taker = firstTaker(tuple, waiter -> waiter.under == under);
    if (taker.isEmpty()) {
      under.own.add(tuple);
    } else {
      serve(taker.get(), tuple);
    }
  }

  private void show(Entry entry) {
    serveReaders(entry.tuple(), waiter -> true);
    Optional<Waiter> taker = firstTaker(entry.tuple(), waiter -> true);
    if (taker.isEmpty()) {
      entries.add(entry);
      entries.sort(Comparator.comparingLong(Entry::order));
      return;
    }
    serve(taker.get(), entry.tuple());
    if (taker.get().under != null) {
      taker.get().under.held.add(entry);
    }
  }

  private void serveReaders(Tuple tuple, java.util.function.Predicate<Waiter> of) {
    for (Waiter waiter : List.copyOf(waiters)) {
      if (!waiter.takes && of.test(waiter) && waiter.wants(tuple)) {
        serve(waiter, tuple);
      }
    }
  }

  private Optional<Waiter> firstTaker(Tuple tuple, java.util.function.Predicate<Waiter> of) {
    return waiters.stream()
        .filter(waiter -> waiter.takes && of.test(waiter) && waiter.wants(tuple))
        .findFirst();
  }

  private void serve(Waiter waiter, Tuple tuple) {
    waiter.served = tuple;
    waiters.remove(waiter);
  }

  // ---- taking and reading

  List<Tuple> read(@Nullable Running under, Template template) {
    List<Tuple> found = new ArrayList<>();
    entries.stream().map(Entry::tuple).filter(template::matches).forEach(found::add);
    if (under != null) {
      under.own.stream().filter(template::matches).forEach(found::add);
    }
    return found;
  }

  List<Tuple> take(@Nullable Running under, Template template, int max) {
    List<Tuple> taken = new ArrayList<>();
    for (Iterator<Entry> each = entries.iterator(); each.hasNext() && taken.size() < max; ) {
      Entry entry = each.next();
      if (template.matches(entry.tuple())) {
        each.remove();
        taken.add(entry.tuple());
        if (under != null) {
          under.held.add(entry);
        }
      }
    }
    if (under != null) {
      for (Iterator<Tuple> each = under.own.iterator(); each.hasNext() && taken.size() < max; ) {
        Tuple tuple = each.next();
        if (template.matches(tuple)) {
          each.remove();
          taken.add(tuple);
        }
      }
    }
    return taken;
  }

  /** Of the first template that has a match. */
  Optional<Tuple> any(@Nullable Running under, boolean takes, List<Template> templates) {
    for (Template template : templates) {
      List<Tuple> found = takes ? take(under, template, 1) : read(under, template);
      if (!found.isEmpty()) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  long replace(@Nullable Running under, Template template, Tuple tuple) {
    long taken = take(under, template, Integer.MAX_VALUE).size();
    out(under, tuple);
    return taken;
  }

  Optional<Tuple> swap(@Nullable Running under, Template template, List<Tuple> puts) {
    Optional<Tuple> taken = any(under, true, List.of(template));
    if (taken.isPresent()) {
      puts.forEach(put -> out(under, put));
    }
    return taken;
  }

  /** The tuple for the waiter if there is one now; else it waits. */
  void serveOrWait(Waiter waiter) {
    waiter.served = any(waiter.under, waiter.takes, waiter.templates).orElse(null);
    if (waiter.served == null) {
      waiters.add(waiter);
    }
  }

  // ---- the end

  void commit(Running transaction) {
    endWaiters(transaction);
    transaction.own.forEach(put -> show(new Entry(put, ++lastOrder)));
  }

  void giveBack(Running transaction, boolean delivered) {
    endWaiters(transaction);
    Consumer<Entry> back = entry -> show(delivered ? entry.delivered() : entry);
    transaction.held.stream().sorted(Comparator.comparingLong(Entry::order)).forEach(back);
  }

  private void endWaiters(Running transaction) {
    for (Waiter waiter : List.copyOf(waiters)) {
      if (waiter.under == transaction) {
        waiter.endedWithTransaction = true;
        waiters.remove(waiter);
      }
    }
  }
}
