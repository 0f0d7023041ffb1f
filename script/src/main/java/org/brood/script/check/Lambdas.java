package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Describe;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// Functions without a name, and `when`: what they take from around them they have to say.
final class Lambdas {
  private final Checks checks;

  /// Names of variables around that a body used without capturing them.
  private final Map<Frame, Set<String>> missing = new HashMap<>();

  Lambdas(Checks checks) {
    this.checks = checks;
  }

  void notCaptured(String name, Frame frame) {
    missing.computeIfAbsent(frame, _ -> new HashSet<>()).add(name);
  }

  Expr lambda(org.brood.script.syntax.Expr.Lambda lambda, Frame frame) {
    FuncType written = checks.types.signature(lambda.signature(), frame);
    boolean infer = lambda.inferResult() && written.result() == Basic.VOID;
    Frame inner =
        new Frame(
            frame,
            FuncType.Flavor.FUNCTION,
            infer ? null : written.result(),
            frame.module(),
            frame.visible());
    Subject subject = new Subject(lambda.span(), Describe.expression(lambda));
    Captured captured = captures(lambda.captures(), subject, frame, inner);
    List<Local> params = parameters(written, inner, lambda.span());
    Stmt code = checks.statements.body(lambda.body(), lambda.span(), inner);
    check(captured, subject, inner, "lambda");
    FuncType type = infer ? inferred(written, inner) : written;
    String name = checks.lambdaName(subject.text() + frame.module());
    Function function = new Function(name, type, false, lambda.span());
    function.addListing(() -> checks.listing(lambda.body(), inner));
    function
        .bodies()
        .add(
            new Body(
                params,
                slots(params.size()),
                captured.locals(),
                code,
                0,
                List.of(),
                frame.module(),
                lambda.span()));
    return new Expr.Lambda(function, captured.values(), captured.copied(), lambda.span());
  }

  private FuncType inferred(FuncType written, Frame inner) {
    Type result = inner.result() == null ? Basic.VOID : inner.result();
    FuncType type = new FuncType(written.flavor(), written.params(), result);
    checks.parameterDefaults.put(type, checks.parameterDefaults.getOrDefault(written, List.of()));
    return type;
  }

