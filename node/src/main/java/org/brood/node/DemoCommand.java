package org.brood.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.brood.link.NodeType;
import org.brood.script.codegen.CompiledProgram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brood demo`: analyses the bundled capture, or another one, sums up the logs that it wrote, and
/// ends with what was found.
@Command(
    name = "demo",
    description = "Analyses a morning in a small office, sums up the logs and says what was found.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  brood demo",
      "  brood demo --log-dir office --keep-pcap office.pcap",
      "  brood demo your.pcap"
    })
final class DemoCommand implements Callable<Integer> {
  private static final int MOST = 8;
  private static final int WORKERS = 2;

  /// How far behind the clock the time of a file may be.
  private static final Duration CLOCK_STEP = Duration.ofMillis(100);

  private static final List<String> SCRIPTS = List.of("policy/demo");

  @Parameters(
      arity = "0..1",
      paramLabel = "CAPTURE",
      description = "Another capture, instead of the office's.")
  private @Nullable Path other;

  @Option(
      names = "--keep-pcap",
      paramLabel = "FILE",
      description = "Leave the capture in this file.")
  private @Nullable Path keep;

  @Option(
      names = "--log-dir",
      paramLabel = "DIR",
      description = "Where logs go; brood-demo if not said.")
  private Path logFolder = Path.of("brood-demo");

  private final Instant started = Instant.now();

  @Override
  public Integer call() throws IOException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    Path home = Path.of(System.getProperty("brood.home", "."));
    Path given = other;
    Path capture = given == null ? home.resolve("node/target/office-morning.pcap") : given;
    if (!Files.isRegularFile(capture)) {
      String hint = given == null ? "; 'make build' makes it" : "";
      err.println("brood demo: the capture is not there" + hint + ": " + capture);
      return 1;
    }
    Files.createDirectories(logFolder);
    Path kept = keep;
    if (kept != null) {
      Files.copy(capture, kept, StandardCopyOption.REPLACE_EXISTING);
    }
    out.println(
        "%s: %s of packets, for a cluster in one process."
            .formatted(
                given == null ? "A morning in a small office" : capture,
                size(Files.size(capture))));
    ScriptOptions scripts = new ScriptOptions();
    Optional<Map<NodeType, CompiledProgram.Loaded>> programs =
        scripts.build(SCRIPTS, ScriptOptions.Packets.TRACES, SpreadRun.NODE_TYPES, err);
    if (programs.isEmpty()) {
      return 1;
    }
    Progress progress = new Progress(err, Files.size(capture), Terminal.isErr());
    AnalysisOptions analysis = new AnalysisOptions();
    analysis.logFolder = logFolder;
    analysis.noChecksums = true;
    Run.Request request =
        analysis.request(
            Objects.requireNonNull(programs.get().get(NodeType.WORKER)),
            new Run.Input.Traces(List.of(capture.toString())),
            scripts.bare,
            List.of("brood", "demo"),
            progress);
    SpreadRun run = new SpreadRun(request, programs.get(), WORKERS, err);
    int code = run.run();
    progress.end();
    if (code == 0) {
      nodes(out, run.shares());
      summary(out);
      DemoFindings findings = new DemoFindings();
      rows("notice", findings::add);
      findings.print(out, cut(home), logFolder);
    }
    return code;
  }

  /// The command that cuts columns out of logs, as one types it here.
  private static String cut(Path home) {
    Path here = Path.of("").toAbsolutePath();
    Path command = home.toAbsolutePath().normalize().resolve("bin/zeek-cut");
    return (command.startsWith(here) ? here.relativize(command) : command).toString();
  }

  private static void nodes(PrintStream out, List<SpreadRun.Share> shares) {
    out.println();
    out.printf(
        Locale.ROOT,
        "  %-10s  %-8s  %9s  %11s  %8s%n",
        "Node",
        "type",
        "packets",
        "connections",
        "log rows");
    for (SpreadRun.Share one : shares) {
      out.printf(
          Locale.ROOT,
          "  %-10s  %-8s  %,9d  %,11d  %,8d%n",
          one.name(),
          one.type().word(),
          one.packets(),
          one.connections(),
          one.rows());
    }
  }

  // ---- the summary, counted from the logs

  /// Takes the rows of a log, by column name.
  @FunctionalInterface
  private interface Row {
    void take(Map<String, String> row);
  }

  /// Whether this run wrote it: an earlier one may have left others in the folder.
  private boolean isNew(Path log) throws IOException {
    return Files.isRegularFile(log)
        && Files.getLastModifiedTime(log).toInstant().isAfter(started.minus(CLOCK_STEP));
  }

  private void rows(String log, Row taker) throws IOException {
    Path file = logFolder.resolve(log + ".log");
    if (!isNew(file)) {
      return;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String[] names = {};
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] parts = line.split("\t", -1);
        if (line.startsWith("#fields")) {
          names = parts;
        } else if (!line.startsWith("#")) {
          Map<String, String> row = new LinkedHashMap<>();
          for (int i = 0; i < parts.length && i + 1 < names.length; i++) {
            row.put(names[i + 1], parts[i]);
          }
          taker.take(row);
        }
      }
    }
  }

  private static String of(Map<String, String> row, String column) {
    return row.getOrDefault(column, "-");
  }

  private static long number(Map<String, String> row, String column) {
    String text = of(row, column);
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private void summary(PrintStream out) throws IOException {
    Map<String, Long> services = new TreeMap<>();
    Map<String, Long> states = new TreeMap<>();
    Map<String, Long> talkers = new TreeMap<>();
    Map<String, Long> names = new TreeMap<>();
    Map<String, Long> types = new TreeMap<>();
    rows(
        "conn",
        row -> {
          String service = of(row, "service");
          services.merge(
              service.equals("-") ? of(row, "proto") + " (unknown)" : service, 1L, Long::sum);
          states.merge(of(row, "conn_state"), 1L, Long::sum);
          talkers.merge(of(row, "id.orig_h"), number(row, "orig_ip_bytes"), Long::sum);
          talkers.merge(of(row, "id.resp_h"), number(row, "resp_ip_bytes"), Long::sum);
        });
    rows("dns", row -> names.merge(of(row, "query"), 1L, Long::sum));
    rows("files", row -> types.merge(of(row, "mime_type"), 1L, Long::sum));
    table(out, "Connections by service", services, false);
    table(out, "Connections by state", states, false);
    table(out, "Top talkers (bytes sent)", talkers, true);
    table(out, "Most asked names", names, false);
    table(out, "Files by type", types, false);
    logs(out);
  }

  private static void table(
      PrintStream out, String title, Map<String, Long> counts, boolean bytes) {
    if (counts.isEmpty()) {
      return;
    }
    out.println();
    out.println(title);
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()));
    for (Map.Entry<String, Long> one : sorted.subList(0, Math.min(MOST, sorted.size()))) {
      String shown =
          bytes ? size(one.getValue()) : String.format(Locale.ROOT, "%,d", one.getValue());
      out.printf(Locale.ROOT, "  %10s  %s%n", shown, one.getKey());
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private void logs(PrintStream out) throws IOException {
    out.println();
    out.println("Logs");
    List<Path> files;
    try (Stream<Path> all = Files.list(logFolder)) {
      files = all.filter(f -> f.toString().endsWith(".log")).sorted().toList();
    }
    for (Path file : files) {
      if (!isNew(file)) {
        continue;
      }
      long[] count = {0};
      String name = file.getFileName().toString();
      rows(name.substring(0, name.length() - ".log".length()), _ -> count[0]++);
      out.printf(Locale.ROOT, "  %,10d  %s%n", count[0], file);
    }
  }
}
