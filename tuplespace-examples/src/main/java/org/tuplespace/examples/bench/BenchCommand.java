package org.tuplespace.examples.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tuplespace.examples.bench.foreign.BullSystem;
import org.tuplespace.examples.bench.foreign.RindaSystem;
import org.tuplespace.examples.bench.guard.Guard;
import org.tuplespace.examples.bench.guard.Ratios;
import org.tuplespace.examples.bench.guard.RecordedRatios;
import org.tuplespace.examples.bench.published.CaseStudies;
import org.tuplespace.examples.bench.published.Sizes;
import org.tuplespace.examples.bench.report.Document;
import org.tuplespace.examples.bench.report.JsonReport;
import org.tuplespace.examples.bench.report.Machine;
import org.tuplespace.examples.bench.report.Metric;
import org.tuplespace.examples.bench.report.Plots;
import org.tuplespace.examples.bench.report.Results;
import org.tuplespace.examples.bench.report.Table;
import org.tuplespace.examples.bench.system.BenchSystem;
import org.tuplespace.examples.bench.system.RedisProbe;
import org.tuplespace.examples.bench.system.Systems;
import org.tuplespace.examples.bench.workload.Scale;
import org.tuplespace.examples.bench.workload.Workload;
import org.tuplespace.examples.bench.workload.Workloads;
import org.tuplespace.redis.server.EmbeddedRedis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bench}. */
@Command(
    name = "./tuples bench",
    description = "Measures this project beside others, in one run on one machine.",
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {

  /** So many that the median is steady where single rounds are not. */
  private static final int GUARD_ROUNDS = 15;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Tells how to use this command, and ends.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isHelpWanted;

  @Option(names = "--quick", description = "Small workloads: about a minute.")
  private boolean isQuick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORKLOAD",
      description = "Only these workloads, such as W1,W3,cost.")
  private @Nullable List<String> only;

  @Option(
      names = "--systems",
      split = ",",
      paramLabel = "SYSTEM",
      description = "Only these systems, such as tuplespace,rqueue.")
  private @Nullable List<String> chosen;

  @Option(
      names = "--peers",
      description = "Adds other tuple spaces and queues, which Maven resolves for this run alone.")
  private boolean withPeers;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured; all systems in turn.")
  private @Nullable Integer rounds;

  @Option(
      names = "--redis",
      paramLabel = "URL",
      description =
          "A Redis server that nobody else uses. Without it one is started for the time of the"
              + " run.")
  private @Nullable String url;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes all values with machine, versions and parameters.")
  private @Nullable Path json;

  @Option(names = "--markdown", description = "Prints the table as one of Markdown.")
  private boolean isMarkdown;

  @Option(
      names = "--plots",
      paramLabel = "DIR",
      description = "Draws plots (PNG) into this directory.")
  private @Nullable Path plots;

  @Option(
      names = "--docs",
      paramLabel = "DIR",
      description =
          "Replaces the figures in benchmarks.md of this directory, and the plots in its"
              + " subdirectory benchmarks; with --peers the table of the peers there.")
  private @Nullable Path docs;

  @Option(
      names = "--check",
      description =
          "Fails if a ratio of this project to a yardstick of the same run is 1.3 times as bad as"
              + " recorded. Implies --quick, with more rounds.")
  private boolean isCheck;

  @Option(
      names = "--record",
      description = "Measures as --check does, and records the ratios in this checkout.")
  private boolean isRecord;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    boolean isGuard = isCheck || isRecord;
    Scale scale = isQuick || isGuard ? Scale.QUICK : Scale.FULL;
    if (isGuard) {
      scale = scale.withRounds(GUARD_ROUNDS);
    }
    if (rounds != null) {
      if (rounds < 1) {
        throw wrong("--rounds is " + rounds + "; it must be at least 1");
      }
      scale = scale.withRounds(rounds);
    }
    if (url != null) {
      return run(url, scale);
    }
    try (EmbeddedRedis server = EmbeddedRedis.start()) {
      return run(server.url(), scale);
    }
  }

  private int run(String server, Scale scale) throws Exception {
    Map<String, String> about = new LinkedHashMap<>(Machine.facts());
    try (RedisProbe probe = new RedisProbe(server)) {
      about.put("redis", probe.version());
      List<Workload> workloads = chosenWorkloads(all(scale, probe));
      List<BenchSystem> systems = chosenSystems(allSystems(server, scale));
      about.put("redisson", Systems.redissonVersion());
      about.putAll(scale.parameters());
      Results results = new Results();
      systems.forEach(system -> results.addSystem(system.id(), system.title()));
      List<Bench.Failed> failures = new ArrayList<>();
      try (Progress progress =
          new Progress(System.err, workloads.size(), Boolean.getBoolean("tuples.terminal"))) {
        Bench bench =
            new Bench(systems, scale.rounds(), scale.warmUp(), scale.limit(), results, progress);
        for (Workload workload : workloads) {
          bench.run(workload);
          progress.next();
        }
        failures.addAll(bench.failures());
      } finally {
        systems.forEach(BenchSystem::close);
      }
      about.put("load after", Machine.load());
      return report(about, results, failures);
    }
  }

  private List<BenchSystem> allSystems(String server, Scale scale) throws IOException {
    List<BenchSystem> all = new ArrayList<>(Systems.of(server));
    if (withPeers) {
      all.addAll(PeerLoader.load(checkout()));
      all.add(new RindaSystem(scale));
      all.add(
          new BullSystem(
              scale, server, checkout().resolve("tuplespace-examples/bench-peers/target/node")));
    }
    return all;
  }

  private static Path checkout() {
    return Path.of(System.getProperty("tuples.root", ""));
  }

  private static List<Workload> all(Scale scale, RedisProbe probe) {
    List<Workload> all = new ArrayList<>(Workloads.of(scale, probe));
    all.addAll(CaseStudies.of(scale.name().equals(Scale.QUICK.name()) ? Sizes.QUICK : Sizes.FULL));
    return all;
  }

  private int report(Map<String, String> about, Results results, List<Bench.Failed> failures)
      throws Exception {
    about.forEach((name, value) -> System.out.println(name + ": " + value));
    System.out.println();
    Table table = new Table(results);
    System.out.print(isMarkdown ? table.markdown() : table.text());
    if (json != null) {
      JsonReport.write(json, about, results);
    }
    if (plots != null) {
      Plots.write(plots, results);
    }
    if (docs != null) {
      String name = withPeers ? "peers" : "figures";
      List<Path> drawn = withPeers ? List.of() : Plots.write(docs.resolve("benchmarks"), results);
      Document.update(docs.resolve("benchmarks.md"), name, commandLine(), about, results, drawn);
    }
    for (Bench.Failed failure : failures) {
      System.err.println("bench: " + failure);
    }
    boolean isWell = failures.stream().noneMatch(Bench.Failed::counts);
    if (isRecord) {
      System.err.println(
          "bench: recorded in " + RecordedRatios.write(checkout(), Ratios.of(results)));
    } else if (isCheck) {
      isWell &= check(Ratios.of(results));
    }
    return isWell ? 0 : 1;
  }

  /** Tells what is worse than recorded. */
  private boolean check(Map<String, Double> measured) throws IOException {
    Map<String, Double> recorded = RecordedRatios.read();
    if (only != null) {
      recorded.keySet().retainAll(measured.keySet());
    }
    List<String> complaints = Guard.complaints(recorded, measured);
    complaints.forEach(complaint -> System.err.println("bench: worse: " + complaint));
    if (complaints.isEmpty()) {
      System.err.println("bench: all " + recorded.size() + " ratios are as recorded or better");
    }
    return complaints.isEmpty();
  }

  private List<Workload> chosenWorkloads(List<Workload> of) {
    List<Workload> all = of;
    if (isCheck || isRecord) {
      all =
          all.stream()
              .filter(
                  workload -> workload.metrics().stream().map(Metric::id).anyMatch(Ratios::need))
              .toList();
    }
    if (only == null) {
      return all;
    }
    Set<String> known =
        all.stream().map(Workload::group).collect(Collectors.toCollection(TreeSet::new));
    for (String name : only) {
      if (!known.contains(name)) {
        throw wrong("no workload " + name + "; there are " + String.join(", ", known));
      }
    }
    return all.stream().filter(workload -> only.contains(workload.group())).toList();
  }

  private List<BenchSystem> chosenSystems(List<BenchSystem> all) {
    if (chosen == null) {
      return all;
    }
    Set<String> known = all.stream().map(BenchSystem::id).collect(Collectors.toSet());
    for (String name : chosen) {
      if (!known.contains(name)) {
        throw wrong("no system " + name + "; there are " + String.join(", ", new TreeSet<>(known)));
      }
    }
    return all.stream().filter(system -> chosen.contains(system.id())).toList();
  }

  /** What was typed. */
  private String commandLine() {
    List<String> arguments =
        spec == null ? List.of() : spec.commandLine().getParseResult().originalArgs();
    return ("./tuples bench " + String.join(" ", arguments)).strip();
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set up this command");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
