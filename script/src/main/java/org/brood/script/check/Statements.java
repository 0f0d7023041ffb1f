package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.Describe;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Statements.
final class Statements {
  private final Checks checks;
  private final Loops loops;

  Statements(Checks checks) {
    this.checks = checks;
    this.loops = new Loops(checks);
  }

  /// The code of a whole body.
  Stmt body(List<org.brood.script.syntax.Stmt> statements, Span span, Frame frame) {
    return block(statements, span, frame);
  }

  private Stmt block(List<org.brood.script.syntax.Stmt> statements, Span span, Frame frame) {
    List<Stmt> checked = new ArrayList<>(statements.size());
    for (org.brood.script.syntax.Stmt statement : statements) {
      checked.add(check(statement, frame));
    }
    return new Stmt.Block(List.copyOf(checked), span);
  }

  Stmt check(org.brood.script.syntax.Stmt statement, Frame frame) {
    return switch (statement) {
      case org.brood.script.syntax.Stmt.Empty(Span span) -> empty(span);
      case org.brood.script.syntax.Stmt.Block(var statements, Span span) -> {
        frame.enterBlock();
        Stmt block = block(statements, span, frame);
        frame.leaveBlock();
        yield block;
      }
      case org.brood.script.syntax.Stmt.Expression expression -> expression(expression, frame);
      case org.brood.script.syntax.Stmt.Print print -> print(print, frame);
      case org.brood.script.syntax.Stmt.Event(var event, Span span) -> {
        Stmt raise = checks.calls.raise(event, span, frame);
        yield raise == null ? empty(span) : raise;
      }
      case org.brood.script.syntax.Stmt.Assert assertion -> assertion(assertion, frame);
      case org.brood.script.syntax.Stmt.If branch -> branch(branch, frame);
      case org.brood.script.syntax.Stmt.Switch choice -> new Switches(checks).check(choice, frame);
      case org.brood.script.syntax.Stmt.For loop -> loops.forLoop(loop, frame);
      case org.brood.script.syntax.Stmt.While loop -> loops.whileLoop(loop, frame);
      case org.brood.script.syntax.Stmt.Next(Span span) -> {
        if (!frame.inLoop()) {
          checks.diagnostics.error(
              new Subject(span, "next "), "next statement used outside of for or while statement.");
        }
        yield new Stmt.Next(span);
      }
      case org.brood.script.syntax.Stmt.Break(Span span) -> breakStatement(span, frame);
      case org.brood.script.syntax.Stmt.Fallthrough(Span span) -> new Stmt.Fallthrough(span);
      case org.brood.script.syntax.Stmt.Return returns -> returns(returns, frame);
      case org.brood.script.syntax.Stmt.Local local -> local(local, frame);
      case org.brood.script.syntax.Stmt.When when -> checks.lambdas.when(when, frame);
    };
  }

  static Stmt empty(Span span) {
    return new Stmt.Block(List.of(), span);
  }

  private Stmt breakStatement(Span span, Frame frame) {
    if (frame.inLoop() || frame.inSwitch()) {
      return new Stmt.Break(span);
    }
    if (frame.flavor() == FuncType.Flavor.HOOK) {
      return new Stmt.HookBreak(span);
    }
    checks.diagnostics.error(
        new Subject(span, "break "),
        "break statement used outside of for, while or switch statement and not within a hook.");
    return new Stmt.Break(span);
  }

