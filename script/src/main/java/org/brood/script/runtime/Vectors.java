package org.brood.script.runtime;

import java.util.Objects;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Describe;
import org.brood.script.value.Pattern;
import org.brood.script.value.Str;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Vector operations.
public final class Vectors {
  private Vectors() {}

  /// `v[i]`; negative indices count from the end.
  public static Object get(Vec vec, long index, String site) {
    Object value = vec.get(index < 0 ? vec.size() + index : index);
    if (value == null) {
      throw new ScriptError("no such index", site);
    }
    return value;
  }

  /// `v[i] = value`
  public static void set(Vec vec, long index, @Nullable Object value, String site) {
    long at = index < 0 ? vec.size() + index : index;
    if (!vec.set(at, value)) {
      throw new ScriptError("no such index", site);
    }
  }

  /// `v[i] = value` where what is known as a vector of `any` may be one of something else.
  public static void setAny(Vec vec, long index, Object value, String site) {
    Object element = Values.fromAny(value, vec.type().element());
    if (element == null) {
      throw new ScriptError(
          "vector index assignment failed for invalid type '"
              + Values.typeOf(value).describe()
              + "', value: "
              + Describe.text(value, Basic.ANY),
          site);
    }
    set(vec, index, element, site);
  }

  public static boolean has(Vec vec, long index) {
    return vec.get(index) != null;
  }

  public static Vec slice(Vec vec, long low, long high) {
    int size = vec.size();
    long from = Math.clamp(low < 0 ? low + size : low, 0, size);
    long to = Math.clamp(high < 0 ? high + size : high, 0, size);
    return vec.slice((int) from, (int) Math.max(from, to));
  }

  public static void setSlice(Vec vec, long low, long high, Vec by) {
    int size = vec.size();
    long from = Math.clamp(low < 0 ? low + size : low, 0, size);
    long to = Math.clamp(high < 0 ? high + size : high, 0, size);
    vec.replace((int) from, (int) Math.max(from, to), by == vec ? by.slice(0, size) : by);
  }

  /// `v[selector]` with a vector of bool or of numbers.
  public static Vec select(Vec vec, Vec selector, String site) {
    Vec chosen = new Vec(vec.type());
    boolean mask = selector.type().element() == Basic.BOOL;
    if (mask && selector.size() != vec.size()) {
      throw new ScriptError("size mismatch, boolean index and vector", site);
    }
    for (int i = 0; i < selector.size(); i++) {
      Object chooses = selector.get(i);
      if (mask) {
        if (Boolean.TRUE.equals(chooses)) {
          chosen.add(vec.get(i));
        }
      } else if (chooses instanceof Long at) {
        chosen.add(vec.get(at < 0 ? vec.size() + at : at));
      }
    }
    return chosen;
  }

  /// Appends to what is known as a vector of `any`, and may be one of something else.
  public static void appendAny(Vec vec, @Nullable Object value, String site) {
    vec.add(checked(vec, value, site));
  }

  /// Appends the elements of a vector of another type.
  public static void appendAllAny(Vec vec, Vec other, String site) {
    Type from = other.type().element();
    Vec all = new Vec(vec.type());
    for (int i = 0; i < other.size(); i++) {
      all.add(checked(vec, Values.toAny(other.get(i), from), site));
    }
    vec.addAll(all);
  }

  private static @Nullable Object checked(Vec vec, @Nullable Object value, String site) {
    Object found = Values.fromAny(value, vec.type().element());
    if (found == null && value != null) {
      throw new ScriptError("type-checking failed in vector append", site);
    }
    return found;
  }

  public static void append(Vec vec, @Nullable Object value) {
    vec.add(value);
  }

  public static void appendAll(Vec vec, Vec other) {
    vec.addAll(other == vec ? other.slice(0, other.size()) : other);
  }

  /// Each element as another number type.
  public static Vec coerce(Vec vec, VectorType to) {
    if (vec.type() == to || vec.type().equals(to)) {
      return vec;
    }
    Vec made = new Vec(to);
    Type from = vec.type().element();
    for (int i = 0; i < vec.size(); i++) {
      Object value = vec.get(i);
      made.add(convert(value, from, to.element()));
    }
    return made;
  }

  private static @Nullable Object convert(@Nullable Object value, Type from, Type to) {
    if (to == Basic.ANY) {
      return from == Basic.ANY ? value : Values.toAny(value, from);
    }
    if (value instanceof Long number && to.rep() == Type.Rep.DOUBLE) {
      return from == Basic.COUNT ? Checks.unsignedToDouble(number) : (double) number;
    }
    return value;
  }

