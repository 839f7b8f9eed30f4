package org.tuplespace.examples;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tuplespace.examples.farm.ProcessCrew;

/** Starts workers with the Java and the class path of this process. */
final class WorkerLauncher implements ProcessCrew.WorkerCommand {

  /** What a worker doesn't take over of this JVM's options: debuggers and other agents. */
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrun", "-Dcom.sun.management.");

  private final String url;
  private final String space;
  private final String run;
  private final List<String> labels;

  WorkerLauncher(String url, String space, String run, String... labels) {
    this.url = url;
    this.space = space;
    this.run = run;
    this.labels = List.of(labels);
  }

  @Override
  public Process start(String worker) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> NOT_INHERITED.stream().noneMatch(option::startsWith))
        .forEach(command::add);
    command.addAll(List.of(WorkerMain.class.getName(), space, run, worker));
    command.addAll(labels);
    ProcessBuilder builder = new ProcessBuilder(command);
    // Long as it is, it would hide the rest of the command line from who looks for a worker.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    // Not among the arguments, which everyone on the machine can read: it may hold a password.
    builder.environment().put(ServerOptions.URL_VARIABLE, url);
    return builder.start();
  }
}
