package org.brood.script.check;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Describe;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Stmt;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Calls of functions and hooks, events, and constructors of named types.
final class Calls {
  private final Checks checks;

  Calls(Checks checks) {
    this.checks = checks;
  }

  Expr call(org.brood.script.syntax.Expr.Call call, boolean asHook, Frame frame) {
    Expr callee = checks.expressions.check(call.function(), frame);
    if (callee instanceof Expr.TypeConst(TypeType(Type named), _)
        && call.function() instanceof org.brood.script.syntax.Expr.Name) {
      return construct(named, call, frame);
    }
    if (Checks.isBroken(callee)) {
      call.arguments().forEach(argument -> checks.expressions.check(argument, frame));
      return callee;
    }
    if (callee.type() == Basic.ANY) {
      return checks.broken(call.function(), "not a function");
    }
    if (!(callee.type() instanceof FuncType type)) {
      return checks.broken(call.function(), "not a function");
    }
    boolean isHook = type.flavor() == FuncType.Flavor.HOOK;
    if (isHook && !asHook) {
      return checks.broken(call.function(), "hook cannot be called directly, use hook operator");
    }
    if (!isHook && asHook) {
      return checks.broken(call, "hook keyword should only be used to call hooks");
    }
    if (type.flavor() == FuncType.Flavor.EVENT) {
      return checks.broken(call, "event called in expression, use event statement instead");
    }
    List<Expr> arguments = arguments(type, call.arguments(), call, frame);
    if (arguments == null) {
      return checks.broken(call, "argument type mismatch in function call");
    }
    if (arguments.stream().anyMatch(Checks::isBroken)) {
      return Checks.broken(call.span());
    }
    return build(callee, type, arguments, call.span());
  }

  private static Expr build(Expr callee, FuncType type, List<Expr> arguments, Span span) {
    if (type.flavor() == FuncType.Flavor.HOOK) {
      return callee instanceof Expr.FunctionGet(Function function, _)
          ? new Expr.HookCall(function, null, arguments, span)
          : new Expr.HookCall(null, callee, arguments, span);
    }
    return callee instanceof Expr.FunctionGet(Function function, _)
        ? new Expr.Call(function, arguments, type.result(), span)
        : new Expr.CallValue(callee, arguments, type.result(), span);
  }

  private Expr construct(Type named, org.brood.script.syntax.Expr.Call call, Frame frame) {
    List<org.brood.script.syntax.Expr> arguments = call.arguments();
    Span span = call.span();
    return switch (named) {
      case RecordType record -> checks.recordConstructors.namedRecord(record, call, frame);
      case TableType table -> {
        org.brood.script.syntax.Expr items =
            new org.brood.script.syntax.Expr.Items(true, arguments, false, span);
        Expr made = checks.expressions.check(items, table, frame);
        yield made instanceof Expr.TableNew(TableType type, var entries, _, _)
            ? new Expr.TableNew(type, entries, TableAttrs.NONE, span)
            : made;
      }
      case VectorType vector -> checks.constructors.vector(arguments, vector, call, frame);
      case Basic _, EnumType _, FuncType _, OpaqueType _, TypeType _ ->
          checks.broken(call.function(), "constructor type not implemented");
    };
  }

