package org.brood.script.check;

import java.util.List;
import org.brood.script.source.Span;
import org.brood.script.syntax.Expr.BinaryOp;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Operators: which operands they take, what they convert them to, what they give.
final class Operators {
  private final Checks checks;

  Operators(Checks checks) {
    this.checks = checks;
  }

  Expr unary(org.brood.script.syntax.Expr.Unary unary, Frame frame) {
    return switch (unary.op()) {
      case NOT -> not(unary, frame);
      case COMPLEMENT -> {
        Expr operand = checks.expressions.check(unary.operand(), frame);
        yield operand.type() == Basic.COUNT || Checks.isBroken(operand)
            ? new Expr.Complement(operand, operand.type(), unary.span())
            : checks.broken(unary, "requires \"count\" operand");
      }
      case NEGATE, PLUS -> sign(unary, frame);
      case INCREMENT, DECREMENT -> step(unary, frame);
      case ADD, DELETE -> {
        checks.statements.addOrDelete(unary, frame);
        yield new Expr.LongConst(0, Basic.VOID, unary.span());
      }
    };
  }

  private Expr not(org.brood.script.syntax.Expr.Unary unary, Frame frame) {
    Expr operand = checks.expressions.check(unary.operand(), frame);
    if (Checks.isBroken(operand)) {
      return operand;
    }
    if (operand.type() == Basic.BOOL || isVectorOf(operand.type(), Basic.BOOL)) {
      return new Expr.Not(operand, operand.type(), unary.span());
    }
    if (Types.isIntegral(operand.type())) {
      Expr zero = new Expr.LongConst(0, operand.type(), unary.span());
      return new Expr.Binary(Expr.Op.EQUAL, operand, zero, Basic.BOOL, false, unary.span());
    }
    return checks.broken(unary, "requires an integral or boolean operand");
  }

  private static boolean isVectorOf(Type type, Type element) {
    return type instanceof VectorType vector && vector.element() == element;
  }

  private Expr sign(org.brood.script.syntax.Expr.Unary unary, Frame frame) {
    Expr operand = checks.expressions.check(unary.operand(), frame);
    if (Checks.isBroken(operand)) {
      return operand;
    }
    boolean negative = unary.op() == org.brood.script.syntax.Expr.UnaryOp.NEGATE;
    Type scalar = operand.type() instanceof VectorType(Type element) ? element : operand.type();
    boolean real = scalar == Basic.DOUBLE || scalar == Basic.INTERVAL;
    if (!Types.isIntegral(scalar) && !real) {
      return checks.broken(unary, "requires an integral or double operand");
    }
    if (operand instanceof Expr.LongConst(long value, Type type, Span span) && negative) {
      if (type == Basic.COUNT && value < 0 && value != Long.MIN_VALUE) {
        return checks.broken(unary, "literal is outside range of 'int' values");
      }
      return new Expr.LongConst(-value, Basic.INT, unary.span().to(span));
    }
    if (operand instanceof Expr.DoubleConst(double value, Type type, _)) {
      return new Expr.DoubleConst(negative ? -value : value, type, unary.span());
    }
    Type result = real ? scalar : Basic.INT;
    Expr converted = promote(operand, result, unary.operand());
    return negative ? new Expr.Negate(converted, converted.type(), unary.span()) : converted;
  }

  private Expr step(org.brood.script.syntax.Expr.Unary unary, Frame frame) {
    Expr target = checks.access.target(unary.operand(), frame);
    if (Checks.isBroken(target)) {
      return target;
    }
    if (!Types.isIntegral(target.type())) {
      return checks.broken(unary, "requires an integral operand");
    }
    boolean up = unary.op() == org.brood.script.syntax.Expr.UnaryOp.INCREMENT;
    return new Expr.Step(target, up ? 1 : -1, unary.span());
  }

  /// A number or vector of numbers as another numeric type.
  private Expr promote(Expr value, Type scalar, org.brood.script.syntax.Expr source) {
    if (value.type() instanceof VectorType(Type element)) {
      return element == scalar
          ? value
          : new Expr.Coerce(value, new VectorType(scalar), value.span());
    }
    return checks.conversions.number(value, scalar, source);
  }

  /// Two checked operands and how they are written.
  private record Operands(
      Expr left,
      Expr right,
      Type leftScalar,
      Type rightScalar,
      boolean vector,
      org.brood.script.syntax.Expr.Binary source) {}

