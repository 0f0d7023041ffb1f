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
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;

/// Runs of scripts without packets, for tests.
final class ScriptRun {
  private ScriptRun() {}

  /// What a script printed, and what was said of it.
  record Result(List<String> out, List<String> err) {}

  /// Runs a script in bare mode.
  ///
  /// @param folder where it and its logs lie
  static Result of(Path folder, String script) throws IOException {
    Path scripts =
        Files.isDirectory(Path.of("scripts")) ? Path.of("scripts") : Path.of("../scripts");
    ScriptPath path = ScriptPath.parse(scripts + ":" + scripts + "/policy");
    Path file = Files.writeString(folder.resolve("test.zeek"), script);
    Diagnostics diagnostics = new Diagnostics();
    CompiledProgram.Loaded program =
        new ScriptBuild(
                new LoadRequest(
                    path,
                    ScriptBuild.scripts(true, List.of(file.toString())),
                    List.of(),
                    List.of(),
                    ""),
                new Environment(Map.of(), "8.2.2", false, false),
                new ProgramCache(folder.resolve("cache")))
            .build(diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.all().toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Run.Request request =
        new Run.Request(
            program,
            List.of(),
            "",
            List.of(),
            path,
            false,
            "",
            folder,
            false,
            true,
            true,
            List.of(),
            UidGenerator.seeded("575" + " 1".repeat(20)),
            (_, _) -> {});
    new Run(request, out, new PrintStream(err, true, StandardCharsets.UTF_8)).run();
    return new Result(lines(out), lines(err));
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
