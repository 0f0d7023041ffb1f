package org.brood.script.check;

import org.brood.script.syntax.Expr.AssignOp;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// `+=` and `-=`: arithmetic on the target, or growth of the container in it.
final class Compounds {
  private final Checks checks;

  Compounds(Checks checks) {
    this.checks = checks;
  }

  /// `+=` and `-=`.
  Expr compound(org.brood.script.syntax.Expr.Assign assign, Frame frame) {
    boolean adds = assign.op() == AssignOp.ADD;
    Expr target =
        growsInPlace(assign.target(), frame)
            ? checks.expressions.check(assign.target(), frame)
            : checks.access.target(assign.target(), frame);
    return compound(target, adds, assign.value(), assign, frame);
  }

  /// Containers in constants and options can grow: only the variable itself is constant.
  private boolean growsInPlace(org.brood.script.syntax.Expr target, Frame frame) {
    if (!(target instanceof org.brood.script.syntax.Expr.Name(String name, _))
        || frame.find(name) != null) {
      return false;
    }
    Symbol symbol = checks.symbols.find(name, frame.module(), frame.visible());
    return symbol instanceof Symbol.Variable(var global, _)
        && (global.type() instanceof TableType || global.type() instanceof VectorType);
  }

  Expr compound(
      Expr target,
      boolean adds,
      org.brood.script.syntax.Expr source,
      org.brood.script.syntax.Expr whole,
      Frame frame) {
    Type type = target.type();
    @Nullable Type hint = type;
    if (type instanceof VectorType(Type element)
        && !(source instanceof org.brood.script.syntax.Expr.Items)) {
      hint =
          switch (source) {
            case org.brood.script.syntax.Expr.RecordConstructor _ -> element;
            case org.brood.script.syntax.Expr.VectorConstructor _ -> null;
            default -> element instanceof VectorType ? null : type;
          };
    }
    Expr value = checks.expressions.check(source, hint, frame);
    if (Checks.isBroken(target) || Checks.isBroken(value)) {
      return Checks.broken(whole.span());
    }
    if (Types.isNumeric(type)) {
      return compoundNumber(target, adds, value, source, whole);
    }
    boolean unknown = value.type() == Basic.ANY && !(type instanceof VectorType);
    Expr more = unknown ? new Expr.Coerce(value, type, value.span()) : value;
    return grow(target, adds, more, source, whole);
  }

  private Expr grow(
      Expr target,
      boolean adds,
      Expr value,
      org.brood.script.syntax.Expr source,
      org.brood.script.syntax.Expr whole) {
    return switch (target.type()) {
      case TableType table -> growTable(target, adds, value, table, source, whole);
      case VectorType vector -> growVector(target, adds, value, vector, source, whole);
      case Basic basic when basic == Basic.PATTERN && adds ->
          value.type() == Basic.PATTERN
              ? new Expr.AssignGrow(target, Expr.Grow.PATTERN_OR, value, whole.span())
              : checks.broken(whole, "pattern += op requires op to be a pattern");
      case Basic basic
          when (basic == Basic.STRING && adds || basic == Basic.INTERVAL)
              && value.type() == basic ->
          new Expr.AssignOp(target, adds ? Expr.Op.ADD : Expr.Op.SUB, value, whole.span());
      default ->
          checks.broken(
              whole,
              adds
                  ? "requires two arithmetic or two string operands"
                  : "requires two arithmetic operands");
    };
  }

  private Expr compoundNumber(
      Expr target,
      boolean adds,
      Expr value,
      org.brood.script.syntax.Expr source,
      org.brood.script.syntax.Expr whole) {
    Type type = target.type();
    Expr.Op op = adds ? Expr.Op.ADD : Expr.Op.SUB;
    if (!Types.isNumeric(value.type())) {
      return checks.broken(whole, "requires arithmetic operands");
    }
    Basic wide = Conversions.highest(type, value.type());
    if (wide == type) {
      Expr converted = checks.conversions.number(value, type, source);
      return new Expr.AssignOp(target, op, converted, whole.span());
    }
    Expr sum =
        new Expr.Binary(
            op,
            checks.conversions.number(target, wide, source),
            checks.conversions.number(value, wide, source),
            wide,
            false,
            whole.span());
    return new Expr.Assign(target, new Expr.Coerce(sum, type, whole.span()), whole.span());
  }

  private Expr growTable(
      Expr target,
      boolean adds,
      Expr value,
      TableType table,
      org.brood.script.syntax.Expr source,
      org.brood.script.syntax.Expr whole) {
    Expr shaped =
        Conversions.isUnspecified(value.type())
            ? checks.conversions.convert(value, table, source)
            : value;
    if (shaped == null || !fits(shaped.type(), table, adds)) {
      return checks.broken(whole, "RHS type mismatch for table/set " + (adds ? "+=" : "-="));
    }
    Expr.Grow how = adds ? Expr.Grow.TABLE_ADD_ALL : Expr.Grow.TABLE_REMOVE_ALL;
    return new Expr.AssignGrow(target, how, shaped, whole.span());
  }

  /// Whether a table can be added, or its indices removed.
  private static boolean fits(Type more, TableType table, boolean adds) {
    boolean sameIndex =
        more instanceof TableType other
            && Types.same(new TableType(table.index(), null), new TableType(other.index(), null));
    return Types.same(table, more) || (!adds && sameIndex);
  }

  private Expr growVector(
      Expr target,
      boolean adds,
      Expr value,
      VectorType vector,
      org.brood.script.syntax.Expr source,
      org.brood.script.syntax.Expr whole) {
    if (!adds) {
      return checks.broken(whole, "requires two arithmetic operands");
    }
    Type element = vector.element();
    boolean nested = element instanceof VectorType;
    if (value.type() instanceof VectorType other
        && (Types.same(vector, other) || (other.isUnspecified() && !nested))) {
      Expr all = other.isUnspecified() ? checks.operators.shaped(value, vector, source) : value;
      return new Expr.AssignGrow(target, Expr.Grow.VECTOR_APPEND_ALL, all, whole.span());
    }
    if (Types.isNumeric(element) != Types.isNumeric(value.type())
        && Types.isNumeric(element)
        && value.type() != Basic.ANY) {
      return checks.broken(whole, "appending non-arithmetic to arithmetic vector");
    }
    if (Types.isNumeric(element) && Types.isNumeric(value.type())) {
      Expr number = checks.conversions.number(value, element, source);
      return new Expr.AssignGrow(target, Expr.Grow.VECTOR_APPEND, number, whole.span());
    }
    String left = Conversions.kind(element);
    String right = Conversions.kind(value.type());
    if (!left.equals(right) && element != Basic.ANY && value.type() != Basic.ANY) {
      return checks.broken(whole, "incompatible vector append: " + left + " and " + right);
    }
    Expr one = checks.conversions.convert(value, element, source);
    return one == null
        ? checks.broken(whole, "type-checking failed in vector append")
        : new Expr.AssignGrow(target, Expr.Grow.VECTOR_APPEND, one, whole.span());
  }
}