  Expr binary(org.brood.script.syntax.Expr.Binary binary, Frame frame) {
    if (binary.op() == BinaryOp.IN || binary.op() == BinaryOp.NOT_IN) {
      Expr in = in(binary, frame);
      return binary.op() == BinaryOp.IN || Checks.isBroken(in)
          ? in
          : new Expr.Not(in, Basic.BOOL, binary.span());
    }
    Expr left = checks.expressions.check(binary.left(), frame);
    Expr right = checks.expressions.check(binary.right(), left.type(), frame);
    if (Checks.isBroken(left) || Checks.isBroken(right)) {
      return Checks.broken(binary.span());
    }
    boolean leftVector = left.type() instanceof VectorType;
    boolean rightVector = right.type() instanceof VectorType;
    if (leftVector != rightVector && !isSetShift(binary.op())) {
      return checks.broken(binary, "cannot mix vector and scalar operands");
    }
    Operands operands =
        new Operands(left, right, scalar(left.type()), scalar(right.type()), leftVector, binary);
    return binary(operands);
  }

  private static boolean isSetShift(BinaryOp op) {
    return op == BinaryOp.SHIFT_LEFT || op == BinaryOp.SHIFT_RIGHT;
  }

  private static Type scalar(Type type) {
    return type instanceof VectorType(Type element) ? element : type;
  }

  private Expr binary(Operands operands) {
    return switch (operands.source().op()) {
      case OR -> logic(operands, Expr.Op.OR);
      case AND -> logic(operands, Expr.Op.AND);
      case LESS -> order(operands, Expr.Op.LESS);
      case GREATER -> order(operands, Expr.Op.GREATER);
      case LESS_EQUAL -> order(operands, Expr.Op.LESS_EQUAL);
      case GREATER_EQUAL -> order(operands, Expr.Op.GREATER_EQUAL);
      case EQUAL -> equality(operands, Expr.Op.EQUAL);
      case NOT_EQUAL -> equality(operands, Expr.Op.NOT_EQUAL);
      case BIT_OR -> bits(operands, Expr.Op.BIT_OR);
      case BIT_XOR -> bits(operands, Expr.Op.BIT_XOR);
      case BIT_AND -> bits(operands, Expr.Op.BIT_AND);
      case SHIFT_LEFT -> shift(operands, Expr.Op.SHIFT_LEFT);
      case SHIFT_RIGHT -> shift(operands, Expr.Op.SHIFT_RIGHT);
      case PLUS -> plus(operands);
      case MINUS -> minus(operands);
      case TIMES -> times(operands);
      case DIVIDE -> divide(operands);
      case MODULO -> modulo(operands);
      case IN, NOT_IN -> Checks.broken(operands.source().span());
    };
  }

  private Expr fail(Operands operands, String message) {
    return checks.broken(operands.source(), message);
  }

  private static Expr result(Operands operands, Expr.Op op, Type scalar) {
    Type type = operands.vector() ? new VectorType(scalar) : scalar;
    return new Expr.Binary(
        op, operands.left(), operands.right(), type, operands.vector(), operands.source().span());
  }

  /// Both operands as the same numeric type.
  private Operands promoted(Operands operands, Type scalar) {
    Expr left = promote(operands.left(), scalar, operands.source().left());
    Expr right = promote(operands.right(), scalar, operands.source().right());
    return new Operands(left, right, scalar, scalar, operands.vector(), operands.source());
  }

  private static boolean numeric(Operands operands) {
    return Types.isNumeric(operands.leftScalar()) && Types.isNumeric(operands.rightScalar());
  }

  private static Basic highest(Operands operands) {
    return Conversions.highest(operands.leftScalar(), operands.rightScalar());
  }

  private static boolean both(Operands operands, Type type) {
    return operands.leftScalar() == type && operands.rightScalar() == type;
  }

  private Expr logic(Operands operands, Expr.Op op) {
    return both(operands, Basic.BOOL)
        ? result(operands, op, Basic.BOOL)
        : fail(operands, "requires boolean operands");
  }

  private Expr order(Operands operands, Expr.Op op) {
    if (numeric(operands)) {
      return result(promoted(operands, highest(operands)), op, Basic.BOOL);
    }
    if (bothSets(operands)) {
      return sets(operands, op, Basic.BOOL, "incompatible sets in comparison");
    }
    if (operands.leftScalar() != operands.rightScalar()) {
      boolean ordered = operands.leftScalar() instanceof Basic;
      return fail(
          operands,
          ordered || operands.rightScalar() instanceof Basic
              ? "operands must be of the same type"
              : "illegal comparison");
    }
    return switch (operands.leftScalar()) {
      case Basic basic when isOrdered(basic) -> result(operands, op, Basic.BOOL);
      default -> fail(operands, "illegal comparison");
    };
  }