  private Stmt expression(org.brood.script.syntax.Stmt.Expression source, Frame frame) {
    if (source.expression() instanceof org.brood.script.syntax.Expr.Unary unary
        && (unary.op() == org.brood.script.syntax.Expr.UnaryOp.ADD
            || unary.op() == org.brood.script.syntax.Expr.UnaryOp.DELETE)) {
      return addOrDelete(unary, frame);
    }
    if (source.expression()
            instanceof
            org.brood.script.syntax.Expr.Assign(
                var op,
                org.brood.script.syntax.Expr.Items names,
                var from,
                _)
        && op == org.brood.script.syntax.Expr.AssignOp.SET) {
      return unpack(names, from, source, frame);
    }
    Expr value = checks.expressions.check(source.expression(), frame);
    boolean quiet = Checks.isBroken(value) || !Expressions.isPure(source.expression());
    if (!quiet) {
      checks.diagnostics.warning(Checks.subject(source.expression()), "expression value ignored");
    }
    return new Stmt.Evaluate(value, source.span());
  }

  /// `[a, b] = index`: the columns of an index that came as `any`, which is a vector of them.
  private Stmt unpack(
      org.brood.script.syntax.Expr.Items names,
      org.brood.script.syntax.Expr from,
      org.brood.script.syntax.Stmt.Expression source,
      Frame frame) {
    Expr value = checks.expressions.check(from, frame);
    if (value.type() != Basic.ANY) {
      if (!Checks.isBroken(value)) {
        checks.error(source.expression(), "type clash in assignment");
      }
      return empty(source.span());
    }
    VectorType columns = new VectorType(Basic.ANY);
    Local all = new Local("index-columns", columns, Local.Kind.LOCAL);
    List<Stmt> code = new ArrayList<>();
    Expr vector = new Expr.Coerce(value, columns, value.span());
    code.add(new Stmt.LocalInit(all, vector, TableAttrs.NONE, source.span()));
    String text = Describe.expression(from);
    for (int i = 0; i < names.items().size(); i++) {
      org.brood.script.syntax.Expr name = names.items().get(i);
      if (!(name instanceof org.brood.script.syntax.Expr.Name)) {
        checks.error(source.expression(), "can only assign to list of identifiers");
        return empty(source.span());
      }
      Expr target = checks.access.target(name, frame);
      Span span = name.span();
      Expr at = new Expr.LongConst(i, Basic.COUNT, span);
      Expr column = new Expr.VectorGet(new Expr.LocalGet(all, span), at, Basic.ANY, text, span);
      Expr converted =
          target.type() == Basic.ANY ? column : new Expr.Coerce(column, target.type(), span);
      code.add(new Stmt.Evaluate(new Expr.Assign(target, converted, span), span));
    }
    return new Stmt.Block(List.copyOf(code), source.span());
  }

  /// `add s[x]` and `delete t[x]`, `delete r$f`, `delete t`.
  Stmt addOrDelete(org.brood.script.syntax.Expr.Unary source, Frame frame) {
    boolean adds = source.op() == org.brood.script.syntax.Expr.UnaryOp.ADD;
    org.brood.script.syntax.Expr operand = source.operand();
    while (operand instanceof org.brood.script.syntax.Expr.Paren(var inner, _)) {
      operand = inner;
    }
    if (adds && operand instanceof org.brood.script.syntax.Expr.Index index) {
      Expr set = checks.expressions.check(index.container(), frame);
      if (set.type() instanceof TableType table && !table.isSet()) {
        checks.error(source, "illegal add expression");
        return empty(source.span());
      }
    }
    Expr target = checks.expressions.check(operand, frame);
    Span span = source.span();
    return switch (target) {
      case Expr.TableGet(Expr table, TableType type, List<Expr> index, _, _, _) ->
          adds
              ? new Stmt.AddElement(table, type, index, span)
              : new Stmt.DeleteElement(table, type, index, span);
      case Expr.FieldGet(Expr record, RecordType type, int slot, _, _, _) when !adds -> {
        RecordType.Field field = type.field(slot);
        if (!field.optional() && !field.hasDefault()) {
          checks.error(source, "illegal delete expression");
        }
        yield new Stmt.DeleteField(record, type, slot, span);
      }
      default -> {
        boolean container =
            target.type() instanceof TableType || target.type() instanceof VectorType;
        if (!adds && container) {
          yield new Stmt.DeleteAll(target, span);
        }
        if (!Checks.isBroken(target)) {
          checks.error(source, adds ? "illegal add expression" : "illegal delete expression");
        }
        yield empty(span);
      }
    };
  }

