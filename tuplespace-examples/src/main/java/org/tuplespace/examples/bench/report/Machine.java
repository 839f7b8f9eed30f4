package org.tuplespace.examples.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where something was measured: what a reader needs to judge the figures. */
public final class Machine {

  private Machine() {}

  /** By name, in the order in which people want to know. */
  public static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    facts.put(
        "processor",
        processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores for this run");
    facts.put("memory", memory());
    facts.put("load before", load());
    facts.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.put("java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
    return facts;
  }

  /** The load of the last minute, which tells whether others used the machine too. */
  public static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
  }

  private static String processor() {
    return line(Path.of("/proc/cpuinfo"), "model name", System.getProperty("os.arch"));
  }

  private static String memory() {
    return line(Path.of("/proc/meminfo"), "MemTotal", "unknown");
  }

  private static String line(Path file, String name, String otherwise) {
    if (!Files.isReadable(file)) {
      return otherwise;
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
