package org.brood.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.tree.Expr;
import org.brood.script.tree.InitStep;
import org.brood.script.tree.Program;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckerTest {
  private static final Environment ENVIRONMENT = new Environment(Map.of(), "8.2.0", false, false);

  private final Diagnostics diagnostics = new Diagnostics();

  private Optional<Program> check(String code) {
    LoadRequest request =
        new LoadRequest(new ScriptPath(List.of()), List.of(), List.of(), List.of(), code);
    LoadedProgram loaded = Loader.load(request, diagnostics, ENVIRONMENT);
    return Checker.check(loaded, diagnostics);
  }

  private Program right(String code) {
    Optional<Program> program = check(code);

    assertThat(messages()).isEmpty();
    return program.orElseThrow();
  }

  private List<String> wrong(String code) {
    check(code);
    return messages();
  }

  private List<String> messages() {
    return diagnostics.all().stream()
        .map(DiagnosticRenderer::zeek)
        .map(message -> message.replace("<command line>, ", ""))
        .toList();
  }

  private static Expr initial(Program program, int step) {
    return ((InitStep.Set) program.init().get(step)).value();
  }

  @Test
  void numbersArePromoted() {
    Program program = right("global a: double = 1; global b = 2 + 3.5; global c: int = 7;");

    assertThat(initial(program, 0)).isInstanceOf(Expr.DoubleConst.class);
    assertThat(initial(program, 1).type()).isEqualTo(Basic.DOUBLE);
    assertThat(initial(program, 2).type()).isEqualTo(Basic.INT);
  }

  @Test
  void messagesNameThePlaceWhereACompoundTypeIsWritten() {
    List<String> messages =
        wrong("function f(s: set[string]) { }\nglobal t: set[count];\nfunction g() { f(t); }");

    assertThat(messages)
        .containsExactly(
            "error in line 1 and line 3: type clash (set[string] and t)",
            "error in line 3 and line 1: type mismatch (t and set[string])",
            "error in line 3: argument type mismatch in function call (f(t))");
  }

  @Test
  void whatOnlyUnusedFunctionsCallIsUnused() {
    List<String> messages =
        wrong(
            "module M;\nfunction a() { }\nfunction b() { a(); }\nfunction c() { c(); }\n"
                + "function d() { }\nglobal e = d;");

    assertThat(messages)
        .containsExactly(
            "warning in line 2: non-exported function does not have any callers (M::a)",
            "warning in line 3: non-exported function does not have any callers (M::b)",
            "warning in line 4: non-exported function does not have any callers (M::c)");
  }

  @Test
  void anOptionThatIsARecordNeedsAValue() {
    assertThat(
            wrong("type R: record { a: count &optional; };\noption r: R;\noption s: set[count];"))
        .containsExactly("error in line 2: option variable must be initialized (r)");
  }

  @Test
  void emptyConstructorsTakeTheTypeOfTheirPlace() {
    Program program =
        right("global s: set[addr] = {}; global t: table[count] of string = table();");

    assertThat(initial(program, 0).type().describe()).isEqualTo("set[addr]");
    assertThat(initial(program, 1).type().describe()).isEqualTo("table[count] of string");
  }

  @Test
  void redefinitionsKeepTheOrderOfTheProgram() {
    Program program =
        right(
            """
            global a: set[count] = { 1 } &redef;
            redef a += { 2, 3 };
            global b = |a|;
            redef a &create_expire = 5 min;
            """);

    assertThat(program.init().get(1)).isInstanceOf(InitStep.Evaluate.class);
    assertThat(program.init().get(2)).isInstanceOf(InitStep.Set.class);
    InitStep.SetAttrs attrs = (InitStep.SetAttrs) program.init().get(3);
    assertThat(attrs.attrs().expiry()).isEqualTo(TableAttrs.Expiry.CREATE);
  }

  @Test
  void setsAndListsInAnIndexAreMultipliedOut() {
    Program program =
        right(
            """
            const hosts: set[addr] = { 1.1.1.1, 2.2.2.2 };
            global pairs: set[addr, port] = { [hosts, [22/tcp, 80/tcp]] };
            """);

    assertThat(((Expr.TableNew) initial(program, 1)).entries()).hasSize(4);
  }

  @Test
  void recordsAreCoerced() {
    Program program =
        right(
            """
            type R: record { a: count; b: string &optional; c: double &default=1; };
            redef record R += { d: count &default=5; };
            global r: R = [$a=1];
            """);

    assertThat(initial(program, 0)).isInstanceOf(Expr.RecordNew.class);
    assertThat(program.fieldDefaults()).hasSize(2);
  }

  @Test
  void wrongRecordsAreErrors() {
    assertThat(
            wrong(
                """
                type R: record { a: count; b: string &optional; };
                global r1: R = [$a=1, $x=2];
                global r2: R = [$b="x"];
                global r3 = R($b="x");
                """))
        .containsExactly(
            "error in line 2: orphaned field \"x\" in record coercion"
                + " ((coerce [$a=1, $x=2] to R))",
            "error in line 3: non-optional field \"a\" missing ((coerce [$b=x] to R))",
            "error in line 4: mandatory field \"a\" missing (R($b=x))");
  }

  @Test
  void misspeltNamesGetAHint() {
    check("global counter = 1; event zeek_init() { print countre; }");

    assertThat(messages())
        .contains("error in line 1: unknown identifier countre, at or near \"countre\"");
    assertThat(diagnostics.all().getFirst().hints()).containsExactly("did you mean counter?");
  }

  @Test
  void wordsThatZeekDroppedAreNamed() {
    check("event bro_init() { }");

    assertThat(diagnostics.hasErrors()).isTrue();
    assertThat(diagnostics.all().getLast().hints()).containsExactly("it is named zeek_init now");
  }

  @Test
  void typeClashesReadAsInZeek() {
    assertThat(
            wrong(
                """
                function f(x: count): string { return x; }
                function g() { local s: string = 5; f("a"); if ( 1 ) s = "b"; s + 1; }
                """))
        .contains(
            "error in string and line 1: arithmetic mixed with non-arithmetic (string and x)",
            "error in line 2: type clash in assignment (s = 5)",
            "error in count and line 2: arithmetic mixed with non-arithmetic (count and a)",
            "error in line 2: argument type mismatch in function call (f(a))",
            "error in line 2: conditional in test must be boolean (1)",
            "error in line 2: requires arithmetic operands (s + 1)");
  }

  @Test
  void onlyExportedNamesAreSeenFromOutside() {
    assertThat(
            wrong(
                "module A; export { const x = 1; } const y = 2; module B; const z = A::x + A::y;"))
        .containsExactly("error in line 1: identifier is not exported: A::y");
  }

  @Test
  void lambdasCaptureWhatTheyUse() {
    assertThat(wrong("function f(n: count) { local g = function() { print n; }; g(); }"))
        .containsExactly(
            "error in line 1: n is used inside lambda but not captured"
                + " (function() : void{ print n})");
  }

  @Test
  void alternativePrototypesNameTheirParameters() {
    Program program =
        right(
            """
            global e: event(a: count, b: string);
            global e: event(b: string);
            event e(b: string) { print b; }
            event e(x: count, y: string) { print x, y; }
            """);

    assertThat(program.functions().getFirst().bodies())
        .extracting(body -> body.paramSlots())
        .containsExactly(List.of(1), List.of(0, 1));
  }

  @Test
  void aBodySeesWhatIsDeclaredBeforeIt() {
    assertThat(wrong("function f() { print later; } global later = 1;"))
        .contains("error in line 1: unknown identifier later, at or near \"later\"");
  }

  @Test
  void theCommandLineIsReadByType(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("a.zeek"),
        """
        const name = "x" &redef;
        const hosts: set[addr] = { 1.1.1.1 } &redef;
        option wait = 1 sec;
        """);
    LoadRequest request =
        new LoadRequest(
            new ScriptPath(List.of(directory.toString())),
            List.of("a"),
            List.of(),
            List.of("name=a b", "hosts+={ 2.2.2.2 }", "wait=5 min", "nothing=1"),
            "");

    Checker.check(Loader.load(request, diagnostics, ENVIRONMENT), diagnostics);

    assertThat(messages())
        .containsExactly("error: unknown identifier 'nothing' in command-line options");
  }

  @Test
  void eventsThatSignaturesNameExist(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("own.sig"), "signature s { ip-proto == tcp event seen \"text\" }");
    Files.writeString(
        directory.resolve("a.zeek"), "event seen(n: count) { } event nowhere(n: count) { }");
    LoadRequest request =
        new LoadRequest(
            new ScriptPath(List.of(directory.toString())),
            List.of("a"),
            List.of(),
            List.of(),
            "",
            List.of("own"));

    Checker.check(Loader.load(request, diagnostics, ENVIRONMENT), diagnostics);

    assertThat(messages())
        .hasSize(1)
        .first()
        .asString()
        .endsWith("handler for non-existing event cannot be invoked (nowhere)");
  }

  @Test
  void breaksStandInLoops() {
    assertThat(wrong("function f() { break; } hook h() { break; } function g() { next; }"))
        .containsExactly(
            "error in line 1: break statement used outside of for, while or switch statement and"
                + " not within a hook. (break )",
            "error in line 1: next statement used outside of for or while statement. (next )");
  }
}