  private Stmt print(org.brood.script.syntax.Stmt.Print source, Frame frame) {
    List<Expr> values = new ArrayList<>();
    Expr file = null;
    for (org.brood.script.syntax.Expr argument : source.arguments()) {
      for (org.brood.script.syntax.Expr part : parts(argument)) {
        Expr value = checks.expressions.check(part, frame);
        if (values.isEmpty() && file == null && value.type() == Basic.FILE) {
          file = value;
          continue;
        }
        if (value.type() == Basic.VOID) {
          checks.diagnostics.error(
              new Subject(source.span(), Describe.statement(source)), "value of type void illegal");
          continue;
        }
        Expr any = checks.conversions.convert(value, Basic.ANY, part);
        values.add(any == null ? value : any);
      }
    }
    return new Stmt.Print(file, List.copyOf(values), source.span());
  }

  /// The parts of a list in brackets, which prints as if it were written without them.
  private static List<org.brood.script.syntax.Expr> parts(org.brood.script.syntax.Expr expr) {
    return expr instanceof org.brood.script.syntax.Expr.Items list ? list.items() : List.of(expr);
  }

  private Stmt assertion(org.brood.script.syntax.Stmt.Assert source, Frame frame) {
    Expr condition =
        checks.expressions.condition(source.condition(), "conditional must be boolean", frame);
    Expr message = null;
    if (!(source.message() instanceof org.brood.script.syntax.Expr.Absent)) {
      message = checks.expressions.check(source.message(), frame);
      if (message.type() != Basic.STRING && !Checks.isBroken(message)) {
        checks.error(source.message(), "message must be string");
      }
    }
    String text = Describe.quoted(source.condition());
    return new Stmt.Assert(condition, message, text, source.span());
  }

  private Stmt branch(org.brood.script.syntax.Stmt.If source, Frame frame) {
    Expr condition =
        checks.expressions.condition(
            source.condition(), "conditional in test must be boolean", frame);
    Stmt yes = check(source.then(), frame);
    Stmt no =
        source.otherwise() instanceof org.brood.script.syntax.Stmt.Empty
            ? null
            : check(source.otherwise(), frame);
    return new Stmt.If(condition, yes, no, source.span());
  }

  private Stmt returns(org.brood.script.syntax.Stmt.Return source, Frame frame) {
    Span span = source.span();
    Subject subject = new Subject(span, () -> Describe.statement(source));
    boolean valued = !(source.value() instanceof org.brood.script.syntax.Expr.Absent);
    if (frame.infersResult() && frame.result() == null) {
      if (!valued) {
        return new Stmt.Return(null, span);
      }
      Expr value = checks.expressions.check(source.value(), frame);
      frame.result(value.type());
      return new Stmt.Return(value, span);
    }
    Type result = frame.result() == null ? Basic.VOID : frame.result();
    if (frame.flavor() == FuncType.Flavor.HOOK) {
      if (valued) {
        checks.diagnostics.warning(
            subject,
            "Remove in v9.1: Returning values from a hook is deprecated. Consider using 'break' to"
                + " inhibit lower-priority hooks, otherwise use an empty return if necessary.");
        checks.conversions.checked(source.value(), Basic.BOOL, frame);
      }
      return new Stmt.Return(null, span);
    }
    if (result == Basic.VOID || result == Basic.ERROR) {
      if (valued && result == Basic.VOID) {
        checks.diagnostics.error(subject, "return statement cannot have an expression");
      }
      return new Stmt.Return(null, span);
    }
    if (!valued) {
      checks.diagnostics.error(subject, "return statement needs expression");
      return new Stmt.Return(null, span);
    }
    return new Stmt.Return(checks.conversions.checked(source.value(), result, frame), span);
  }

