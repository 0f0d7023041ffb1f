package org.brood.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brood.bif.EngineNatives;
import org.brood.script.check.Checker;
import org.brood.script.check.VariableUsage;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.codegen.NativeTable;
import org.brood.script.codegen.ProgramCompiler;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.source.Diagnostics;
import org.brood.script.tree.Program;

/// From scripts to a program that can run, by way of the cache.
final class ScriptBuild {
  /// What is loaded before anything else.
  private static final List<String> ALWAYS =
      List.of("base/init-bare.zeek", "base/init-frameworks-and-bifs.zeek");

  /// The variable of the environment that asks for a report on local variables.
  static final String USAGE_ISSUES = "ZEEK_USAGE_ISSUES";

  private static final String DEFAULT = "base/init-default.zeek";

  private final LoadRequest request;
  private final Environment environment;
  private final ProgramCache cache;

  ScriptBuild(LoadRequest request, Environment environment, ProgramCache cache) {
    this.request = request;
    this.environment = environment;
    this.cache = cache;
  }

  /// The scripts of a run: what every run needs, the default set unless `bare`, then the user's.
  static List<String> scripts(boolean bare, List<String> users) {
    List<String> all = new ArrayList<>(ALWAYS);
    if (!bare) {
      all.add(DEFAULT);
    }
    all.addAll(users);
    return all;
  }

  /// The program, compiled now or before; what is wrong with it is in `diagnostics`.
  ///
  /// @return nothing if there are errors
  Optional<CompiledProgram.Loaded> build(Diagnostics diagnostics) {
    String build = buildId();
    String key = build + key();
    if (!build.isEmpty()) {
      Optional<CompiledProgram.Loaded> known = cache.find(key);
      if (known.isPresent()) {
        return known;
      }
    }
    LoadedProgram loaded = Loader.load(request, diagnostics, environment);
    RecordCache records = cache.records(build);
    Map<String, byte[]> known = build.isEmpty() ? Map.of() : records.read();
    Optional<CompiledProgram> compiled = compile(loaded, diagnostics, known);
    boolean silent = diagnostics.all().isEmpty();
    if (compiled.isPresent() && silent && !build.isEmpty()) {
      store(key, compiled.get(), loaded);
      records.add(known, compiled.get().records());
    }
    return compiled.map(CompiledProgram::load);
  }

  private void store(String key, CompiledProgram program, LoadedProgram loaded) {
    List<String> read = new ArrayList<>();
    loaded.files().forEach(file -> read.add(file.path()));
    loaded.signatures().forEach(file -> read.add(file.path()));
    List<String> missed = new ArrayList<>(loaded.probed());
    missed.removeAll(Set.copyOf(read));
    String shipped = System.getProperty("brood.scripts", "");
    boolean own =
        !shipped.isEmpty()
            && read.stream().allMatch(file -> Path.of(file).startsWith(shipped))
            && request.assignments().isEmpty()
            && request.code().isEmpty();
    cache.store(key, program, read, missed, own);
  }

  private Optional<CompiledProgram> compile(
      LoadedProgram loaded, Diagnostics diagnostics, Map<String, byte[]> knownRecords) {
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    Optional<Program> checked = Checker.check(loaded, diagnostics);
    if (checked.isEmpty() || diagnostics.hasErrors()) {
      return Optional.empty();
    }
    if (environment.variables().containsKey(USAGE_ISSUES)) {
      VariableUsage.report(checked.get(), diagnostics);
    }
    List<String> signatures =
        loaded.signatures().stream().map(LoadedProgram.SignatureFile::path).toList();
    List<ProgramInfo.LoadedScript> scripts =
        loaded.files().stream()
            .map(f -> new ProgramInfo.LoadedScript(f.path(), f.level()))
            .toList();
    return Optional.of(
        ProgramCompiler.compile(
            checked.get(),
            new NativeTable(EngineNatives.classes()),
            signatures,
            scripts,
            knownRecords));
  }

  /// All that a program depends on besides its files.
  private String key() {
    List<String> parts = new ArrayList<>();
    parts.addAll(request.path().directories());
    parts.add("|");
    parts.addAll(request.scripts());
    parts.add("|");
    parts.addAll(request.prefixes());
    parts.add("|");
    parts.addAll(request.assignments());
    parts.add("|");
    parts.add(request.code());
    parts.addAll(request.signatures());
    parts.add(environment.readingLive() + "," + environment.readingTraces());
    environment.variables().entrySet().stream()
        .filter(e -> e.getKey().startsWith("ZEEK") || e.getKey().startsWith("CLUSTER"))
        .filter(e -> !e.getKey().startsWith("ZEEK_SEED"))
        .map(e -> e.getKey() + "=" + e.getValue())
        .sorted()
        .forEach(parts::add);
    environment.answers().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .sorted()
        .forEach(parts::add);
    return String.join("\n", parts);
  }

  /// What tells this build of Brood from others, for a program compiled by another one may not fit:
  /// its jars. Empty when it runs from folders of classes, as in development; then nothing is kept.
  private static String buildId() {
    StringBuilder id = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        return "";
      }
      if (path.getFileName().toString().startsWith("brood-")) {
        try {
          id.append(path).append(' ').append(Files.size(path)).append(' ');
          id.append(Files.getLastModifiedTime(path).toMillis()).append('\n');
        } catch (IOException e) {
          return "";
        }
      }
    }
    return id.toString();
  }
}