  static List<Integer> slots(int count) {
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(i);
    }
    return List.copyOf(slots);
  }

  List<Local> parameters(FuncType type, Frame inner, Span span) {
    List<Local> params = new ArrayList<>();
    for (FuncType.Param param : type.params()) {
      if (inner.isInOuter(param.name())) {
        checks.diagnostics.error(new Subject(span, param.name()), "already defined");
      }
      Local local = new Local(param.name(), param.type(), Local.Kind.PARAM);
      inner.declare(local, false, span);
      params.add(local);
    }
    return List.copyOf(params);
  }

  /// What a lambda takes with it: the variables in it, and where they come from.
  private record Captured(
      List<Local> locals,
      List<Expr> values,
      List<Boolean> copied,
      List<org.brood.script.syntax.Expr.Capture> written) {}

  private Captured captures(
      org.brood.script.syntax.Expr.Captures captures, Subject subject, Frame frame, Frame inner) {
    List<Local> locals = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    List<Boolean> copied = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (org.brood.script.syntax.Expr.Capture capture : captures.names()) {
      Local outer = outerLocal(capture, frame);
      if (outer == null) {
        continue;
      }
      if (!seen.add(capture.name())) {
        checks.diagnostics.error(subject, capture.name() + " listed multiple times in capture");
        continue;
      }
      Local local = new Local(capture.name(), outer.type(), Local.Kind.CAPTURE);
      inner.capture(local);
      locals.add(local);
      values.add(new Expr.LocalGet(outer, capture.span()));
      copied.add(capture.deepCopy());
    }
    return new Captured(
        List.copyOf(locals), List.copyOf(values), List.copyOf(copied), captures.names());
  }

  private @Nullable Local outerLocal(org.brood.script.syntax.Expr.Capture capture, Frame frame) {
    Local outer = frame.find(capture.name());
    if (outer != null) {
      return outer;
    }
    Symbol symbol = checks.symbols.find(capture.name(), frame.module(), frame.visible());
    String problem =
        switch (symbol) {
          case null -> "no such local identifier: ";
          case Symbol.Named _ -> "cannot specify type in capture: ";
          case Symbol.Variable _, Symbol.Callable _, Symbol.Enumerator _ ->
              "cannot specify global in capture: ";
        };
    checks.diagnostics.error(capture.span(), problem + capture.name());
    return null;
  }

  private void check(Captured captured, Subject subject, Frame inner, String what) {
    Set<String> uncaptured = missing.remove(inner);
    if (uncaptured != null) {
      String name = uncaptured.stream().sorted().findFirst().orElse("");
      checks.diagnostics.error(subject, name + " is used inside " + what + " but not captured");
      return;
    }
    for (Local local : captured.locals()) {
      if (!inner.usedCapture(local.name())) {
        checks.diagnostics.error(
            subject, local.name() + " is captured but not used inside " + what);
        return;
      }
    }
  }

  // ---- when

  Stmt when(org.brood.script.syntax.Stmt.When when, Frame frame) {
    Subject subject = new Subject(place(when), () -> Describe.statement(when));
    Frame inner = new Frame(frame, frame.flavor(), frame.result(), frame.module(), frame.visible());
    Captured captured = captures(when.captures(), subject, frame, inner);
    List<Local> variables = new ArrayList<>(captured.locals());
    List<@Nullable Expr> initial = new ArrayList<>(captured.values());
    for (int i = 0; i < initial.size(); i++) {
      initial.set(i, value(captured, i));
    }
    whenVariables.put(inner, variables);
    Function condition = condition(when, inner);
    Function body = whenBody(when.body(), inner, variables, when.span());
    Expr timeout = null;
    Function timeoutBody = null;
    if (!(when.timeout() instanceof org.brood.script.syntax.Expr.Absent)) {
      timeout = checks.expressions.check(when.timeout(), frame);
      if (timeout.type() != Basic.INTERVAL
          && timeout.type() != Basic.TIME
          && !Checks.isBroken(timeout)) {
        checks.error(when.timeout(), "when timeout requires a time or time interval");
      }
      org.brood.script.syntax.Stmt block =
          new org.brood.script.syntax.Stmt.Block(when.timeoutBody(), when.span());
      timeoutBody = whenBody(block, inner, variables, when.span());
    }
    check(captured, subject, inner, "\"when\" statement");
    whenVariables.remove(inner);
    while (initial.size() < variables.size()) {
      initial.add(null);
    }
    return new Stmt.When(
        List.copyOf(variables),
        java.util.Collections.unmodifiableList(initial),
        withCaptures(condition, variables),
        withCaptures(body, variables),
        timeout,
        timeoutBody == null ? null : withCaptures(timeoutBody, variables),
        when.isReturn(),
        when.span());
  }

  /// The place of a `when` in messages: all of it, or what follows its body if it has a timeout.
  private static Span place(org.brood.script.syntax.Stmt.When when) {
    boolean waits = !(when.timeout() instanceof org.brood.script.syntax.Expr.Absent);
    int start = waits ? when.body().span().end() - 1 : when.span().start();
    return new Span(when.span().file(), start, when.end().end());
  }

  private final Map<Frame, List<Local>> whenVariables = new HashMap<>();

  private static Expr value(Captured captured, int index) {
    Expr value = captured.values().get(index);
    return captured.copied().get(index)
        ? new Expr.Coerce(
            new Expr.Call(
                Expressions.COPY,
                List.of(new Expr.Coerce(value, Basic.ANY, value.span())),
                Basic.ANY,
                value.span()),
            value.type(),
            value.span())
        : value;
  }

  private Function condition(org.brood.script.syntax.Stmt.When when, Frame inner) {
    List<Stmt> code = new ArrayList<>();
    org.brood.script.syntax.Expr source = when.condition();
    while (source instanceof org.brood.script.syntax.Expr.Paren(var nested, _)) {
      source = nested;
    }
    Expr value;
    if (source instanceof org.brood.script.syntax.Expr.WhenLocal local) {
      code.add(new Stmt.Evaluate(assignment(local, inner), local.span()));
      value = new Expr.BoolConst(true, local.span());
    } else {
      value = checks.expressions.condition(source, "conditional in test must be boolean", inner);
    }
    code.add(new Stmt.Return(value, source.span()));
    FuncType type = new FuncType(FuncType.Flavor.FUNCTION, List.of(), Basic.BOOL);
    return whenFunction(type, new Stmt.Block(code, source.span()), when.span(), inner);
  }

  private Function whenBody(
      org.brood.script.syntax.Stmt source, Frame inner, List<Local> variables, Span span) {
    Type result = inner.result() == null ? Basic.VOID : inner.result();
    FuncType type = new FuncType(FuncType.Flavor.FUNCTION, List.of(), result);
    Frame own =
        new Frame(inner.outer(), inner.flavor(), inner.result(), inner.module(), inner.visible());
    variables.forEach(own::capture);
    Stmt code = checks.statements.body(List.of(source), span, own);
    variables.stream().map(Local::name).filter(own::usedCapture).forEach(inner::useCapture);
    Set<String> uncaptured = missing.remove(own);
    if (uncaptured != null) {
      missing.computeIfAbsent(inner, _ -> new HashSet<>()).addAll(uncaptured);
    }
    return whenFunction(type, code, span, inner);
  }

  private Function whenFunction(FuncType type, Stmt code, Span span, Frame inner) {
    Function function = new Function(checks.lambdaName("when " + span), type, false, span);
    function
        .bodies()
        .add(new Body(List.of(), List.of(), List.of(), code, 0, List.of(), inner.module(), span));
    return function;
  }

  /// The same function with the variables of its `when`, all of which are known now.
  private static Function withCaptures(Function function, List<Local> variables) {
    Body body = function.bodies().getFirst();
    function
        .bodies()
        .set(
            0,
            new Body(
                List.of(),
                List.of(),
                List.copyOf(variables),
                body.code(),
                0,
                List.of(),
                body.module(),
                body.span()));
    return function;
  }

  private Expr assignment(org.brood.script.syntax.Expr.WhenLocal source, Frame frame) {
    Expr value = checks.expressions.check(source.value(), frame);
    if (value.type() == Basic.VOID) {
      checks.error(source, "can't assign void value");
      value = Checks.broken(source.span());
    }
    Local local = new Local(source.name(), value.type(), Local.Kind.CAPTURE);
    frame.capture(local);
    List<Local> variables = whenVariables.get(frame);
    if (variables == null) {
      return checks.broken(source, "local in an expression outside of a when condition");
    }
    variables.add(local);
    return new Expr.Assign(new Expr.LocalGet(local, source.span()), value, source.span());
  }

  /// `local x = …` inside of a larger condition: assigns, and is true.
  Expr whenLocal(org.brood.script.syntax.Expr.WhenLocal source, Frame frame) {
    Expr assign = assignment(source, frame);
    if (Checks.isBroken(assign)) {
      return assign;
    }
    Expr any = new Expr.Coerce(assign, Basic.ANY, source.span());
    return new Expr.Is(any, assign.type(), source.span());
  }
}
