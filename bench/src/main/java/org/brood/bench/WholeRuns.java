package org.brood.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.brood.testkit.Capture;

/// Whole processes, start included, as ratios to `sha256sum` of the same file, run in turn; and
/// start-up as ratios to `java -version`. Medians of several rounds, in time and in processor time
/// of all threads.
public final class WholeRuns {
  private static final List<String> WEB =
      List.of(
          "-b",
          "base/protocols/conn",
          "base/protocols/dns",
          "base/protocols/http",
          "base/frameworks/files",
          "base/files/hash");
  private static final long CAPTURE_BYTES = 400L << 20;
  private static final int MILLION = 1_000_000;

  /// A process: what it is called, what is run, and where its logs go.
  private record Job(String name, List<String> command) {}

  /// @param seconds by the clock
  /// @param processor of user and system
  /// @param kibibytes resident at most
  private record Cost(double seconds, double processor, long kibibytes) {}

  private final Path home;
  private final Path work;
  private final PrintStream out;

  private WholeRuns(Path home, Path work, PrintStream out) {
    this.home = home;
    this.work = work;
    this.out = out;
  }

  /// @param arguments Brood's folder, a capture or `-` for one that is made, the number of rounds
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("brood-bench");
    try {
      WholeRuns runs = new WholeRuns(Path.of(arguments[0]).toAbsolutePath(), work, System.out);
      Path capture = Path.of(arguments[1]).toAbsolutePath();
      if (arguments[1].equals("-")) {
        capture = work.resolve("bench.pcap");
        BenchCapture.write(capture, CAPTURE_BYTES);
      }
      int rounds = Integer.parseInt(arguments[2]);
      runs.throughput(capture, rounds);
      runs.byPart(capture);
      runs.startUp(rounds);
      runs.indicators(capture, rounds);
    } finally {
      try (Stream<Path> all = Files.walk(work)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private List<String> zeek(Path capture, List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of(home + "/bin/zeek", "-C", "-r", capture.toString()));
    command.addAll(arguments);
    return command;
  }

  private void throughput(Path capture, int rounds) throws IOException, InterruptedException {
    List<Job> jobs = new ArrayList<>();
    jobs.add(new Job("sha256sum", List.of("sha256sum", capture.toString())));
    jobs.add(new Job("no scripts", zeek(capture, List.of("-b"))));
    jobs.add(new Job("conn", zeek(capture, List.of("-b", "base/protocols/conn"))));
    jobs.add(new Job("web", zeek(capture, WEB)));
    jobs.add(new Job("default scripts", zeek(capture, List.of())));
    int whole = jobs.size();
    for (Job job : List.copyOf(jobs.subList(1, whole))) {
      List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
      command.addAll(job.command());
      jobs.add(new Job(job.name() + ", one core", command));
    }
    Path empty = empty();
    for (List<String> scripts : List.of(List.of("-b"), List.of("-b", WEB.get(1)), WEB)) {
      prepare(zeek(empty, scripts));
    }
    prepare(zeek(empty, List.of()));
    out.printf(
        Locale.ROOT,
        "%s, %d MiB, medians of %d rounds, in units of sha256sum%n",
        capture.getFileName(),
        Files.size(capture) >> 20,
        rounds);
    print(jobs, measure(jobs, rounds));
  }

  private void byPart(Path capture) throws IOException, InterruptedException {
    Cost cost = run(zeek(capture, List.of()), TimeByPart.options(work));
    TimeByPart.print(work, cost.processor, out);
  }

  private void startUp(int rounds) throws IOException, InterruptedException {
    Path empty = empty();
    Path script = work.resolve("small.zeek");
    String java = System.getProperty("java.home") + "/bin/java";
    List<Job> jobs = new ArrayList<>();
    jobs.add(new Job("java -version", List.of(java, "-version")));
    jobs.add(new Job("web, seen before", zeek(empty, WEB)));
    jobs.add(new Job("default scripts, seen before", zeek(empty, List.of())));
    jobs.add(new Job("default scripts and a new one", zeek(empty, List.of(script.toString()))));
    List<List<Cost>> costs = new ArrayList<>();
    jobs.forEach(_ -> costs.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      Files.writeString(
          script, "event zeek_init() { print \"round %d of %s\"; }%n".formatted(round, work));
      for (int i = 0; i < jobs.size(); i++) {
        costs.get(i).add(run(jobs.get(i).command()));
      }
    }
    out.printf(Locale.ROOT, "%nStart with an empty capture, in units of java -version%n");
    print(jobs, costs);
  }

  /// What a million indicators cost: to be read, and to be looked for in each packet's values.
  private void indicators(Path capture, int rounds) throws IOException, InterruptedException {
    Path empty = empty();
    Path none = work.resolve("none");
    Path many = work.resolve("many");
    IndicatorFolder.write(none, 0);
    IndicatorFolder.write(many, MILLION);
    List<Job> jobs = new ArrayList<>();
    jobs.add(new Job("sha256sum", List.of("sha256sum", capture.toString())));
    jobs.add(new Job("no indicators", zeek(capture, IndicatorFolder.scripts(none))));
    jobs.add(new Job("a million", zeek(capture, IndicatorFolder.scripts(many))));
    jobs.add(new Job("no indicators, no packets", zeek(empty, IndicatorFolder.scripts(none))));
    jobs.add(new Job("a million, no packets", zeek(empty, IndicatorFolder.scripts(many))));
    prepare(jobs.get(3).command());
    prepare(jobs.get(4).command());
    List<List<Cost>> costs = measure(jobs, rounds);
    out.printf(Locale.ROOT, "%nIndicators, in units of sha256sum%n");
    print(jobs, costs);
    double[] processor = costs.stream().mapToDouble(one -> median(one, Cost::processor)).toArray();
    out.printf(
        Locale.ROOT,
        "reading a million: %.2f of sha256sum; packets with a million beside packets with none: %.2f%n",
        (processor[4] - processor[3]) / processor[0],
        (processor[2] - processor[4]) / (processor[1] - processor[3]));
  }

  private Path empty() throws IOException {
    Path empty = work.resolve("empty.pcap");
    Files.write(empty, new Capture(Capture.ETHERNET).pcap(ByteOrder.LITTLE_ENDIAN));
    return empty;
  }

  /// Runs a program twice and makes its AOT cache, as happens by itself when it is used.
  private void prepare(List<String> command) throws IOException, InterruptedException {
    run(command);
    run(command);
    Path programs = work.resolve("cache/programs");
    List<Path> jars;
    try (Stream<Path> all = Files.list(programs)) {
      jars = all.filter(path -> path.toString().endsWith(".jar")).toList();
    }
    for (Path jar : jars) {
      run(List.of(home + "/bin/make-aot", jar.toString()));
    }
  }

  private List<List<Cost>> measure(List<Job> jobs, int rounds)
      throws IOException, InterruptedException {
    List<List<Cost>> costs = new ArrayList<>();
    jobs.forEach(_ -> costs.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < jobs.size(); i++) {
        costs.get(i).add(run(jobs.get(i).command()));
      }
    }
    return costs;
  }

