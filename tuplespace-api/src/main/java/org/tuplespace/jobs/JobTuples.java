package org.tuplespace.jobs;

import static org.tuplespace.Match.any;
import static org.tuplespace.Match.noneOf;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuplespace.OutOptions;
import org.tuplespace.Template;
import org.tuplespace.TemplateField;
import org.tuplespace.Tuple;
import org.tuplespace.TupleOperations;

/**
 * The tuples that are a queue's jobs, as {@code docs/conventions.md} tells them.
 *
 * <p>A job that any worker may take at once, or that requires one label, is one tuple. Any other is
 * its <i>body</i>, and beside it <i>tokens</i>, each in a place where workers look, and seen from
 * the time on when they may take it there. A token is good for as long as there is a body with its
 * number of attempts: who takes one that isn't drops it.
 */
final class JobTuples {

  static final String JOB = "job";

  /** Stands for the attributes in a tuple that is a token. */
  private static final String TOKEN = "token";

  /** The same for a job that takes a class, whose name follows. */
  private static final String TOKEN_OF = "token of ";

  private static final String BODY = "body";
  private static final String DELAYED = "delayed";

  private static final List<Optional<Class<?>>> ATTRIBUTES =
      List.of(Optional.of(Tuple.class), Optional.of(List.class), Optional.empty());

  private final String queue;

  JobTuples(String queue) {
    this.queue = queue;
  }

  /** Whether the job is one tuple, which can go with others in one step. */
  static boolean isOneTuple(QueuedJob job, Duration delay) {
    return delay.isZero()
        && job.attributes().className() == null
        && job.attributes().preferred().isEmpty()
        && job.attributes().required().size() <= 1;
  }

  /** The job that is one tuple. */
  Tuple job(QueuedJob job) {
    Set<String> required = job.attributes().required();
    return Tuple.of(
        queue,
        JOB,
        job.level(),
        required.isEmpty() ? Labels.FREE : required.iterator().next(),
        job.id(),
        job.payload(),
        job.attributes().toField());
  }

  /**
   * Puts a job.
   *
   * @param operations a transaction, if the job is several tuples
   */
  void put(TupleOperations operations, QueuedJob job, Duration delay, Instant now) {
    Instant expires = job.attributes().expires();
    boolean vanishes = expires != null && job.attributes().key() == null;
    Duration life = vanishes ? Duration.between(now, expires) : null;
    if (isOneTuple(job, delay)) {
      operations.out(job(job), options(Duration.ZERO, life));
      return;
    }
    int attempts = job.attributes().attempts();
    operations.out(
        Tuple.of(queue, BODY, job.id(), attempts, job.payload(), job.attributes().toField()),
        options(Duration.ZERO, life));
    places(job, delay, now)
        .forEach(
            (label, from) ->
                operations.out(
                    Tuple.of(queue, JOB, job.level(), label, job.id(), attempts, token(job)),
                    options(from, life)));
    if (!delay.isZero()) {
      operations.out(
          Tuple.of(queue, DELAYED, job.id(), now.plus(delay)), OutOptions.timeToLive(delay));
    }
  }

  /** Where the job may be taken, and from when on. */
  private static Map<String, Duration> places(QueuedJob job, Duration delay, Instant now) {
    Attributes attributes = job.attributes();
    Map<String, Duration> places = new LinkedHashMap<>();
    if (!attributes.required().isEmpty()) {
      attributes.required().forEach(label -> places.put(label, delay));
    } else if (!attributes.preferred().isEmpty()) {
      attributes.preferred().forEach(label -> places.put(Labels.preferred(label), delay));
      Instant queued = attributes.queued();
      Duration rest =
          Duration.between(now, (queued == null ? now : queued).plus(attributes.preferenceWait()));
      places.put(Labels.WAITED, rest.compareTo(delay) > 0 ? rest : delay); // never starts anew
    } else {
      places.put(Labels.FREE, delay);
    }
    return places;
  }

  /**
   * @param life counted from now; null for ever
   */
  private static OutOptions options(Duration delay, @Nullable Duration life) {
    if (life == null) {
      return OutOptions.delay(delay);
    }
    Duration seen = life.minus(delay);
    Duration least = Duration.ofMillis(1);
    return new OutOptions(seen.compareTo(least) < 0 ? least : seen, delay);
  }

  /** The id of the job of a tuple that was taken. */
  static String idOf(Tuple taken) {
    return String.valueOf(taken.get(4));
  }

  static boolean isToken(Tuple taken) {
    return taken.get(6) instanceof String; // attributes are none
  }

  /** What stands in the place of the attributes, so that a worker can leave out some tokens. */
  private static String token(QueuedJob job) {
    String className = job.attributes().className();
    return className == null ? TOKEN : TOKEN_OF + className;
  }