  private Stmt local(org.brood.script.syntax.Stmt.Local source, Frame frame) {
    boolean valued = !(source.value() instanceof org.brood.script.syntax.Expr.Absent);
    boolean typed = !(source.type() instanceof TypeExpr.Inferred);
    Type type = typed ? checks.types.resolve(source.type(), frame) : null;
    Expr value = valued ? checks.expressions.check(source.value(), type, frame) : null;
    if (Symbols.localPart(source.name()).equals("_")) {
      return value == null ? empty(source.span()) : new Stmt.Evaluate(value, source.span());
    }
    problems(source, frame, valued);
    if (type == null) {
      type = value == null ? Basic.ERROR : inferred(value, source);
      if (value == null) {
        checks.diagnostics.error(new Subject(source.nameSpan(), source.name()), "no type given");
      }
    }
    TableAttrs attrs = checks.attributes.variable(source.attributes(), type, frame);
    Local local = declare(source, type, frame);
    if (Attributes.has(source.attributes(), Attr.Kind.IS_USED)
        || Attributes.has(source.attributes(), Attr.Kind.IS_ASSIGNED)) {
      checks.quiet.add(local);
    }
    if (value == null) {
      return new Stmt.LocalInit(local, null, attrs, source.span());
    }
    Subject whole =
        new Subject(
            source.value().span(),
            () -> source.name() + " = " + checks.constructors.shown(source.value()));
    if (type != Basic.ERROR && checks.constructors.clashes(value, source.value())) {
      checks.diagnostics.error(whole, "type clash in assignment");
    }
    Expr converted = checks.conversions.assigned(value, type, source.value(), whole);
    if (converted == null) {
      converted = Checks.broken(source.span());
    }
    Expr withAttrs = Attributes.attach(converted, attrs);
    return new Stmt.LocalInit(local, withAttrs, attrs, source.span());
  }

  private Local declare(org.brood.script.syntax.Stmt.Local source, Type type, Frame frame) {
    Local existing = frame.find(source.name());
    if (existing != null) {
      frame.inScopeAgain(source.name());
      return existing;
    }
    Local local = new Local(source.name(), type, Local.Kind.LOCAL);
    frame.declare(local, source.constant(), source.nameSpan());
    return local;
  }

  private void problems(org.brood.script.syntax.Stmt.Local source, Frame frame, boolean valued) {
    Subject name = new Subject(source.nameSpan(), source.name());
    if (frame.find(source.name()) != null || frame.isInOuter(source.name())) {
      Subject first = new Subject(frame.span(source.name()), "");
      Span second = valued ? source.value().span() : Span.NONE;
      checks.diagnostics.error(first, new Subject(second, source.name()), "already defined");
    } else if (checks.symbols.find(source.name(), frame.module(), frame.visible()) != null) {
      checks.diagnostics.error(name, "already a global identifier");
    }
    if (valued && source.op() == Decl.InitOp.NONE) {
      checks.error(source.value(), "Initialization not preceded by =/+=/-= is not allowed.");
    } else if (valued && source.op() != Decl.InitOp.SET) {
      checks.diagnostics.error(name, "can't use += / -= for initializations of local variables");
    }
  }

  /// The type of a variable that takes it from its first value.
  Type inferred(Expr value, org.brood.script.syntax.Stmt.Local source) {
    return inferred(value, source.value(), source.name());
  }

  Type inferred(Expr value, org.brood.script.syntax.Expr source, String name) {
    if (Conversions.isUnspecified(value.type())) {
      checks.error(source, "empty constructor in untyped initialization");
      return Basic.ERROR;
    }
    if (value.type() == Basic.VOID) {
      checks.diagnostics.error(
          new Subject(source.span(), name + " = " + Describe.expression(source)),
          "can't assign void value");
      return Basic.ERROR;
    }
    return value.type();
  }