  private Cost run(List<String> command) throws IOException, InterruptedException {
    return run(command, "");
  }

  private Cost run(List<String> command, String jvmOptions)
      throws IOException, InterruptedException {
    Path logs = Files.createDirectories(work.resolve("logs"));
    Path report = work.resolve("time");
    List<String> timed =
        new ArrayList<>(
            List.of("/usr/bin/time", "-q", "-f", "%e %U %S %M", "-o", report.toString()));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed).directory(logs.toFile());
    builder.environment().put("BROOD_CACHE", work.resolve("cache").toString());
    builder.environment().put("BROOD_AOT", "off");
    builder.environment().put("BROOD_JAVA_OPTIONS", jvmOptions);
    Path said = work.resolve("said");
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException(
          "exit code %d of %s: %s"
              .formatted(code, String.join(" ", command), Files.readString(said).strip()));
    }
    double[] numbers =
        Arrays.stream(Files.readString(report).strip().split(" ", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new Cost(numbers[0], numbers[1] + numbers[2], (long) numbers[3]);
  }

  private static double median(List<Cost> costs, java.util.function.ToDoubleFunction<Cost> of) {
    double[] sorted = costs.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private void print(List<Job> jobs, List<List<Cost>> costs) {
    double second = median(costs.getFirst(), Cost::seconds);
    double processor = median(costs.getFirst(), Cost::processor);
    out.printf(Locale.ROOT, "%-32s %8s %10s %12s%n", "", "time", "processor", "memory");
    for (int i = 0; i < jobs.size(); i++) {
      out.printf(
          Locale.ROOT,
          "%-32s %8.2f %10.2f %8.0f MiB%n",
          jobs.get(i).name(),
          median(costs.get(i), Cost::seconds) / second,
          median(costs.get(i), Cost::processor) / processor,
          median(costs.get(i), Cost::kibibytes) / 1024);
    }
  }
}