  private static boolean isOrdered(Basic type) {
    return switch (type) {
      case TIME, INTERVAL, PORT, ADDR, STRING -> true;
      case VOID, BOOL, COUNT, INT, DOUBLE, PATTERN, SUBNET, FILE, ANY, ERROR -> false;
    };
  }

  private static boolean bothSets(Operands operands) {
    return operands.left().type() instanceof TableType a
        && operands.right().type() instanceof TableType b
        && a.isSet()
        && b.isSet();
  }

  private Expr sets(Operands operands, Expr.Op op, Type type, String message) {
    Expr left = shaped(operands.left(), operands.right().type(), operands.source().left());
    Expr right = shaped(operands.right(), left.type(), operands.source().right());
    if (!Types.same(left.type(), right.type())) {
      return fail(operands, message);
    }
    return new Expr.Binary(op, left, right, type, false, operands.source().span());
  }

  /// An empty constructor as the type of the other operand.
  Expr shaped(Expr value, Type other, org.brood.script.syntax.Expr source) {
    if (!Conversions.isUnspecified(value.type()) || Conversions.isUnspecified(other)) {
      return value;
    }
    Expr converted = checks.conversions.convert(value, other, source);
    return converted == null ? value : converted;
  }

  private Expr equality(Operands operands, Expr.Op op) {
    if (numeric(operands)) {
      return result(promoted(operands, highest(operands)), op, Basic.BOOL);
    }
    Type left = operands.leftScalar();
    Type right = operands.rightScalar();
    boolean timeAndZero =
        left == Basic.TIME && Conversions.isZero(operands.right())
            || right == Basic.TIME && Conversions.isZero(operands.left());
    if (timeAndZero) {
      return result(promoted(operands, Basic.TIME), op, Basic.BOOL);
    }
    if (left == Basic.STRING && right == Basic.PATTERN) {
      return operands.vector()
          ? fail(operands, "cannot compare string vectors with pattern vectors")
          : matching(operands.right(), operands.left(), op, operands);
    }
    if (left == Basic.PATTERN && right == Basic.STRING) {
      return operands.vector()
          ? fail(operands, "cannot compare string vectors with pattern vectors")
          : matching(operands.left(), operands.right(), op, operands);
    }
    if (bothSets(operands)) {
      return sets(operands, op, Basic.BOOL, "incompatible sets in comparison");
    }
    return equalityOfSame(operands, op);
  }

  private static Expr matching(Expr pattern, Expr string, Expr.Op op, Operands operands) {
    return new Expr.Binary(op, pattern, string, Basic.BOOL, false, operands.source().span());
  }

  private Expr equalityOfSame(Operands operands, Expr.Op op) {
    Type left = operands.leftScalar();
    Type right = operands.rightScalar();
    if (left instanceof EnumType && right instanceof EnumType) {
      return checks.conversions.same(left, right, operands.source())
          ? result(operands, op, Basic.BOOL)
          : fail(operands, "illegal enum comparison");
    }
    if (left instanceof FuncType && right instanceof FuncType) {
      return result(operands, op, Basic.BOOL);
    }
    if (left != right) {
      boolean sameKind = left.getClass() == right.getClass() && !(left instanceof Basic);
      return fail(operands, sameKind ? "illegal comparison" : "type clash in comparison");
    }
    boolean comparable =
        left instanceof Basic basic
            && switch (basic) {
              case BOOL, TIME, INTERVAL, STRING, PORT, ADDR, SUBNET, PATTERN, ANY -> true;
              case VOID, COUNT, INT, DOUBLE, FILE, ERROR -> false;
            };
    return comparable ? result(operands, op, Basic.BOOL) : fail(operands, "illegal comparison");
  }

  private Expr bits(Operands operands, Expr.Op op) {
    if (both(operands, Basic.COUNT)) {
      return result(operands, op, Basic.COUNT);
    }
    if (operands.leftScalar() == Basic.PATTERN) {
      if (operands.rightScalar() != Basic.PATTERN) {
        return fail(operands, "cannot mix pattern and non-pattern operands");
      }
      return op == Expr.Op.BIT_XOR
          ? fail(operands, "'^' operator does not apply to patterns")
          : result(operands, op, Basic.PATTERN);
    }
    if (bothSets(operands)) {
      Type type =
          Conversions.isUnspecified(operands.left().type())
              ? operands.right().type()
              : operands.left().type();
      return sets(operands, op, type, "incompatible \"set\" operands");
    }
    return fail(operands, "requires \"count\" or compatible \"set\" operands");
  }

