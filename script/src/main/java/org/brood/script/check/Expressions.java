package org.brood.script.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.brood.script.source.Span;
import org.brood.script.syntax.Constant;
import org.brood.script.syntax.Expr.AssignOp;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Local;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Expressions: finds the one that checks each form.
final class Expressions {
  private final Checks checks;

  Expressions(Checks checks) {
    this.checks = checks;
  }

  /// Checks an expression that stands for itself.
  Expr check(org.brood.script.syntax.Expr expr, Frame frame) {
    return check(expr, null, frame);
  }

  /// Checks an expression.
  ///
  /// @param hint the type that its place has: it shapes constructors, but converts nothing
  Expr check(org.brood.script.syntax.Expr expr, @Nullable Type hint, Frame frame) {
    return switch (expr) {
      case org.brood.script.syntax.Expr.Absent(Span span) -> Checks.broken(span);
      case org.brood.script.syntax.Expr.Name name -> checks.access.name(name, frame);
      case org.brood.script.syntax.Expr.Literal(Constant value, Span span) -> literal(value, span);
      case org.brood.script.syntax.Expr.TypeValue(TypeExpr type, Span span) ->
          typeValue(type, span, frame);
      case org.brood.script.syntax.Expr.Paren(var inner, _) -> check(inner, hint, frame);
      case org.brood.script.syntax.Expr.Unary unary -> checks.operators.unary(unary, frame);
      case org.brood.script.syntax.Expr.Binary binary -> checks.operators.binary(binary, frame);
      case org.brood.script.syntax.Expr.Assign assign ->
          assign.op() == AssignOp.SET
              ? checks.access.assign(assign, frame)
              : checks.compounds.compound(assign, frame);
      case org.brood.script.syntax.Expr.WhenLocal local -> checks.lambdas.whenLocal(local, frame);
      case org.brood.script.syntax.Expr.Conditional conditional ->
          checks.operators.conditional(conditional, hint, frame);
      case org.brood.script.syntax.Expr.Index index -> checks.access.index(index, frame);
      case org.brood.script.syntax.Expr.Slice slice -> checks.access.slice(slice, frame);
      case org.brood.script.syntax.Expr.Field field -> checks.access.field(field, frame);
      case org.brood.script.syntax.Expr.HasField field -> checks.access.hasField(field, frame);
      case org.brood.script.syntax.Expr.Items items ->
          checks.constructors.items(items, hint, frame);
      case org.brood.script.syntax.Expr.RecordConstructor record ->
          checks.recordConstructors.record(record, hint, frame);
      // Outside of a record, the name says nothing: `f($text="x")` is a call of `f("x")`.
      case org.brood.script.syntax.Expr.FieldAssign field -> check(field.value(), hint, frame);
      case org.brood.script.syntax.Expr.TableConstructor table ->
          checks.constructors.table(table, hint, frame);
      case org.brood.script.syntax.Expr.SetConstructor set ->
          checks.constructors.set(set, hint, frame);
      case org.brood.script.syntax.Expr.VectorConstructor vector ->
          checks.constructors.vector(vector.items(), hint, vector, frame);
      case org.brood.script.syntax.Expr.Call call -> checks.calls.call(call, false, frame);
      case org.brood.script.syntax.Expr.HookCall(var call, _) -> hookCall(call, frame);
      case org.brood.script.syntax.Expr.Lambda lambda -> checks.lambdas.lambda(lambda, frame);
      case org.brood.script.syntax.Expr.Schedule schedule -> checks.calls.schedule(schedule, frame);
      case org.brood.script.syntax.Expr.Size size -> size(size, frame);
      case org.brood.script.syntax.Expr.Copy(var operand, _) -> copy(operand, hint, frame, expr);
      case org.brood.script.syntax.Expr.Cast cast -> cast(cast, frame);
      case org.brood.script.syntax.Expr.Is(var operand, TypeExpr type, Span span) -> {
        Expr value = check(operand, frame);
        Type tested = checks.types.resolve(type, frame);
        Expr any = checks.conversions.convert(value, Basic.ANY, operand);
        yield any == null ? Checks.broken(span) : new Expr.Is(any, tested, span);
      }
    };
  }

  private Expr hookCall(org.brood.script.syntax.Expr call, Frame frame) {
    if (call instanceof org.brood.script.syntax.Expr.Call hook) {
      return checks.calls.call(hook, true, frame);
    }
    return checks.broken(call, "not a valid hook call expression");
  }

  private static Expr literal(Constant constant, Span span) {
    return switch (constant) {
      case Constant.Bool(boolean value) -> new Expr.BoolConst(value, span);
      case Constant.Count(long value) -> new Expr.LongConst(value, Basic.COUNT, span);
      case Constant.Real(double value) -> new Expr.DoubleConst(value, Basic.DOUBLE, span);
      case Constant.Interval(double seconds) -> new Expr.DoubleConst(seconds, Basic.INTERVAL, span);
      case Constant.Text(String bytes) ->
          new Expr.StringConst(bytes.getBytes(StandardCharsets.ISO_8859_1), span);
      case Constant.Pattern(String text, boolean ignoreCase, boolean singleLine) ->
          new Expr.PatternConst(text, ignoreCase, singleLine, span);
      case Constant.Port(int number, Constant.Transport transport) ->
          new Expr.PortConst(number, transport.ordinal(), span);
      case Constant.Address(long high, long low) -> new Expr.AddrConst(high, low, span);
      case Constant.Subnet(Constant.Address address, int width) ->
          new Expr.SubnetConst(
              address.high(),
              address.low(),
              address.isV4() && width <= 32 ? width + 96 : width,
              span);
    };
  }

