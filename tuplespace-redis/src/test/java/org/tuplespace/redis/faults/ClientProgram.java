package org.tuplespace.redis.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tuplespace.TupleSpace;
import org.tuplespace.redis.Durability;
import org.tuplespace.redis.TupleSpaceBuilder;
import org.tuplespace.redis.TupleSpaces;

/** The main method of clients: connects, runs until its input ends, and leaves. */
final class ClientProgram {

  static final String READY = "READY ";

  /** How long clients wait after a call that failed. */
  static final int AFTER_FAILURE_MILLIS = 20;

  /** What a client does. */
  interface Body {
    /**
     * Starts what is to be done, on threads of its own.
     *
     * @return what to do with each line of input, and at its end
     */
    Driver start(RecordedSpace space, Options options) throws Exception;
  }

  /** How a client is driven. */
  interface Driver {
    /** Obeys a line of input. */
    default void told(String line) throws Exception {
      throw new IllegalArgumentException(line);
    }

    /** Ends what was started, and returns when it has ended. */
    void end() throws Exception;
  }

  /** Arguments of the form {@code name=value}. */
  record Options(Map<String, String> values) {

    String text(String name) {
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException(name + "= is missing among " + values);
      }
      return value;
    }

    String text(String name, String otherwise) {
      return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
      return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    Duration duration(String name, Duration otherwise) {
      return Duration.parse(text(name, otherwise.toString()));
    }

    static Options of(String... arguments) {
      Map<String, String> values = new HashMap<>();
      for (String argument : arguments) {
        int sign = argument.indexOf('=');
        values.put(argument.substring(0, sign), argument.substring(sign + 1));
      }
      return new Options(values);
    }
  }

  private ClientProgram() {}

  static void run(String[] arguments, Body body) throws Exception {
    Options options = Options.of(arguments);
    try (Ledger ledger = Ledger.open(Path.of(options.text("ledgers")), options.text("name"));
        TupleSpace space = builder(options).connect();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      Driver driver = body.start(new RecordedSpace(space, ledger), options);
      say(READY + System.nanoTime());
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        driver.told(line);
      }
      driver.end();
    }
  }

  /** One for a client as the options say. */
  static TupleSpaceBuilder builder(Options options) {
    return TupleSpaces.builder()
        .url(options.text("url"))
        .name(options.text("space"))
        .lease(options.duration("lease", Duration.ofSeconds(30)))
        .responseTimeout(options.duration("response", Duration.ofSeconds(3)))
        .operationTimeout(options.duration("operation", Duration.ofSeconds(60)))
        .connectTimeout(options.duration("connect", Duration.ofSeconds(20)))
        .durability(durability(options.text("durability", Ledger.PLAIN)));
  }

  /** None, or replicas and a timeout, as in {@code 1:PT1S}. */
  private static Durability durability(String text) {
    if (text.equals(Ledger.PLAIN)) {
      return Durability.none();
    }
    String[] parts = text.split(":");
    return Durability.replicas(Integer.parseInt(parts[0]), Duration.parse(parts[1]));
  }

  /** Says a line to whoever started this process. */
  static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  /** What runs on a thread of a client. */
  interface Task {
    void run() throws Exception;
  }

  /** Starts a thread; where it fails, its process does. */
  static Thread thread(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Throwable e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
              }
            });
    thread.start();
    return thread;
  }

  /** Waits a moment; a thread that is being ended stays interrupted. */
  static void pauseAfterFailure() {
    try {
      TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends threads that may be blocked on a space. */
  static void interruptAndJoin(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