  /// The arguments of a call as the types of the parameters, those that are left out filled in;
  /// null when they do not fit.
  @Nullable List<Expr> arguments(
      FuncType type,
      List<org.brood.script.syntax.Expr> sources,
      org.brood.script.syntax.Expr whole,
      Frame frame) {
    List<Expr> values = new ArrayList<>();
    if (type.isVariadic()) {
      for (org.brood.script.syntax.Expr source : sources) {
        values.add(checks.conversions.checked(source, Basic.ANY, frame));
      }
      return values;
    }
    for (int i = 0; i < sources.size(); i++) {
      Type hint = i < type.params().size() ? type.params().get(i).type() : null;
      values.add(checks.expressions.check(sources.get(i), hint, frame));
    }
    if (sources.size() > type.params().size()) {
      return mismatch(type, sources, whole);
    }
    List<Expr> converted = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Type wanted = type.params().get(i).type();
      Expr value = checks.conversions.convert(values.get(i), wanted, sources.get(i));
      if (value == null) {
        checks.diagnostics.error(
            Checks.subject(sources.get(i)), checks.typeSubject(wanted), "type mismatch");
        return null;
      }
      converted.add(value);
    }
    List<@Nullable Expr> defaults = checks.parameterDefaults.getOrDefault(type, List.of());
    for (int i = sources.size(); i < type.params().size(); i++) {
      Expr value = i < defaults.size() ? defaults.get(i) : null;
      if (value == null) {
        return mismatch(type, sources, whole);
      }
      converted.add(value);
    }
    return List.copyOf(converted);
  }

  private @Nullable List<Expr> mismatch(
      FuncType type,
      List<org.brood.script.syntax.Expr> sources,
      org.brood.script.syntax.Expr whole) {
    int wanted = type.params().size();
    if (wanted == 1 && type.params().getFirst().type() == Basic.ANY) {
      String number = sources.size() > wanted ? "many" : "few";
      checks.error(whole, "too " + number + " arguments for function call");
      return null;
    }
    if (sources.size() > wanted) {
      checks.diagnostics.error(
          new Subject(
              Span.NONE, Access.listOf(type.params().stream().map(FuncType.Param::type).toList())),
          new Subject(whole.span(), Describe.expressions(sources)),
          "indexing mismatch",
          "it takes " + wanted + " arguments");
      return null;
    }
    String parameters =
        String.join(
            "",
            type.params().stream()
                .map(p -> p.name() + ":" + Checks.describe(p.type()) + "; ")
                .toList());
    checks.diagnostics.error(
        new Subject(Span.NONE, "record { " + parameters + "}"),
        new Subject(whole.span(), Describe.expressions(sources)),
        "parameter mismatch",
        "it takes " + wanted + " arguments");
    return null;
  }

  // ---- events

  /// `event e(…)` as a statement.
  @Nullable Stmt raise(org.brood.script.syntax.Expr.EventCall event, Span span, Frame frame) {
    Expr target = event(event, frame);
    if (Checks.isBroken(target) || !(target.type() instanceof FuncType type)) {
      return null;
    }
    List<Expr> arguments = eventArguments(type, event, frame);
    if (arguments == null) {
      return null;
    }
    return target instanceof Expr.FunctionGet(Function function, _)
        ? new Stmt.Raise(function, arguments, span)
        : new Stmt.RaiseValue(target, arguments, span);
  }

  private @Nullable List<Expr> eventArguments(
      FuncType type, org.brood.script.syntax.Expr.EventCall event, Frame frame) {
    org.brood.script.syntax.Expr whole =
        new org.brood.script.syntax.Expr.Call(
            new org.brood.script.syntax.Expr.Name(event.name(), event.nameSpan()),
            event.arguments(),
            event.span());
    List<Expr> arguments = arguments(type, event.arguments(), whole, frame);
    if (arguments == null) {
      checks.error(whole, "argument type mismatch in event invocation");
      return null;
    }
    return arguments.stream().anyMatch(Checks::isBroken) ? null : arguments;
  }

  private Expr event(org.brood.script.syntax.Expr.EventCall event, Frame frame) {
    Span span = event.nameSpan();
    if (frame.find(event.name()) != null) {
      checks.diagnostics.error(
          span,
          "local identifier \""
              + event.name()
              + "\" cannot be used to reference an event, at or near \")\"");
      return Checks.broken(span);
    }
    Symbol symbol = checks.symbols.use(event.name(), frame.module(), frame.visible(), span);
    if (symbol != null) {
      checks.types.deprecated(symbol.name(), symbol.common().deprecated(), span);
    }
    return switch (symbol) {
      case Symbol.Callable(Function function, _)
          when function.type().flavor() == FuncType.Flavor.EVENT ->
          new Expr.FunctionGet(function, span);
      case Symbol.Variable(var global, _)
          when global.type() instanceof FuncType type && type.flavor() == FuncType.Flavor.EVENT ->
          new Expr.GlobalGet(global, span);
      case null, default -> {
        String text = Describe.event(event);
        String[] hints =
            symbol == null
                ? checks.symbols.suggestions(event.name(), frame.module())
                : new String[0];
        checks.diagnostics.error(new Subject(event.span(), text), "not an event", hints);
        yield Checks.broken(span);
      }
    };
  }

  Expr schedule(org.brood.script.syntax.Expr.Schedule schedule, Frame frame) {
    Expr delay = checks.expressions.check(schedule.delay(), frame);
    Expr target = event(schedule.event(), frame);
    if (Checks.isBroken(delay) || !(target.type() instanceof FuncType type)) {
      return Checks.broken(schedule.span());
    }
    if (delay.type() != Basic.INTERVAL && delay.type() != Basic.TIME) {
      return checks.broken(schedule, "schedule expression requires a time or time interval");
    }
    List<Expr> arguments = eventArguments(type, schedule.event(), frame);
    if (arguments == null) {
      return Checks.broken(schedule.span());
    }
    if (!(target instanceof Expr.FunctionGet(Function function, _))) {
      return checks.broken(schedule, "a variable cannot be scheduled, only an event");
    }
    return new Expr.Schedule(delay, function, arguments, schedule.span());
  }
}
