package org.brood.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.junit.jupiter.api.Test;

class ParserTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private LoadedProgram parse(String code) {
    LoadRequest request =
        new LoadRequest(new ScriptPath(List.of()), List.of(), List.of(), List.of(), code);
    Environment environment = new Environment(java.util.Map.of(), "8.2.0", false, false);
    return Loader.load(request, diagnostics, environment);
  }

  private List<String> errors() {
    return diagnostics.all().stream().map(DiagnosticRenderer::zeek).toList();
  }

  private String described(String expression) {
    LoadedProgram program = parse("global x = " + expression + ";");

    assertThat(errors()).isEmpty();
    Decl.Variable variable = (Decl.Variable) program.declarations().getFirst();
    return tree(variable.value());
  }

  /// The structure of an expression, with all the parentheses that it does not need.
  private static String tree(Expr expr) {
    return switch (expr) {
      case Expr.Binary(Expr.BinaryOp op, Expr left, Expr right, _) ->
          "(" + tree(left) + " " + op.text() + " " + tree(right) + ")";
      case Expr.Unary(Expr.UnaryOp op, Expr operand, _) -> "(" + op.text() + tree(operand) + ")";
      case Expr.Conditional(Expr condition, Expr yes, Expr no, _) ->
          "(" + tree(condition) + " ? " + tree(yes) + " : " + tree(no) + ")";
      case Expr.Size(Expr operand, _) -> "|" + tree(operand) + "|";
      case Expr.Field(Expr record, String name, _) -> "(" + tree(record) + "$" + name + ")";
      case Expr.Paren(Expr inner, _) -> tree(inner);
      default -> Describe.expression(expr);
    };
  }

  @Test
  void operatorsBindAsInZeek() {
    assertThat(described("a + b * c")).isEqualTo("(a + (b * c))");
    assertThat(described("a - b - c")).isEqualTo("((a - b) - c)");
    assertThat(described("! a in b")).isEqualTo("((!a) in b)");
    assertThat(described("a !in b && c")).isEqualTo("((a !in b) && c)");
    assertThat(described("a in b == c")).isEqualTo("((a in b) == c)");
    assertThat(described("a | b & c")).isEqualTo("(a | (b & c))");
    assertThat(described("-a$b")).isEqualTo("(-(a$b))");
    assertThat(described("a ? b : c ? d : e")).isEqualTo("(a ? b : (c ? d : e))");
    assertThat(described("|a| + |b|")).isEqualTo("(|a| + |b|)");
    assertThat(described("|a + b| / 2")).isEqualTo("(|(a + b)| / 2)");
  }

  @Test
  void literalsKeepTheirValues() {
    LoadedProgram program =
        parse(
            """
            const a = 0x10; const b = 5 min; const c = 1.2.3.0/24; const d = [2001:db8::1];
            const e = 53/udp; const f = "a\\x41\\n"; const g = /x\\/y/i; const h = 1e3;
            """);

    List<Constant> values =
        program.declarations().stream()
            .filter(d -> d instanceof Decl.Variable)
            .map(d -> ((Expr.Literal) valueOf(d)).value())
            .toList();

    assertThat(errors()).isEmpty();
    assertThat(values)
        .containsExactly(
            new Constant.Count(16),
            new Constant.Interval(300),
            new Constant.Subnet(Constant.Address.v4(0x01020300), 24),
            new Constant.Address(0x20010db8_00000000L, 1),
            new Constant.Port(53, Constant.Transport.UDP),
            new Constant.Text("aA\n"),
            new Constant.Pattern("x\\/y", true, false),
            new Constant.Real(1000));
  }

  private static Expr valueOf(Decl decl) {
    return decl instanceof Decl.Variable variable ? variable.value() : new Expr.Absent(decl.span());
  }

  @Test
  void everyBrokenDeclarationIsReported() {
    parse(
        """
        global a = 1 2;
        function f() { local x = 1 +; }
        type R: record { x count; };
        global ok: count = 1;
        """);

    assertThat(errors())
        .containsExactly(
            "error in <command line>, line 1: syntax error, at or near \"2\"",
            "error in <command line>, line 2: syntax error, at or near \";\"",
            "error in <command line>, line 3: syntax error, at or near \"count\"");
  }

  @Test
  void declarationsKnowTheirModule() {
    LoadedProgram program =
        parse("module A; global x = 1; export { global y = 2; } module B; global z = 3;");

    assertThat(program.declarations().stream().map(Decl::scope))
        .startsWith(
            new Decl.Scope("A", false), new Decl.Scope("A", true), new Decl.Scope("B", false));
  }

  @Test
  void fieldsMayBeFunctions() {
    LoadedProgram program = parse("global r = [$f(x: count): bool = { return x > 1; }, $n=1];");

    assertThat(errors()).isEmpty();
    Expr.RecordConstructor record =
        (Expr.RecordConstructor) valueOf(program.declarations().getFirst());
    assertThat(record.fields().getFirst().value()).isInstanceOf(Expr.Lambda.class);
  }

  @Test
  void nestingIsBounded() {
    parse("global x = " + "(".repeat(100_000) + ";");

    assertThat(errors()).contains("error in <command line>, line 1: nested too deeply");
  }
}
