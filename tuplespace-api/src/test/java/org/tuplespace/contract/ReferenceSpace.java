package org.tuplespace.contract;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tuplespace.Template;
import org.tuplespace.Tuple;

/** A tuple space as plainly as it can be written: a list of tuples and a list of waiters. */
final class ReferenceSpace {
  private final List<Tuple> tuples = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();

  /** A call that found nothing: what it waits for, and what it was served once it was. */
  static final class Waiter {
    final boolean takes;
    final boolean takesMany;
    final List<Template> templates;
    final List<Tuple> puts;
    List<Tuple> served = List.of();

    Waiter(boolean takes, boolean takesMany, List<Template> templates, List<Tuple> puts) {
      this.takes = takes;
      this.takesMany = takesMany;
      this.templates = templates;
      this.puts = puts;
    }

    boolean isServed() {
      return !served.isEmpty();
    }

    boolean wants(Tuple tuple) {
      return templates.stream().anyMatch(template -> template.matches(tuple));
    }
  }

  void out(Tuple tuple) {
    for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      if (!waiter.takes && waiter.wants(tuple)) {
        waiter.served = List.of(tuple);
        each.remove();
      }
    }
    Optional<Waiter> taker =
        waiters.stream().filter(waiter -> waiter.takes && waiter.wants(tuple)).findFirst();
    if (taker.isEmpty()) {
      tuples.add(tuple);
      return;
    }
    waiters.remove(taker.get());
    taker.get().served = List.of(tuple);
    taker.get().puts.forEach(this::out);
  }

  List<Tuple> rdAll(Template template) {
    return tuples.stream().filter(template::matches).toList();
  }

  Optional<Tuple> rdp(Template template) {
    return tuples.stream().filter(template::matches).findFirst();
  }

  Optional<Tuple> inp(Template template) {
    return inAll(template, 1).stream().findFirst();
  }

  List<Tuple> inAll(Template template, int max) {
    List<Tuple> taken = new ArrayList<>();
    for (Iterator<Tuple> each = tuples.iterator(); each.hasNext() && taken.size() < max; ) {
      Tuple tuple = each.next();
      if (template.matches(tuple)) {
        each.remove();
        taken.add(tuple);
      }
    }
    return taken;
  }

  long replace(Template template, Tuple tuple) {
    long taken = inAll(template, Integer.MAX_VALUE).size();
    out(tuple);
    return taken;
  }

  Optional<Tuple> swap(Template template, List<Tuple> puts) {
    Optional<Tuple> taken = inp(template);
    if (taken.isPresent()) {
      puts.forEach(this::out);
    }
    return taken;
  }

  Optional<Tuple> inAny(List<Template> templates) {
    return templates.stream().flatMap(template -> inp(template).stream()).findFirst();
  }

  Optional<Tuple> rdAny(List<Template> templates) {
    return templates.stream().flatMap(template -> rdp(template).stream()).findFirst();
  }

  /** The tuples for the waiter if there are any now; else it waits. */
  void serveOrWait(Waiter waiter, int max) {
    if (waiter.takesMany) {
      waiter.served = inAll(waiter.templates.get(0), max);
    } else if (waiter.takes) {
      waiter.served = inAny(waiter.templates).stream().toList();
    } else {
      waiter.served = rdAny(waiter.templates).stream().toList();
    }
    if (!waiter.isServed()) {
      waiters.add(waiter);
    } else {
      waiter.puts.forEach(this::out);
    }
  }

  void cancel(Waiter waiter) {
    waiters.remove(waiter);
  }

  List<Tuple> tuples() {
    return tuples;
  }

  List<Waiter> waiters() {
    return waiters;
  }

  long waitingTakers() {
    return waiters.stream().filter(waiter -> waiter.takes).count();
  }

  long waitingReaders() {
    return waiters.stream().filter(waiter -> !waiter.takes).count();
  }

  /** Whether the order in which several tuples are put at once could show in who gets what. */
  boolean ordersOfManyPutsMatter() {
    return waiters.stream().anyMatch(waiter -> waiter.takesMany || !waiter.puts.isEmpty());
  }
}
