package org.brood.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brood.decode.UidGenerator;
import org.brood.link.NodeType;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.testkit.Capture;

/// The whole engine over one capture, as `zeek -C -r` runs it, or over none.
///
/// @param code the exit code
/// @param messages what went to standard error
record EngineRun(int code, String messages, String output) {
  private static final String SEED = "1 ".repeat(21);

  private static ScriptPath path() {
    Path scripts =
        Files.isDirectory(Path.of("scripts")) ? Path.of("scripts") : Path.of("../scripts");
    return ScriptPath.parse(scripts + ":" + scripts + "/policy");
  }

  /// The default scripts and some more, compiled to read a capture.
  static CompiledProgram.Loaded program(Path cache, List<String> more) {
    return program(cache, false, more, true);
  }

  static CompiledProgram.Loaded program(
      Path cache, boolean bare, List<String> more, boolean readingTraces) {
    return build(
        cache, bare, more, new Environment(Map.of(), ZeekCommand.VERSION, false, readingTraces));
  }

  private static CompiledProgram.Loaded build(
      Path cache, boolean bare, List<String> more, Environment environment) {
    Diagnostics diagnostics = new Diagnostics();
    return new ScriptBuild(
            new LoadRequest(path(), ScriptBuild.scripts(bare, more), List.of(), List.of(), ""),
            environment,
            new ProgramCache(cache))
        .build(diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.all().toString()));
  }

  /// The default scripts and some more, compiled for a node of a cluster that reads a capture.
  static CompiledProgram.Loaded program(Path cache, List<String> more, NodeType type) {
    return build(
        cache,
        false,
        more,
        new Environment(Map.of(), ZeekCommand.VERSION, false, type == NodeType.WORKER)
            .asNode(type.scriptName()));
  }

  static EngineRun of(CompiledProgram.Loaded program, Capture capture, Path folder)
      throws IOException {
    Path trace = folder.resolve("trace.pcap");
    capture.write(trace);
    return of(program, List.of(trace.toString()), folder, SEED);
  }

  /// @param folder for logs
  /// @param seed the text of a seed file
  static EngineRun of(
      CompiledProgram.Loaded program, List<String> traces, Path folder, String seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Run.Request request = request(program, traces, folder, seed);
    int code = new Run(request, out, new PrintStream(err, true, StandardCharsets.UTF_8)).run();
    return new EngineRun(
        code, err.toString(StandardCharsets.UTF_8), out.toString(StandardCharsets.UTF_8));
  }

  /// @param folder for logs
  /// @param seed the text of a seed file
  static Run.Request request(
      CompiledProgram.Loaded program, List<String> traces, Path folder, String seed) {
    return new Run.Request(
        program,
        new Run.Input.Traces(traces),
        "",
        List.of(),
        path(),
        false,
        "",
        folder,
        false,
        true,
        false,
        List.of("zeek"),
        UidGenerator.seeded(seed),
        (_, _) -> {});
  }
}