  /// `++v`
  public static void step(Vec vec, long step) {
    for (int i = 0; i < vec.size(); i++) {
      if (vec.get(i) instanceof Long number) {
        vec.set(i, number + step);
      }
    }
  }

  /// `!v`, `-v`
  public static Vec unary(String op, Vec vec, VectorType type) {
    Vec made = new Vec(type);
    for (int i = 0; i < vec.size(); i++) {
      made.add(
          switch (vec.get(i)) {
            case null -> null;
            case Boolean b -> op.equals("NOT") ? (Object) !b : b;
            case Long n -> op.equals("COMPLEMENT") ? (Object) ~n : (Object) (-n);
            case Double d -> -d;
            case Object other -> other;
          });
    }
    return made;
  }

  /// `c ? a : b` with vectors: element by element; a and b may be vectors or single values.
  public static Vec choose(Vec condition, Object yes, Object no, VectorType type, String site) {
    Vec made = new Vec(type);
    for (int i = 0; i < condition.size(); i++) {
      Object chosen = Boolean.TRUE.equals(condition.get(i)) ? yes : no;
      made.add(chosen instanceof Vec v ? v.get(i) : chosen);
    }
    return made;
  }

  /// A binary operator element by element. An operand that is no vector is used for each element.
  public static Vec binary(
      String op, Object left, Object right, Type operand, VectorType type, String site) {
    int size = left instanceof Vec l ? l.size() : ((Vec) right).size();
    if (left instanceof Vec l && right instanceof Vec r && l.size() != r.size()) {
      throw new ScriptError("vector operands are of different sizes", site);
    }
    Vec made = new Vec(type);
    for (int i = 0; i < size; i++) {
      Object a = left instanceof Vec l ? l.get(i) : left;
      Object b = right instanceof Vec r ? r.get(i) : right;
      made.add(a == null || b == null ? null : element(op, a, b, operand, site));
    }
    return made;
  }

  private static Object element(String op, Object a, Object b, Type operand, String site) {
    return switch (op) {
      case "EQUAL" -> equal(a, b);
      case "NOT_EQUAL" -> !equal(a, b);
      case "LESS" -> compare(a, b, operand) < 0;
      case "LESS_EQUAL" -> compare(a, b, operand) <= 0;
      case "GREATER" -> compare(a, b, operand) > 0;
      case "GREATER_EQUAL" -> compare(a, b, operand) >= 0;
      case "AND" -> (Boolean) a && (Boolean) b;
      case "OR" -> (Boolean) a || (Boolean) b;
      default -> arithmetic(op, a, b, operand, site);
    };
  }

  private static boolean equal(Object a, Object b) {
    return a instanceof Pattern p && b instanceof Str s ? p.matches(s) : a.equals(b);
  }

  private static int compare(Object a, Object b, Type operand) {
    return operand == Basic.INT ? Long.compare((Long) a, (Long) b) : Values.compare(a, b);
  }

  private static Object arithmetic(String op, Object a, Object b, Type operand, String site) {
    return switch (a) {
      case Long x -> longs(op, x, (Long) b, operand, site);
      case Double x -> doubles(op, x, (Double) b, site);
      case Str x when op.equals("ADD") -> x.plus((Str) b);
      default -> throw new ScriptError("bad operand in vector operation", site);
    };
  }

  private static Object longs(String op, long x, long y, Type operand, String site) {
    boolean count = operand != Basic.INT;
    return switch (op) {
      case "ADD" -> x + y;
      case "SUB" -> x - y;
      case "MUL" -> x * y;
      case "DIV" -> count ? Checks.divideCount(x, y, site) : Checks.divideInt(x, y, site);
      case "MOD" -> count ? Checks.moduloCount(x, y, site) : Checks.moduloInt(x, y, site);
      case "BIT_AND" -> x & y;
      case "BIT_OR" -> x | y;
      case "BIT_XOR" -> x ^ y;
      case "SHIFT_LEFT" -> count ? x << y : Checks.shiftLeftInt(x, y, site);
      case "SHIFT_RIGHT" -> count ? x >>> y : x >> y;
      default -> throw new ScriptError("bad operator " + op, site);
    };
  }

  private static Object doubles(String op, double x, double y, String site) {
    return switch (op) {
      case "ADD" -> x + y;
      case "SUB" -> x - y;
      case "MUL" -> x * y;
      case "DIV" -> Checks.divideDouble(x, y, site);
      default -> throw new ScriptError("bad operator " + op, site);
    };
  }

  /// Whether every element is set.
  public static boolean isFull(Vec vec) {
    for (int i = 0; i < vec.size(); i++) {
      if (Objects.isNull(vec.get(i))) {
        return false;
      }
    }
    return true;
  }
}
