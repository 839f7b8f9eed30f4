package org.tuplespace.redis.cli.hosts;

import static org.tuplespace.Match.any;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;

/**
 * What the space knows of a process that was started on a host, in a tuple:
 *
 * <pre>
 * ("tuples job", id, host, pid, command, started, details)
 * </pre>
 *
 * <p>It is put before the process is started, with 0 as its {@code pid}, which is then replaced; so
 * that none is forgotten, whatever ends in the meantime. The details are names and values in turn.
 *
 * @param id unique; the process carries it among its arguments
 * @param target whom ssh is to call
 * @param port of ssh, or null
 * @param pid 0 while it is not known
 * @param command what it does, for people
 * @param kind which kind of process it is
 * @param queue of which it takes jobs, or null
 * @param log the file there with what it printed
 */
public record StartedJob(
    String id,
    String target,
    @Nullable Integer port,
    long pid,
    String command,
    Instant started,
    Kind kind,
    @Nullable String queue,
    String log) {

  /** What is run. */
  public enum Kind {

    /** The command {@code worker}, whose name is the id. */
    WORKER,

    /** A command line of the user. */
    PROGRAM
  }

  private static final String KIND = "tuples job";
  private static final String KIND_OF_PROCESS = "kind";
  private static final String PROGRAM = "program";
  private static final String WORKER = "worker";
  private static final String PORT = "port";
  private static final String QUEUE = "queue";
  private static final String LOG = "log";

  /**
   * All of a space, the oldest first. A tuple that names no host is none: whoever may put tuples
   * must not have ssh called with what he likes.
   */
  public static List<StartedJob> all(TupleSpace space) {
    return space.rdAll(all()).stream()
        .filter(tuple -> tuple.get(2) instanceof String target && HostsFile.isTarget(target))
        .map(StartedJob::of)
        .toList();
  }

  private static Template all() {
    return Template.of(KIND, any(), any(), any(), any(), any(), any());
  }

  private static Template withId(String id) {
    return Template.of(KIND, id, any(), any(), any(), any(), any());
  }

  private static StartedJob of(Tuple tuple) {
    Map<String, Object> details = new HashMap<>();
    Tuple pairs = tuple.get(6, Tuple.class);
    for (int i = 0; i + 1 < pairs.arity(); i += 2) {
      Object value = pairs.get(i + 1);
      if (value != null) {
        details.put(pairs.getString(i), value);
      }
    }
    return new StartedJob(
        tuple.getString(1),
        tuple.getString(2),
        details.get(PORT) instanceof Integer port ? port : null,
        tuple.getLong(3),
        tuple.getString(4),
        tuple.get(5, Instant.class),
        PROGRAM.equals(details.get(KIND_OF_PROCESS)) ? Kind.PROGRAM : Kind.WORKER,
        details.get(QUEUE) instanceof String queue ? queue : null,
        details.get(LOG) instanceof String log ? log : "");
  }

  private Tuple tuple() {
    List<Object> details = new ArrayList<>();
    details.addAll(List.of(KIND_OF_PROCESS, kind == Kind.PROGRAM ? PROGRAM : WORKER));
    Optional.ofNullable(port).ifPresent(value -> details.addAll(List.of(PORT, value)));
    Optional.ofNullable(queue).ifPresent(value -> details.addAll(List.of(QUEUE, value)));
    details.addAll(List.of(LOG, log));
    return Tuple.of(KIND, id, target, pid, command, started, Tuple.of(details.toArray()));
  }

  /** Notes that it will be started, or that its process is known now. */
  public void note(TupleSpace space) {
    space.replace(withId(id), tuple());
  }

  /** Forgets it. */
  public void forget(TupleSpace space) {
    space.inp(withId(id));
  }

  /** The same, of which the process is known. */
  public StartedJob withPid(long known) {
    return new StartedJob(id, target, port, known, command, started, kind, queue, log);
  }

  /** How to reach it. */
  public RemoteHost host() {
    return RemoteHost.of(target, port);
  }
}
