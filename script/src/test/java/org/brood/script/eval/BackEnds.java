package org.brood.script.eval;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.brood.script.bif.PureNatives;
import org.brood.script.check.Checker;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.codegen.NativeTable;
import org.brood.script.codegen.ProgramCompiler;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.runtime.Messages;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.tree.Program;

/// Runs one program by both back ends.
final class BackEnds {
  private static final long STACK_BYTES = 256L << 20;
  private static final NativeTable NATIVES = new NativeTable(PureNatives.classes());
  private static final Environment ENVIRONMENT = new Environment(Map.of(), "8.2.2", false, false);

  private BackEnds() {}

  /// Loads and checks a program.
  ///
  /// @param path where scripts are looked for
  /// @param scripts what is loaded first, such as declarations of built-in functions
  /// @throws AssertionError if the checker does not accept it
  static Program check(List<Path> path, List<Path> scripts, String code) {
    Diagnostics diagnostics = new Diagnostics();
    LoadRequest request =
        new LoadRequest(
            new ScriptPath(path.stream().map(Path::toString).toList()),
            scripts.stream().map(Path::toString).toList(),
            List.of(),
            List.of(),
            code);
    LoadedProgram loaded = Loader.load(request, diagnostics, ENVIRONMENT);
    Optional<Program> program = Checker.check(loaded, diagnostics);
    if (program.isEmpty() || diagnostics.hasErrors()) {
      throw new AssertionError(
          diagnostics.all().stream().map(DiagnosticRenderer::zeek).toList().toString());
    }
    return program.get();
  }

  /// Runs on a thread with a large stack: the evaluator needs more of it for a call than compiled
  /// code does.
  static void onLargeStack(Callable<Void> action) throws Exception {
    FutureTask<Void> task = new FutureTask<>(action);
    new Thread(null, task, "programs", STACK_BYTES).start();
    task.get();
  }

  static String compiled(Program program) {
    CompiledProgram.Loaded loaded =
        ProgramCompiler.compile(program, NATIVES, List.of(), List.of()).load();
    Output output = new Output();
    Runtime rt = new Runtime(loaded.info(), output, output.bytes);
    return output.run(loaded.instance(rt));
  }

  static String evaluated(Program program) {
    Output output = new Output();
    Runtime rt = new Runtime(EvaluatedProgram.describe(program), output, output.bytes);
    return output.run(new EvaluatedProgram(rt, program, NATIVES));
  }

  /// What a program prints, with its messages in between.
  private static final class Output implements Messages {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void report(
        Level level, String kind, String text, org.brood.script.runtime.Site site, String value) {
      String line =
          "! %s %s %s:%d %s (%s)\n"
              .formatted(kind, level, site.file(), site.line(), text, site.expression());
      bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }

    String run(ScriptProgram program) {
      Runtime rt = program.rt;
      program.init();
      rt.raise(rt.info().function("zeek_init"));
      rt.drain();
      for (int minute = 1; minute <= 3; minute++) {
        double now = 60.0 * minute;
        rt.networkTime(now);
        while (rt.timers().runOne(now)) {
          rt.drain();
        }
        rt.drain();
      }
      rt.terminating();
      rt.raise(rt.info().function("zeek_done"));
      while (rt.hasEvents()) {
        rt.drain();
      }
      return text();
    }

    private String text() {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