  /** The class that it takes to read the job; null if that isn't told. */
  static @Nullable String classOf(Tuple token) {
    return token.get(6) instanceof String text && text.startsWith(TOKEN_OF)
        ? text.substring(TOKEN_OF.length())
        : null;
  }

  /** Where a worker looks, without the jobs that it can't read. */
  static List<Template> without(Set<String> classNames, List<Template> places) {
    TemplateField readable = noneOf(classNames.stream().map(name -> TOKEN_OF + name).toArray());
    return places.stream()
        .map(
            place -> {
              @Nullable Object[] fields = place.fields().toArray();
              fields[6] = readable;
              return Template.of(fields);
            })
        .toList();
  }

  /** The tuple as it was taken, of which there is one. */
  Template again(Tuple taken) {
    return Template.of(queue, JOB, taken.get(2), taken.get(3), taken.get(4), any(), any());
  }

  /** The body for which a token was put. */
  Template body(Tuple token) {
    return Template.of(queue, BODY, token.get(4), token.get(5), any(), any());
  }

  /** The body of a job, whatever its number of attempts. */
  Template body(String id) {
    return Template.of(queue, BODY, id, any(), any(), any());
  }

  /** A job that is one tuple, wherever it may be taken: of each kind of attributes. */
  List<Template> single(String id) {
    return ATTRIBUTES.stream()
        .map(kind -> Template.of(queue, JOB, any(), any(), id, any(), kind.orElse(null)))
        .toList();
  }

  /** The tokens of a job, wherever it may be taken. */
  Template tokens(String id) {
    return Template.of(queue, JOB, any(), any(), id, any(), String.class);
  }

  /** What tells that the job waits for its delay to end. */
  Template delayed(String id) {
    return Template.of(queue, DELAYED, id, any());
  }

  /** The other tokens of a job that was taken by one, as far as they may be seen now. */
  List<Template> otherTokens(Tuple taken, QueuedJob job, Instant now) {
    return places(job, Duration.ZERO, now).entrySet().stream()
        .filter(place -> place.getValue().isZero() || place.getValue().isNegative())
        .filter(place -> !place.getKey().equals(taken.get(3)))
        .map(
            place ->
                Template.of(
                    queue, JOB, job.level(), place.getKey(), job.id(), taken.get(5), taken.get(6)))
        .toList();
  }

  /** The job of a tuple that is no token, or of a token and its body. */
  static QueuedJob read(Tuple taken, @Nullable Tuple body) {
    String level = String.valueOf(taken.get(2));
    String id = idOf(taken);
    if (body != null) {
      return new QueuedJob(id, level, body.get(4), Attributes.of(body.get(5)));
    }
    Attributes attributes = Attributes.of(taken.get(6));
    String label = String.valueOf(taken.get(3));
    if (Labels.isRequired(label) && attributes.required().isEmpty()) {
      attributes = attributes.withRequired(label);
    }
    return new QueuedJob(id, level, taken.get(5), attributes);
  }

  /** As {@link #read}, but a job whose attributes can't be read has none. */
  static QueuedJob readLeniently(Tuple taken, @Nullable Tuple body) {
    try {
      return read(taken, body);
    } catch (IllegalArgumentException e) {
      return readMalformed(taken, body);
    }
  }

  /** A job of which there is only the body; its level, which a token would tell, is normal. */
  static QueuedJob readBody(Tuple body) {
    Tuple token =
        Tuple.of(
            body.get(0), JOB, Priority.NORMAL.word(), Labels.FREE, body.get(2), body.get(3), TOKEN);
    return readLeniently(token, body);
  }

  /** As {@link #read}, without the attributes, which can't be read. */
  static QueuedJob readMalformed(Tuple taken, @Nullable Tuple body) {
    return new QueuedJob(
        idOf(taken),
        String.valueOf(taken.get(2)),
        body == null ? taken.get(5) : body.get(4),
        Attributes.NONE);
  }

  // ---- counts

  /** Jobs that are one tuple, and tokens. */
  Template jobsAndTokens() {
    return Template.of(queue, JOB, any(), any(), any(), any(), any());
  }

  /** Jobs that are one tuple: of each kind of attributes. */
  List<Template> singles() {
    return ATTRIBUTES.stream()
        .map(kind -> Template.of(queue, JOB, any(), any(), any(), any(), kind.orElse(null)))
        .toList();
  }

  Template bodies() {
    return Template.of(queue, BODY, any(), any(), any(), any());
  }

  /** What waits for its delay to end. */
  Template delayed() {
    return Template.of(queue, DELAYED, any(), any());
  }
}
