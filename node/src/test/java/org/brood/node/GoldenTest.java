package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.brood.decode.UidGenerator;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.testkit.GoldenCaptures;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs each script of `testing/scripts` and compares what it prints, and the logs that it names,
/// with the files in `testing/baselines`. `-Dgolden.update` writes these files anew, and
/// `-Dgolden.only=TEXT` chooses scripts by their path.
class GoldenTest {
  private static final Path HOME = Path.of(Files.isDirectory(Path.of("testing")) ? "." : "..");
  private static final Path SCRIPTS = HOME.resolve("testing/scripts");
  private static final Path BASELINES = HOME.resolve("testing/baselines");
  private static final String SEED = "1 " + "7 ".repeat(16) + "1462428821 1234567 2278350848 32767";
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  private final Map<String, Path> captures = new HashMap<>();
  private final Map<Boolean, CompiledProgram.Loaded> withoutScript = new HashMap<>();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    String only = System.getProperty("golden.only", "");
    List<Path> all;
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      all =
          files
              .filter(f -> f.toString().endsWith(".zeek") && f.toString().contains(only))
              .sorted()
              .toList();
    }
    return all.stream()
        .map(f -> DynamicTest.dynamicTest(SCRIPTS.relativize(f).toString(), () -> run(f)));
  }

  private void run(Path file) throws IOException {
    GoldenScript script = GoldenScript.read(file);
    String name = SCRIPTS.relativize(file).toString().replaceFirst("\\.zeek$", "");
    Path work = Files.createDirectories(folder.resolve(name));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream messages =
        script.stderr().equals(script.stdout()) ? out : new ByteArrayOutputStream();
    PrintStream err = new PrintStream(messages, true, StandardCharsets.UTF_8);

    int code = execute(script, work, out, err);

    assertThat(code != 0).as("ends with an error: %s", text(messages)).isEqualTo(script.fails());
    keep(work, script.stdout(), out, file);
    keep(work, script.stderr(), messages, file);
    if (script.stderr().isEmpty()) {
      assertThat(text(messages)).as("messages").isEmpty();
    }
    for (String compared : script.compared()) {
      compare(work.resolve(compared), BASELINES.resolve(name).resolve(compared));
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void keep(Path work, String name, ByteArrayOutputStream bytes, Path script)
      throws IOException {
    if (!name.isEmpty()) {
      String shown = text(bytes).replace(script.toString(), script.getFileName().toString());
      Files.writeString(work.resolve(name), shown);
    }
  }

  private static void compare(Path actual, Path baseline) throws IOException {
    String found =
        Files.readAllLines(actual, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> !line.startsWith("#open") && !line.startsWith("#close"))
            .reduce(new StringBuilder(), (all, l) -> all.append(l).append('\n'), (a, _) -> a)
            .toString();
    if (UPDATE) {
      Files.createDirectories(baseline.getParent());
      Files.writeString(baseline, found, StandardCharsets.ISO_8859_1);
    }
    assertThat(found)
        .as(actual.getFileName().toString())
        .isEqualTo(Files.readString(baseline, StandardCharsets.ISO_8859_1));
  }

  // ---- running

  private int execute(GoldenScript script, Path work, ByteArrayOutputStream out, PrintStream err)
      throws IOException {
    Optional<CompiledProgram.Loaded> program = program(script, err);
    if (program.isEmpty()) {
      return 1;
    }
    Run.Request request =
        new Run.Request(
            program.get(),
            new Run.Input.Traces(
                script.capture().isEmpty()
                    ? List.of()
                    : List.of(capture(script.capture()).toString())),
            "",
            List.of(),
            path(),
            false,
            "",
            work,
            false,
            script.ignoreChecksums(),
            script.bare(),
            List.of("zeek"),
            UidGenerator.seeded(SEED),
            (_, _) -> {});
    Run run = new Run(request, out, err);
    run.allowErrors();
    return run.run();
  }

  private Optional<CompiledProgram.Loaded> program(GoldenScript script, PrintStream err)
      throws IOException {
    if (script.hasCode() || !script.assignments().isEmpty()) {
      return compile(script.bare(), List.of(script.file().toString()), script.assignments(), err);
    }
    CompiledProgram.Loaded known = withoutScript.get(script.bare());
    if (known == null) {
      known = compile(script.bare(), List.of(), List.of(), err).orElseThrow();
      withoutScript.put(script.bare(), known);
    }
    return Optional.of(known);
  }

  private Optional<CompiledProgram.Loaded> compile(
      boolean bare, List<String> scripts, List<String> assignments, PrintStream err) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<CompiledProgram.Loaded> program =
        new ScriptBuild(
                new LoadRequest(
                    path(), ScriptBuild.scripts(bare, scripts), List.of(), assignments, ""),
                new Environment(Map.of(), ZeekCommand.VERSION, false, true),
                new ProgramCache(folder.resolve("cache")))
            .build(diagnostics);
    diagnostics.all().forEach(one -> err.println(DiagnosticRenderer.zeek(one)));
    return program;
  }

  private static ScriptPath path() {
    Path scripts = HOME.resolve("scripts");
    return ScriptPath.parse(scripts + ":" + scripts + "/policy");
  }

  private Path capture(String name) {
    return captures.computeIfAbsent(
        name,
        _ -> {
          try {
            Path file = folder.resolve(name);
            GoldenCaptures.make(name).write(file);
            return file;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