  private Expr typeValue(TypeExpr type, Span span, Frame frame) {
    Type named = checks.types.resolve(type, frame);
    return named == Basic.ERROR
        ? Checks.broken(span)
        : new Expr.TypeConst(new TypeType(named), span);
  }

  private Expr size(org.brood.script.syntax.Expr.Size size, Frame frame) {
    Expr operand = check(size.operand(), frame);
    Type type = operand.type();
    if (type == Basic.ERROR) {
      return operand;
    }
    if (type == Basic.VOID) {
      return checks.broken(size, "cannot take size of void");
    }
    boolean real = type == Basic.FILE || type == Basic.SUBNET || type.rep() == Type.Rep.DOUBLE;
    Type result = type == Basic.ANY ? Basic.ANY : real ? Basic.DOUBLE : Basic.COUNT;
    return new Expr.Size(operand, result, size.span());
  }

  /// `copy(x)` is a call of the built-in function of that name, whose result has the type of `x`.
  private Expr copy(
      org.brood.script.syntax.Expr operand,
      @Nullable Type hint,
      Frame frame,
      org.brood.script.syntax.Expr whole) {
    Expr value = check(operand, hint, frame);
    Expr any = checks.conversions.convert(value, Basic.ANY, operand);
    if (any == null || Checks.isBroken(value)) {
      return Checks.broken(whole.span());
    }
    Expr call = new Expr.Call(COPY, List.of(any), Basic.ANY, whole.span());
    return value.type() == Basic.ANY ? call : new Expr.Coerce(call, value.type(), whole.span());
  }

  /// The function behind `copy`.
  static final Function COPY =
      new Function(
          "copy",
          new FuncType(
              FuncType.Flavor.FUNCTION, List.of(new FuncType.Param("value", Basic.ANY)), Basic.ANY),
          true,
          Span.NONE);

  private Expr cast(org.brood.script.syntax.Expr.Cast cast, Frame frame) {
    Expr operand = check(cast.operand(), frame);
    Type type = checks.types.resolve(cast.type(), frame);
    if (Checks.isBroken(operand) || type == Basic.ERROR) {
      return Checks.broken(cast.span());
    }
    boolean possible =
        operand.type() == Basic.ANY
            || Types.same(operand.type(), type)
            || castable(operand.type())
            || setAndVector(operand.type(), type)
            || setAndVector(type, operand.type());
    if (!possible) {
      return checks.broken(cast, "cast not supported");
    }
    return new Expr.Cast(operand, type, cast.span());
  }

  /// Containers of unknown content (`Broker::Data`, `table[…] of any`) can be cast to anything.
  private static boolean castable(Type type) {
    return switch (type) {
      case RecordType record -> record.name().equals("Broker::Data");
      case VectorType(Type element) -> element == Basic.ANY;
      case TableType table -> table.value() == Basic.ANY;
      default -> false;
    };
  }

  /// A set and a vector of the same elements can be cast into each other.
  private static boolean setAndVector(Type a, Type b) {
    return a instanceof TableType set
        && set.isSet()
        && set.index().size() == 1
        && b instanceof VectorType(Type element)
        && Types.same(set.index().getFirst(), element);
  }

  /// A condition: an expression that has to be a truth value.
  Expr condition(org.brood.script.syntax.Expr expr, String message, Frame frame) {
    Expr value = check(expr, frame);
    if (value.type() != Basic.BOOL && !Checks.isBroken(value)) {
      return checks.broken(expr, message);
    }
    return value;
  }

  /// Whether evaluating an expression does nothing but give its value.
  static boolean isPure(org.brood.script.syntax.Expr expr) {
    boolean acts =
        switch (expr) {
          case org.brood.script.syntax.Expr.Assign _,
              org.brood.script.syntax.Expr.Lambda _,
              org.brood.script.syntax.Expr.WhenLocal _,
              org.brood.script.syntax.Expr.Call _,
              org.brood.script.syntax.Expr.HookCall _,
              org.brood.script.syntax.Expr.Schedule _ ->
              true;
          case org.brood.script.syntax.Expr.Unary unary ->
              switch (unary.op()) {
                case INCREMENT, DECREMENT, ADD, DELETE -> true;
                case NOT, COMPLEMENT, NEGATE, PLUS -> false;
              };
          default -> false;
        };
    return !acts
        && org.brood.script.syntax.Names.children(expr).stream().allMatch(Expressions::isPure);
  }

  static Expr get(Local local, Span span) {
    return new Expr.LocalGet(local, span);
  }
}
