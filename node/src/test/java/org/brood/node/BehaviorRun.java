package org.brood.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.brood.link.NodeType;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;

/// What the scripts about behaviour make of a capture.
///
/// @param output what scripts printed
/// @param messages what went to standard error
/// @param notices rows of notice.log, by column
/// @param connections rows of conn.log, by column, in the order of time
record BehaviorRun(
    String output,
    String messages,
    List<Map<String, String>> notices,
    List<Map<String, String>> connections) {

  /// Reads the capture with one worker that is alone.
  static BehaviorRun alone(CompiledProgram.Loaded program, Capture capture, Path logs)
      throws IOException {
    EngineRun run = EngineRun.of(program, capture, Files.createDirectories(logs));
    return of(run.output(), run.messages(), logs);
  }

  /// Reads the capture with a cluster in this process.
  static BehaviorRun spread(
      Map<NodeType, CompiledProgram.Loaded> programs, Capture capture, Path logs, int workers)
      throws IOException {
    Path trace = Files.createDirectories(logs).resolve("trace.pcap");
    capture.write(trace);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Run.Request request =
        EngineRun.request(
            Objects.requireNonNull(programs.get(NodeType.WORKER)),
            List.of(trace.toString()),
            logs,
            "1 ".repeat(21));
    new SpreadRun(
            request, programs, workers, out, new PrintStream(err, true, StandardCharsets.UTF_8))
        .run();
    return of(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), logs);
  }

  /// What a run left in a folder.
  static BehaviorRun of(String output, String messages, Path logs) throws IOException {
    return new BehaviorRun(
        output, messages, rows(logs.resolve("notice.log")), rows(logs.resolve("conn.log")));
  }

  private static List<Map<String, String>> rows(Path log) throws IOException {
    if (!Files.isRegularFile(log)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    String[] names =
        lines.stream()
            .filter(l -> l.startsWith("#fields"))
            .findFirst()
            .orElseThrow()
            .split("\t", -1);
    return lines.stream()
        .filter(l -> !l.startsWith("#"))
        .map(l -> row(names, l.split("\t", -1)))
        .sorted(Comparator.comparingDouble(r -> Double.parseDouble(r.getOrDefault("ts", "0"))))
        .toList();
  }

  private static Map<String, String> row(String[] names, String[] values) {
    Map<String, String> row = new HashMap<>();
    IntStream.range(0, values.length).forEach(i -> row.put(names[i + 1], values[i]));
    return row;
  }

  /// One column of the notices, in the order of time.
  List<String> notices(String column) {
    return notices.stream().map(n -> n.getOrDefault(column, "")).toList();
  }

  /// The chain of a notice: uids in order.
  List<String> chain(int notice) {
    return Arrays.asList(notices.get(notice).getOrDefault("sub", "").split(",", -1));
  }

  /// The uids of connections that begin between two hosts, in the order of time.
  List<String> uids(Predicate<Map<String, String>> wanted) {
    return connections.stream().filter(wanted).map(c -> c.getOrDefault("uid", "")).toList();
  }
}
