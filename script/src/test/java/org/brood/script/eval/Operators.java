package org.brood.script.eval;

import java.math.BigInteger;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.runtime.Records;
import org.brood.script.source.Span;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Func;
import org.brood.script.value.IntVal;
import org.brood.script.value.IntervalVal;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.TimeVal;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Operators on values. Counts go through [BigInteger], so that nothing here knows how the compiler
/// does unsigned arithmetic.
final class Operators {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private Operators() {}

  static BigInteger unsigned(long value) {
    BigInteger big = BigInteger.valueOf(value);
    return big.signum() < 0 ? big.add(TWO_64) : big;
  }

  /// A binary operator other than `&&` and `||` on two values of one type.
  static Object apply(Expr.Op op, Object left, Object right, Type type, Span span) {
    return switch (op) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> !equal(left, right);
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> ordered(op, left, right, type);
      case ADD, SUB, MUL, DIV, MOD, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, AND, OR ->
          switch (left) {
            case Long a ->
                type == Basic.INT
                    ? ints(op, a, (Long) right, span)
                    : counts(op, a, (Long) right, span);
            case Double a -> doubles(op, a, (Double) right, span);
            case Boolean a -> op == Expr.Op.AND ? a && (Boolean) right : a || (Boolean) right;
            case Str a -> a.plus((Str) right);
            case Table a -> sets(op, a, (Table) right);
            case Pattern a -> patterns(op, a, (Pattern) right);
            case Addr a -> subnet(a, (Long) right, span);
            default -> throw new IllegalStateException(op + " on " + type);
          };
    };
  }

  private static boolean equal(Object left, Object right) {
    return switch (left) {
      case Pattern p when right instanceof Str s -> p.matches(s);
      case Double a -> a.doubleValue() == ((Double) right).doubleValue();
      default -> left.equals(right);
    };
  }

  private static boolean ordered(Expr.Op op, Object left, Object right, Type type) {
    if (left instanceof Table a) {
      return switch (op) {
        case LESS -> a.size() < ((Table) right).size() && isSubset(a, (Table) right);
        case LESS_EQUAL -> isSubset(a, (Table) right);
        case GREATER -> a.size() > ((Table) right).size() && isSubset((Table) right, a);
        default -> isSubset((Table) right, a);
      };
    }
    if (left instanceof Double a) {
      double b = (Double) right;
      return switch (op) {
        case LESS -> a < b;
        case LESS_EQUAL -> a <= b;
        case GREATER -> a > b;
        default -> a >= b;
      };
    }
    int order =
        left instanceof Long a
            ? type == Basic.INT
                ? a.compareTo((Long) right)
                : unsigned(a).compareTo(unsigned((Long) right))
            : Values.compare(left, right);
    return switch (op) {
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  private static boolean isSubset(Table a, Table b) {
    for (Object key : a.keys()) {
      if (!b.contains(key)) {
        return false;
      }
    }
    return true;
  }

  private static long counts(Expr.Op op, long left, long right, Span span) {
    BigInteger a = unsigned(left);
    BigInteger b = unsigned(right);
    return switch (op) {
      case ADD -> a.add(b).longValue();
      case SUB -> a.subtract(b).longValue();
      case MUL -> a.multiply(b).longValue();
      case DIV -> {
        if (b.signum() == 0) {
          throw Expressions.error("division by zero", span);
        }
        yield a.divide(b).longValue();
      }
      case MOD -> {
        if (b.signum() == 0) {
          throw Expressions.error("modulo by zero", span);
        }
        yield a.mod(b).longValue();
      }
      case SHIFT_LEFT -> a.shiftLeft((int) (right & 63)).longValue();
      case SHIFT_RIGHT -> a.shiftRight((int) (right & 63)).longValue();
      default -> bits(op, left, right);
    };
  }

  private static long bits(Expr.Op op, long a, long b) {
    return switch (op) {
      case BIT_AND -> a & b;
      case BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      default -> throw new IllegalStateException("no operator on numbers: " + op);
    };
  }

  private static long ints(Expr.Op op, long left, long right, Span span) {
    BigInteger a = BigInteger.valueOf(left);
    BigInteger b = BigInteger.valueOf(right);
    return switch (op) {
      case ADD -> a.add(b).longValue();
      case SUB -> a.subtract(b).longValue();
      case MUL -> a.multiply(b).longValue();
      case DIV -> {
        if (right == 0) {
          throw Expressions.error("division by zero", span);
        }
        yield a.divide(b).longValue();
      }
      case MOD -> {
        if (right == 0) {
          throw Expressions.error("modulo by zero", span);
        }
        yield a.remainder(b).longValue();
      }
      case SHIFT_LEFT -> {
        if (left < 0) {
          throw Expressions.error("left shifting a negative number is undefined", span);
        }
        yield a.shiftLeft((int) (right & 63)).longValue();
      }
      case SHIFT_RIGHT -> a.shiftRight((int) (right & 63)).longValue();
      default -> bits(op, left, right);
    };
  }

  private static double doubles(Expr.Op op, double a, double b, Span span) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> {
        if (b == 0) {
          throw Expressions.error("division by zero", span);
        }
        yield a / b;
      }
      case MOD -> a % b;
      default -> throw new IllegalStateException("no operator on doubles: " + op);
    };
  }

  private static Table sets(Expr.Op op, Table a, Table b) {
    Table made = new Table(a.type());
    for (Object key : a.keys()) {
      boolean taken =
          switch (op) {
            case BIT_AND -> b.contains(key);
            case SUB -> !b.contains(key);
            default -> true;
          };
      if (taken) {
        made.put(key, Table.MEMBER);
      }
    }
    if (op == Expr.Op.BIT_OR || op == Expr.Op.ADD) {
      for (Object key : b.keys()) {
        made.put(key, Table.MEMBER);
      }
    }
    return made;
  }

  static Pattern patterns(Expr.Op op, Pattern a, Pattern b) {
    try {
      return op == Expr.Op.BIT_AND ? a.then(b) : a.or(b);
    } catch (RegexSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Subnet subnet(Addr addr, long width, Span span) {
    int longest = addr.isV4() ? 32 : 128;
    if (width < 0 || width > longest) {
      throw Expressions.error(
          "bad IPv" + (addr.isV4() ? 4 : 6) + " subnet prefix length: " + (width & 0xffff_ffffL),
          span);
    }
    return Subnet.of(addr, (int) width + (128 - longest));
  }

  /// An operator on vectors, or a vector and a value for each of its elements.
  static Vec elementwise(
      Expr.Op op, Object left, Object right, Type leftType, Type result, Span span) {
    Type element = leftType instanceof VectorType(Type of) ? of : leftType;
    if (left instanceof Vec a && right instanceof Vec b && a.size() != b.size()) {
      throw Expressions.error("vector operands are of different sizes", span);
    }
    int size = left instanceof Vec a ? a.size() : ((Vec) right).size();
    Vec made = new Vec((VectorType) result);
    for (int i = 0; i < size; i++) {
      Object x = left instanceof Vec a ? a.get(i) : left;
      Object y = right instanceof Vec b ? b.get(i) : right;
      made.add(x == null || y == null ? null : apply(op, x, y, element, span));
    }
    return made;
  }

  static Object not(Object value, Type type) {
    return value instanceof Vec vec ? each(vec, type, v -> !(Boolean) v) : !(Boolean) value;
  }

  static Object negate(Object value, Type type) {
    return switch (value) {
      case Vec vec -> each(vec, type, v -> negate(v, type));
      case Double d -> -d;
      default -> BigInteger.valueOf((Long) value).negate().longValue();
    };
  }

  static Object complement(Object value, Type type) {
    return value instanceof Vec vec
        ? each(vec, type, v -> complement(v, type))
        : (Object) (-1 - (Long) value);
  }

  private static Vec each(Vec vec, Type type, java.util.function.UnaryOperator<Object> change) {
    Vec made = new Vec((VectorType) type);
    for (int i = 0; i < vec.size(); i++) {
      Object value = vec.get(i);
      made.add(value == null ? null : change.apply(value));
    }
    return made;
  }

  static Object size(Object value, Type type) {
    return switch (value) {
      case Str s -> (long) s.length();
      case Table t -> (long) t.size();
      case Vec v -> (long) v.size();
      case Record r -> (long) r.recordType().size();
      case Addr a -> a.isV4() ? 32L : 128L;
      case Port p -> (long) p.number() + 65_536L * p.proto();
      case Subnet net -> Math.pow(2, 128 - net.width());
      case EnumType.Item item -> item.value();
      case Func f -> (long) f.type().params().size();
      case Long n -> type == Basic.INT && n < 0 ? -n : n;
      case Double d -> Math.abs(d);
      case Boolean b -> b ? 1L : 0L;
      default -> throw new IllegalStateException("size of " + type);
    };
  }

  static @Nullable Object sizeOfAny(Object value) {
    Object size =
        switch (value) {
          case IntVal(long n) -> size(n, Basic.INT);
          case TimeVal(double d) -> Math.abs(d);
          case IntervalVal(double d) -> Math.abs(d);
          default -> size(value, Basic.ANY);
        };
    return size;
  }

  /// A value of one type as another that it becomes without question.
  static Object convert(EvaluatedProgram program, Object value, Type from, Type to) {
    return switch (value) {
      case Record record when to instanceof RecordType type ->
          Records.coerce(program, record, type);
      case Vec vec when to instanceof VectorType type && !vec.type().equals(type) ->
          vector(program, vec, type);
      case Table table when table.type().isUnspecified() && to instanceof TableType type ->
          new Table(type, table.behavior());
      case Boolean b when to == Basic.COUNT || to == Basic.INT -> b ? 1L : 0L;
      case Long n when to.rep() == Type.Rep.DOUBLE ->
          from == Basic.COUNT ? unsigned(n).doubleValue() : (double) n;
      case Double d when to.rep() == Type.Rep.LONG ->
          new java.math.BigDecimal(d).toBigInteger().longValue();
      default -> value;
    };
  }

  private static Vec vector(EvaluatedProgram program, Vec vec, VectorType type) {
    Vec made = new Vec(type);
    for (int i = 0; i < vec.size(); i++) {
      Object value = vec.get(i);
      Type from = vec.type().element();
      made.add(
          value == null
              ? null
              : type.element() == Basic.ANY
                  ? from == Basic.ANY ? value : Values.toAny(value, from)
                  : convert(program, value, from, type.element()));
    }
    return made;
  }
}
