package org.brood.script.check;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;

/// Scripts from a fuzzer through lexer, parser, checker and the renderers of messages: nothing but
/// diagnostics comes out.
class FrontEndFuzzTest {
  @FuzzTest
  void script(byte[] text) {
    Diagnostics diagnostics = new Diagnostics();
    String code = new String(text, StandardCharsets.ISO_8859_1);
    LoadRequest request =
        new LoadRequest(new ScriptPath(List.of()), List.of(), List.of(), List.of(), code);
    LoadedProgram loaded =
        Loader.load(request, diagnostics, new Environment(Map.of(), "8.2.2", false, false));
    Checker.check(loaded, diagnostics);
    diagnostics.all().forEach(DiagnosticRenderer::zeek);
    diagnostics.all().forEach(DiagnosticRenderer::rich);
  }
}
