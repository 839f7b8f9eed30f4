package org.tuplespace.examples.farm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Workers as processes of their own.
 *
 * <p>Their standard input is a pipe from this process: when it ends, however this process ended,
 * they end too. On standard output they print the size of each task they finished; what they print
 * on standard error goes to the user.
 */
public final class ProcessCrew implements Crew {

  /** So many killed workers are replaced while nothing gets done; more than that is no accident. */
  private static final int MAX_REPLACEMENTS = 10;

  /** Exit statuses from here on mean that a signal ended the process. */
  private static final int KILLED = 128;

  private static final Duration STOPPING_TIME = Duration.ofSeconds(2);

  private final String namePrefix;
  private final WorkerCommand command;
  private final Consumer<String> messages;
  private final List<Member> members = new ArrayList<>();
  private final AtomicLong unitsDone = new AtomicLong();
  private volatile String lastWords = "";
  private int hired;
  private int replacements;
  private long unitsDoneAtLastReplacement;

  /** Starts one worker process; closing its standard input must end it. */
  @FunctionalInterface
  public interface WorkerCommand {

    /** Starts the worker of this name. */
    Process start(String worker) throws IOException;
  }

  private record Member(String name, Process process, Thread output) {}

  /**
   * Starts so many workers.
   *
   * @param messages gets what the user should read, line by line, on any thread
   */
  public ProcessCrew(int workers, WorkerCommand command, Consumer<String> messages) {
    this(workers, Host.NAME, command, messages);
  }

  /**
   * As {@link #ProcessCrew(int, WorkerCommand, Consumer)}, on a host of another name.
   *
   * @param host what the workers' names begin with
   */
  public ProcessCrew(int workers, String host, WorkerCommand command, Consumer<String> messages) {
    this.namePrefix = host + "-" + ProcessHandle.current().pid() + "-";
    this.command = command;
    this.messages = messages;
    for (int i = 0; i < workers; i++) {
      hire();
    }
  }

  private void hire() {
    hired++;
    String name = namePrefix + hired;
    try {
      Process process = command.start(name);
      Thread output =
          read(process.getInputStream(), line -> unitsDone.addAndGet(Long.parseLong(line)));
      members.add(new Member(name, process, output));
      read(process.getErrorStream(), line -> tell(name, line));
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("can't start a worker process: " + e.getMessage(), e);
    }
  }

  private void tell(String worker, String line) {
    lastWords = line;
    messages.accept("worker " + worker + ": " + line);
  }

  private static Thread read(InputStream stream, Consumer<String> reader) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, Charset.defaultCharset()))) {
                lines.lines().forEach(reader);
              } catch (IOException | UncheckedIOException e) {
                // The process is gone, and its pipe with it.
              }
            },
            "worker output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public long unitsDone() {
    return unitsDone.get();
  }

  @Override
  public List<String> checkUp() {
    List<String> dead = new ArrayList<>();
    int killed = 0;
    for (Iterator<Member> iterator = members.iterator(); iterator.hasNext(); ) {
      Member member = iterator.next();
      if (!member.process().isAlive()) {
        iterator.remove();
        int status = member.process().exitValue();
        if (status != 0) {
          dead.add(member.name());
          killed += status > KILLED ? 1 : 0;
          messages.accept("worker " + member.name() + " ended with status " + status);
        }
      }
    }
    if (unitsDone() > unitsDoneAtLastReplacement) {
      replacements = 0;
    }
    for (; killed > 0 && replacements < MAX_REPLACEMENTS; killed--) {
      replacements++;
      unitsDoneAtLastReplacement = unitsDone();
      hire();
      messages.accept("worker " + members.get(members.size() - 1).name() + " takes its place");
    }
    return dead;
  }

  @Override
  public boolean isWorking() {
    return !members.isEmpty();
  }

  @Override
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (Member member : members) {
      if (!member.process().waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      // What it said last must be counted too; a process of its own may hold its output open.
      member.output().join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    return true;
  }

  @Override
  public String lastWords() {
    return lastWords;
  }

  @Override
  public void close() {
    for (Member member : members) {
      closeInput(member.process());
    }
    boolean interrupted = false;
    try {
      awaitEnd(STOPPING_TIME);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    for (Member member : members) {
      member.process().destroyForcibly();
    }
    members.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
  }
}
