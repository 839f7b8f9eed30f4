package org.tuplespace.examples;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tuplespace.BackendUnavailableException;
import org.tuplespace.TupleSpace;
import org.tuplespace.TupleSpaceException;
import org.tuplespace.examples.farm.FarmException;
import org.tuplespace.examples.farm.QueueRun;
import org.tuplespace.examples.farm.QueueWorker;
import org.tuplespace.examples.farm.Run;
import org.tuplespace.examples.farm.Worker;

/**
 * A worker process: the arguments are the space, the run, the name of the worker and, for a run on
 * a job queue, what labels it carries; the variable {@code TUPLESPACE_REDIS} has the server. It
 * ends with the run, or with its standard input.
 */
public final class WorkerMain {

  private WorkerMain() {}

  /** Works until the run is over, and prints how much it finished, task by task or now and then. */
  public static void main(String[] args) {
    if (args.length < 3) {
      System.err.println("usage: WorkerMain SPACE RUN WORKER [LABEL...]; the examples start it");
      System.exit(2);
    }
    Main.needNoScreen();
    AtomicReference<@Nullable TupleSpace> connected = new AtomicReference<>();
    endWithStandardInput(connected);
    List<String> labels = List.of(args).subList(3, args.length);
    System.exit(work(args[0], args[1], args[2], labels, connected));
  }

  private static int work(
      String spaceName,
      String runId,
      String name,
      List<String> labels,
      AtomicReference<@Nullable TupleSpace> connected) {
    String url = System.getenv(ServerOptions.URL_VARIABLE);
    if (url == null) {
      System.err.println(ServerOptions.URL_VARIABLE + " is not set");
      return ExitStatus.FAILED;
    }
    try (TupleSpace space = ConnectedSpace.connectPatiently(url, spaceName)) {
      connected.set(space);
      Optional<Run> run = Run.find(space, runId);
      if (run.isEmpty()) {
        return ExitStatus.OK;
      }
      if (QueueRun.isOne(run.get())) {
        new QueueWorker(run.get(), space, name, labels, System.out::println).work();
      } else {
        new Worker(
                run.get(),
                name,
                Computations.of(run.get()),
                task -> System.out.println(task.size()))
            .work();
      }
      return ExitStatus.OK;
    } catch (InterruptedException e) {
      return ExitStatus.INTERRUPTED;
    } catch (BackendUnavailableException e) {
      System.err.println(e.getMessage());
      return ExitStatus.SERVER_UNREACHABLE;
    } catch (TupleSpaceException | FarmException e) {
      System.err.println(e.getMessage());
      return ExitStatus.FAILED;
    }
  }

  /**
   * The other end of standard input is the process that started this one, or nobody. When it is
   * closed, the task under way goes back at once.
   */
  private static void endWithStandardInput(AtomicReference<@Nullable TupleSpace> connected) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is said this way.
                }
              } catch (IOException e) {
                // It has ended.
              }
              TupleSpace space = connected.get();
              if (space != null) {
                space.close();
              }
              Runtime.getRuntime().halt(ExitStatus.FAILED);
            },
            "parent watch");
    thread.setDaemon(true);
    thread.start();
  }
}
