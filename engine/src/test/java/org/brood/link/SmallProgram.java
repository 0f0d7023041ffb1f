package org.brood.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brood.script.bif.PureNatives;
import org.brood.script.check.Checker;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.codegen.NativeTable;
import org.brood.script.codegen.ProgramCompiler;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.Loader;
import org.brood.script.runtime.Messages;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.tree.Program;

/// A program of a few lines, without any of the scripts that come with Brood.
///
/// @param messages what it complained of
record SmallProgram(Runtime rt, ByteArrayOutputStream out, List<String> messages) {

  static SmallProgram of(String code) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Program> checked =
        Checker.check(
            Loader.load(
                new LoadRequest(new ScriptPath(List.of()), List.of(), List.of(), List.of(), code),
                diagnostics,
                new Environment(Map.of(), "8.2.2", false, false)),
            diagnostics);
    if (checked.isEmpty() || diagnostics.hasErrors()) {
      throw new AssertionError(diagnostics.all().toString());
    }
    CompiledProgram.Loaded loaded =
        ProgramCompiler.compile(
                checked.get(), new NativeTable(PureNatives.classes()), List.of(), List.of())
            .load();
    List<String> messages = new ArrayList<>();
    Messages sink = (_, _, text, _, _) -> messages.add(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Runtime rt = new Runtime(loaded.info(), sink, out);
    loaded.instance(rt);
    return new SmallProgram(rt, out, messages);
  }

  /// Gives the globals their values; to be called once.
  SmallProgram begin() {
    program().init();
    return this;
  }

  ScriptProgram program() {
    return rt.program();
  }

  int event(String name) {
    return rt.info().function(name);
  }

  /// What it printed since the last time.
  String printed() {
    rt.drain();
    try {
      rt.stdout().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }
}