  /// The cases of a `switch`.
  private static final class Switches {
    private final Checks checks;

    Switches(Checks checks) {
      this.checks = checks;
    }

    Stmt check(org.brood.script.syntax.Stmt.Switch source, Frame frame) {
      Expr value = checks.expressions.check(source.value(), frame);
      boolean types =
          source.cases().stream()
              .anyMatch(c -> c instanceof org.brood.script.syntax.Stmt.Case.Types);
      boolean values =
          source.cases().stream()
              .anyMatch(c -> c instanceof org.brood.script.syntax.Stmt.Case.Values);
      if (types && values) {
        checks.diagnostics.error(
            new Subject(source.span(), Describe.statement(source)),
            "cannot mix cases with expressions and types");
        return empty(source.span());
      }
      if (values && !isAtomic(value.type())) {
        checks.error(
            source.value(),
            "switch expression must be of an atomic type when cases are expressions");
        return empty(source.span());
      }
      frame.enterSwitch();
      Stmt checked = types ? types(source, value, frame) : values(source, value, frame);
      frame.leaveSwitch();
      return checked;
    }

    private static boolean isAtomic(Type type) {
      return switch (type) {
        case Basic basic -> basic != Basic.VOID && basic != Basic.FILE;
        case org.brood.script.type.EnumType _ -> true;
        default -> false;
      };
    }

    private Stmt values(org.brood.script.syntax.Stmt.Switch source, Expr value, Frame frame) {
      List<Stmt.Case> cases = new ArrayList<>();
      Set<Object> seen = new HashSet<>();
      boolean hasDefault = false;
      for (org.brood.script.syntax.Stmt.Case one : source.cases()) {
        List<Expr> labels = new ArrayList<>();
        boolean isDefault = one instanceof org.brood.script.syntax.Stmt.Case.Default;
        if (one instanceof org.brood.script.syntax.Stmt.Case.Values(var written, _, _)) {
          written.forEach(label -> labels.add(label(label, value, seen, frame)));
        }
        if (isDefault && hasDefault) {
          checks.diagnostics.error(
              new Subject(one.span(), Describe.oneCase(one)), "multiple default labels");
        }
        hasDefault |= isDefault;
        Stmt body = caseBody(one, frame);
        cases.add(new Stmt.Case(List.copyOf(labels), isDefault, body, one.span()));
      }
      return new Stmt.Switch(value, List.copyOf(cases), source.span());
    }

    private Expr label(
        org.brood.script.syntax.Expr source, Expr value, Set<Object> seen, Frame frame) {
      Expr label = checks.expressions.check(source, value.type(), frame);
      if (Checks.isBroken(label) || Checks.isBroken(value)) {
        return label;
      }
      boolean numbers = Types.isNumeric(label.type()) && Types.isNumeric(value.type());
      if (!numbers && !Types.same(label.type(), value.type())) {
        checks.diagnostics.error(
            Checks.subject(source), "case expression type differs from switch type");
        return Checks.broken(source.span());
      }
      Expr converted = checks.conversions.convert(label, value.type(), source);
      if (converted == null) {
        return Checks.broken(source.span());
      }
      boolean constant =
          switch (converted) {
            case Expr.LocalGet _, Expr.FieldGet _, Expr.Call _, Expr.TableGet _ -> false;
            case Expr.GlobalGet(var global, _) ->
                global.kind() == org.brood.script.tree.Global.Kind.CONST;
            default -> true;
          };
      if (!constant) {
        checks.error(source, "case label expression isn't constant");
      } else if (!seen.add(Describe.expression(source))) {
        checks.error(source, "duplicate case label");
      }
      return converted;
    }

    private Stmt caseBody(org.brood.script.syntax.Stmt.Case one, Frame frame) {
      if (!endsCase(one.body())) {
        checks.diagnostics.error(
            new Subject(one.span(), Describe.oneCase(one)),
            "case block must end in break/fallthrough/return statement");
      }
      return checks.statements.block(one.body(), one.span(), frame);
    }