  private Expr shift(Operands operands, Expr.Op op) {
    if (operands.left().type() instanceof VectorType
        != operands.right().type() instanceof VectorType) {
      return fail(operands, "cannot mix vectors and scalars for shift operations");
    }
    if (Types.isIntegral(operands.leftScalar()) && operands.rightScalar() == Basic.COUNT) {
      Type type = operands.leftScalar();
      Expr right =
          operands.vector()
              ? operands.right()
              : promote(operands.right(), type, operands.source().right());
      Operands same =
          new Operands(operands.left(), right, type, type, operands.vector(), operands.source());
      return result(same, op, type);
    }
    return fail(
        operands,
        Types.isIntegral(operands.leftScalar()) && operands.rightScalar() == Basic.INT
            ? "requires \"count\" right operand"
            : "requires integral operands");
  }

  private Expr plus(Operands operands) {
    Type left = operands.leftScalar();
    Type right = operands.rightScalar();
    if (right == Basic.INTERVAL && (left == Basic.TIME || left == Basic.INTERVAL)) {
      return result(operands, Expr.Op.ADD, left);
    }
    if (left == Basic.INTERVAL && right == Basic.TIME) {
      return result(operands, Expr.Op.ADD, right);
    }
    if (numeric(operands)) {
      Basic type = highest(operands);
      return result(promoted(operands, type), Expr.Op.ADD, type);
    }
    return both(operands, Basic.STRING)
        ? result(operands, Expr.Op.ADD, Basic.STRING)
        : fail(operands, "requires arithmetic operands");
  }

  private Expr minus(Operands operands) {
    Type left = operands.leftScalar();
    Type right = operands.rightScalar();
    if (right == Basic.INTERVAL && (left == Basic.TIME || left == Basic.INTERVAL)) {
      return result(operands, Expr.Op.SUB, left);
    }
    if (both(operands, Basic.TIME)) {
      return result(operands, Expr.Op.SUB, Basic.INTERVAL);
    }
    if (bothSets(operands)) {
      return sets(operands, Expr.Op.SUB, operands.left().type(), "incompatible \"set\" operands");
    }
    if (numeric(operands)) {
      Basic type = highest(operands);
      return result(promoted(operands, type), Expr.Op.SUB, type);
    }
    return fail(operands, "requires arithmetic operands");
  }

  private Expr times(Operands operands) {
    if (operands.leftScalar() == Basic.INTERVAL || operands.rightScalar() == Basic.INTERVAL) {
      return scaled(
          operands, Expr.Op.MUL, "multiplication with interval requires arithmetic operand");
    }
    return arithmetic(operands, Expr.Op.MUL);
  }

  /// An interval and a number, which becomes a double.
  private Expr scaled(Operands operands, Expr.Op op, String message) {
    boolean left = Types.isNumeric(operands.leftScalar());
    if (!left && !Types.isNumeric(operands.rightScalar())) {
      return fail(operands, message);
    }
    Expr first =
        left ? promote(operands.left(), Basic.DOUBLE, operands.source().left()) : operands.left();
    Expr second =
        left
            ? operands.right()
            : promote(operands.right(), Basic.DOUBLE, operands.source().right());
    Operands converted =
        new Operands(
            first,
            second,
            scalar(first.type()),
            scalar(second.type()),
            operands.vector(),
            operands.source());
    return result(converted, op, Basic.INTERVAL);
  }

  private Expr divide(Operands operands) {
    if (operands.left().type() == Basic.ADDR) {
      if (!Types.isIntegral(operands.right().type())) {
        return fail(operands, "requires address LHS and count/int RHS");
      }
      Expr width =
          checks.conversions.number(operands.right(), Basic.COUNT, operands.source().right());
      return new Expr.Binary(
          Expr.Op.DIV, operands.left(), width, Basic.SUBNET, false, operands.source().span());
    }
    if (both(operands, Basic.INTERVAL)) {
      return result(operands, Expr.Op.DIV, Basic.DOUBLE);
    }
    if (operands.leftScalar() == Basic.INTERVAL || operands.rightScalar() == Basic.INTERVAL) {
      return scaled(operands, Expr.Op.DIV, "division of interval requires arithmetic operand");
    }
    return arithmetic(operands, Expr.Op.DIV);
  }

  private Expr arithmetic(Operands operands, Expr.Op op) {
    if (!numeric(operands)) {
      return fail(operands, "requires arithmetic operands");
    }
    Basic type = highest(operands);
    return result(promoted(operands, type), op, type);
  }

