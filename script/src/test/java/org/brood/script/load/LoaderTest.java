package org.brood.script.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.syntax.Decl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {
  @TempDir private Path directory = Path.of("");
  private final Diagnostics diagnostics = new Diagnostics();

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private LoadedProgram load(List<String> scripts, List<String> prefixes, String code) {
    ScriptPath path = new ScriptPath(List.of(directory.toString()));
    LoadRequest request = new LoadRequest(path, scripts, prefixes, List.of(), code);
    Environment environment = new Environment(Map.of("NODE", "worker"), "8.2.1", false, false);
    return Loader.load(request, diagnostics, environment);
  }

  private static List<String> variables(LoadedProgram program) {
    return program.declarations().stream()
        .filter(d -> d instanceof Decl.Variable)
        .map(d -> ((Decl.Variable) d).name())
        .toList();
  }

  private List<String> messages() {
    return diagnostics.all().stream().map(DiagnosticRenderer::zeek).toList();
  }

  @Test
  void loadsStandInPlaceAndOnce() throws IOException {
    write("a.zeek", "global a1 = 1; @load ./b\n@load b.bro\n@load pack\nglobal a2 = 1;");
    write("b.zeek", "module B; global b = 1;");
    write("pack/__load__.zeek", "@load ../b\nglobal p = 1;");

    LoadedProgram program = load(List.of("a"), List.of(), "");

    assertThat(messages()).isEmpty();
    assertThat(variables(program)).containsExactly("a1", "b", "p", "a2");
    assertThat(program.files())
        .extracting(LoadedProgram.LoadedFile::level)
        .containsExactly(0, 1, 1);
    assertThat(program.declarations().getLast().scope().module()).isEqualTo("GLOBAL");
  }

  @Test
  void aMissingScriptIsFatal() throws IOException {
    write("a.zeek", "\n@load nowhere\n");

    load(List.of("a", "missing"), List.of(), "");

    assertThat(messages())
        .containsExactly(
            "fatal error in " + directory + "/a.zeek, line 2: can't find nowhere",
            "fatal error: can't find missing");
  }

  @Test
  void unloadedScriptsAreNotLoaded() throws IOException {
    write("a.zeek", "@unload b\n@load b\nglobal a = 1;");
    write("b.zeek", "global b = 1;");

    assertThat(variables(load(List.of("a"), List.of(), ""))).containsExactly("a");
  }

  @Test
  void prefixedScriptsFollowTheirs() throws IOException {
    write("base/x.zeek", "global x = 1;");
    write("local.base.x.zeek", "global fromPrefix = 1;");

    LoadedProgram program = load(List.of("base/x"), List.of("local"), "");

    assertThat(variables(program)).containsExactly("x", "fromPrefix");
  }

  @Test
  void conditionsSeeWhatWasDeclaredBefore() {
    LoadedProgram program =
        load(
            List.of(),
            List.of(),
            """
            module C;
            export { type Kind: enum { WORKER, MANAGER }; const node = getenv("NODE") &redef; }
            const kinds: table[string] of Kind = { ["worker"] = WORKER } &redef;
            function kind(): Kind { return node in kinds ? kinds[node] : MANAGER; }
            @if ( C::kind() == C::WORKER && |kinds| == 1 )
            global yes1 = 1;
            @else
            global no1 = 1;
            @endif
            redef node = "other";
            @if ( kind() == MANAGER )
            global yes2 = 1;
            @endif
            @ifdef ( C::kind )
            @ifndef ( nothing )
            global yes3 = 1;
            @endif
            @endif
            @if ( Version::at_least("8.2.0") && ! Version::at_least("9.0") )
            global yes4 = 1;
            @endif
            """);

    assertThat(messages()).isEmpty();
    assertThat(variables(program)).contains("yes1", "yes2", "yes3", "yes4").doesNotContain("no1");
  }

  @Test
  void conditionsMustEnd() {
    load(List.of(), List.of(), "@if ( F )\nglobal x = 1;");

    assertThat(messages())
        .containsExactly("fatal error in <command line>, line 4: unbalanced @if... @endif");
  }
}