    private static boolean endsCase(List<org.brood.script.syntax.Stmt> body) {
      return !body.isEmpty()
          && switch (body.getLast()) {
            case org.brood.script.syntax.Stmt.Break _,
                org.brood.script.syntax.Stmt.Fallthrough _,
                org.brood.script.syntax.Stmt.Return _ ->
                true;
            case org.brood.script.syntax.Stmt.Block(var inner, _) -> endsCase(inner);
            default -> false;
          };
    }

    private Stmt types(org.brood.script.syntax.Stmt.Switch source, Expr value, Frame frame) {
      List<Stmt.TypeCase> cases = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (org.brood.script.syntax.Stmt.Case one : source.cases()) {
        List<Stmt.TypeLabel> labels = new ArrayList<>();
        if (one instanceof org.brood.script.syntax.Stmt.Case.Types(var written, var body, _)) {
          for (org.brood.script.syntax.Stmt.TypeLabel label : written) {
            Stmt.TypeLabel checked = typeLabel(label, one, value, seen, frame);
            if (checked != null) {
              labels.add(checked);
            }
          }
          if (written.stream().anyMatch(label -> !label.name().isEmpty())) {
            body.forEach(this::staysInCase);
          }
        }
        boolean isDefault = one instanceof org.brood.script.syntax.Stmt.Case.Default;
        Stmt body = caseBody(one, frame);
        cases.add(new Stmt.TypeCase(List.copyOf(labels), isDefault, body, one.span()));
      }
      Expr any = checks.conversions.convert(value, Basic.ANY, source.value());
      return new Stmt.TypeSwitch(any == null ? value : any, List.copyOf(cases), source.span());
    }

    /// A case that gives the value another type cannot be left for the next one, which does not.
    private void staysInCase(org.brood.script.syntax.Stmt stmt) {
      switch (stmt) {
        case org.brood.script.syntax.Stmt.Fallthrough(Span at) ->
            checks.diagnostics.error(at, "invalid 'fallthrough' in type-casting 'case' block");
        case org.brood.script.syntax.Stmt.Block(var body, _) -> body.forEach(this::staysInCase);
        case org.brood.script.syntax.Stmt.If(_, var then, var otherwise, _) -> {
          staysInCase(then);
          staysInCase(otherwise);
        }
        case org.brood.script.syntax.Stmt.For loop -> staysInCase(loop.body());
        case org.brood.script.syntax.Stmt.While(_, var body, _) -> staysInCase(body);
        default -> {}
      }
    }

    private Stmt.@Nullable TypeLabel typeLabel(
        org.brood.script.syntax.Stmt.TypeLabel label,
        org.brood.script.syntax.Stmt.Case one,
        Expr value,
        Set<String> seen,
        Frame frame) {
      Type type = checks.types.resolve(label.type(), frame);
      Subject subject = new Subject(one.span(), Describe.oneCase(one));
      if (value.type() != Basic.ANY && !Types.same(value.type(), type)) {
        checks.diagnostics.error(
            subject,
            "cannot cast switch expression to case type",
            "it is " + Checks.describe(value.type()) + ", not " + Checks.describe(type));
        return null;
      }
      if (!seen.add(type.describe())) {
        checks.diagnostics.error(subject, "duplicate case label");
        return null;
      }
      if (label.name().isEmpty()) {
        return new Stmt.TypeLabel(type, null);
      }
      Local local = new Local(label.name(), type, Local.Kind.LOCAL);
      if (checks.symbols.find(label.name(), frame.module(), frame.visible()) != null) {
        checks.diagnostics.error(
            new Subject(label.span(), label.name()), "already a global identifier");
      }
      frame.declare(local, false, label.span());
      return new Stmt.TypeLabel(type, local);
    }
  }
}
