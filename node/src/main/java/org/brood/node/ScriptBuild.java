package org.brood.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brood.bif.EngineNatives;
import org.brood.script.check.Checker;
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

/// From scripts to a compiled program.
final class ScriptBuild {
  /// What is loaded before anything else.
  private static final List<String> ALWAYS =
      List.of("base/init-bare.zeek", "base/init-frameworks-and-bifs.zeek");

  private static final String DEFAULT = "base/init-default.zeek";

  private ScriptBuild() {}

  /// The scripts of a run: what every run needs, the default set unless `bare`, then the user's.
  static List<String> scripts(boolean bare, List<String> users) {
    List<String> all = new ArrayList<>(ALWAYS);
    if (!bare) {
      all.add(DEFAULT);
    }
    all.addAll(users);
    return all;
  }

  /// Compiles a program; what is wrong with it is in `diagnostics`.
  ///
  /// @return nothing if there are errors
  static Optional<CompiledProgram> build(
      LoadRequest request, Environment environment, Diagnostics diagnostics) {
    LoadedProgram loaded = Loader.load(request, diagnostics, environment);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    Optional<Program> checked = Checker.check(loaded, diagnostics);
    if (checked.isEmpty() || diagnostics.hasErrors()) {
      return Optional.empty();
    }
    List<String> signatures =
        loaded.signatures().stream().map(LoadedProgram.SignatureFile::path).toList();
    List<ProgramInfo.LoadedScript> scripts =
        loaded.files().stream()
            .map(f -> new ProgramInfo.LoadedScript(f.path(), f.level()))
            .toList();
    CompiledProgram compiled =
        ProgramCompiler.compile(
            checked.get(), new NativeTable(EngineNatives.classes()), signatures, scripts);
    return Optional.of(compiled);
  }
}