  private Expr modulo(Operands operands) {
    boolean integral =
        Types.isIntegral(operands.leftScalar()) && Types.isIntegral(operands.rightScalar());
    if (!integral) {
      return fail(operands, "requires integral operands");
    }
    return arithmetic(operands, Expr.Op.MOD);
  }

  private Expr in(org.brood.script.syntax.Expr.Binary binary, Frame frame) {
    Expr where = checks.expressions.check(binary.right(), frame);
    List<org.brood.script.syntax.Expr> parts =
        binary.left() instanceof org.brood.script.syntax.Expr.Items items
            ? items.items()
            : List.of(binary.left());
    List<Expr> what =
        where.type() instanceof TableType table
            ? checks.access.columns(parts, table, frame)
            : parts.stream().map(part -> checks.expressions.check(part, frame)).toList();
    if (Checks.isBroken(where) || what.stream().anyMatch(Checks::isBroken)) {
      return Checks.broken(binary.span());
    }
    Expr.InForm simple = what.size() == 1 ? simpleForm(what.getFirst(), where) : null;
    if (simple != null) {
      return new Expr.In(simple, what, where, binary.span());
    }
    if (where.type() instanceof TableType table) {
      List<Expr> key =
          table.isUnspecified() ? what : checks.access.key(what, table, parts, binary.left());
      return key == null
          ? checks.broken(binary, "not an index type")
          : new Expr.In(Expr.InForm.TABLE, key, where, binary.span());
    }
    if (what.getFirst().type() == Basic.PATTERN) {
      checks.diagnostics.error(
          checks.typeSubject(where.type()),
          Checks.subject(binary.left()),
          "pattern requires string or set/table index");
      return Checks.broken(binary.span());
    }
    if (where.type() == Basic.STRING
        && what.size() == 1
        && checks.conversions.convert(what.getFirst(), Basic.INT, binary.left()) == null) {
      checks.diagnostics.error(
          Checks.subject(binary.left()), checks.typeSubject(Basic.INT), "type mismatch");
    }
    return checks.broken(binary, "not an index type");
  }

  private static Expr.@Nullable InForm simpleForm(Expr what, Expr where) {
    Type left = what.type();
    Type right = where.type();
    if (right == Basic.STRING) {
      return left == Basic.STRING
          ? Expr.InForm.STRING
          : left == Basic.PATTERN ? Expr.InForm.PATTERN : null;
    }
    if (right == Basic.SUBNET) {
      return left == Basic.ADDR
          ? Expr.InForm.ADDR_IN_SUBNET
          : left == Basic.SUBNET ? Expr.InForm.SUBNET_IN_SUBNET : null;
    }
    return right instanceof VectorType && Types.isIntegral(left) ? Expr.InForm.VECTOR : null;
  }

  Expr conditional(
      org.brood.script.syntax.Expr.Conditional source, @Nullable Type hint, Frame frame) {
    Expr condition = checks.expressions.check(source.condition(), frame);
    Expr yes = checks.expressions.check(source.yes(), hint, frame);
    Expr no = checks.expressions.check(source.no(), hint, frame);
    if (Checks.isBroken(condition) || Checks.isBroken(yes) || Checks.isBroken(no)) {
      return Checks.broken(source.span());
    }
    boolean vector = condition.type() instanceof VectorType;
    if (scalar(condition.type()) != Basic.BOOL) {
      return checks.broken(source, "requires boolean conditional");
    }
    if (vector && !(yes.type() instanceof VectorType && no.type() instanceof VectorType)) {
      return checks.broken(source, "vector conditional requires vector alternatives");
    }
    Type left = vector ? scalar(yes.type()) : yes.type();
    Type right = vector ? scalar(no.type()) : no.type();
    if (Types.isNumeric(left) && Types.isNumeric(right)) {
      Basic type = Conversions.highest(left, right);
      yes = promote(yes, type, source.yes());
      no = promote(no, type, source.no());
    } else {
      yes = shaped(yes, no.type(), source.yes());
      no = shaped(no, yes.type(), source.no());
      boolean anyAndOther = (yes.type() == Basic.ANY) != (no.type() == Basic.ANY);
      if (yes.type() == Basic.VOID || anyAndOther || !Types.same(yes.type(), no.type())) {
        return checks.broken(source, "operands must be of the same type");
      } else if (yes.type() != no.type()
          && yes.type() instanceof org.brood.script.type.RecordType) {
        no = new Expr.Coerce(no, yes.type(), no.span());
      }
    }
    return new Expr.Conditional(condition, yes, no, yes.type(), vector, source.span());
  }
}
