package org.brood.script.type;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Rules over types.
public final class Types {
  private Types() {}

  public static boolean isNumeric(Type type) {
    return type instanceof Basic basic
        && switch (basic) {
          case COUNT, INT, DOUBLE -> true;
          case VOID, BOOL, TIME, INTERVAL, STRING, PATTERN, PORT, ADDR, SUBNET, FILE, ANY, ERROR ->
              false;
        };
  }

  public static boolean isIntegral(Type type) {
    return type == Basic.COUNT || type == Basic.INT;
  }

  /// Whether a variable of this type has a value without being given one.
  public static boolean startsEmpty(Type type) {
    return type instanceof TableType || type instanceof VectorType || type instanceof RecordType;
  }

  /// The word for a type's family in messages about data from outside: `record` for all records,
  /// `table` for sets too; a basic type is its own.
  public static String family(Type type) {
    return switch (type) {
      case RecordType _ -> "record";
      case EnumType _ -> "enum";
      case TableType _ -> "table";
      case VectorType _ -> "vector";
      case Basic _, FuncType _, OpaqueType _, TypeType _ -> type.describe();
    };
  }

  /// Whether values of the two types may be mixed without conversion, as Zeek's `same_type` says:
  /// named records are compared by structure, and `any` equals everything.
  public static boolean same(Type a, Type b) {
    return same(a, b, new HashSet<>());
  }

  private record Pair(Type a, Type b) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Pair(Type x, Type y) && x == a && y == b;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(a) * 31 + System.identityHashCode(b);
    }
  }

  private static boolean same(Type a, Type b, Set<Pair> seen) {
    if (a == b || a == Basic.ANY || b == Basic.ANY || a == Basic.ERROR || b == Basic.ERROR) {
      return true;
    }
    if (!seen.add(new Pair(a, b))) {
      return true;
    }
    return switch (a) {
      case Basic _ -> false;
      case EnumType _ -> b instanceof EnumType;
      case OpaqueType x -> x.equals(b);
      case TypeType x -> b instanceof TypeType y && same(x.named(), y.named(), seen);
      case VectorType x -> b instanceof VectorType y && same(x.element(), y.element(), seen);
      case TableType x -> b instanceof TableType y && sameTable(x, y, seen);
      case FuncType x -> b instanceof FuncType y && sameFunc(x, y, seen);
      case RecordType x -> b instanceof RecordType y && sameRecord(x, y, seen);
    };
  }

  private static boolean sameTable(TableType a, TableType b, Set<Pair> seen) {
    Type x = a.value();
    Type y = b.value();
    if ((x == null) != (y == null)) {
      return false;
    }
    return sameList(a.index(), b.index(), seen) && (x == null || y == null || same(x, y, seen));
  }

  private static boolean sameFunc(FuncType a, FuncType b, Set<Pair> seen) {
    return a.flavor() == b.flavor()
        && sameList(
            a.params().stream().map(FuncType.Param::type).toList(),
            b.params().stream().map(FuncType.Param::type).toList(),
            seen)
        && same(a.result(), b.result(), seen);
  }

  private static boolean sameRecord(RecordType a, RecordType b, Set<Pair> seen) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      RecordType.Field x = a.field(i);
      RecordType.Field y = b.field(i);
      if (!x.name().equals(y.name()) || !same(x.type(), y.type(), seen)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameList(List<Type> a, List<Type> b, Set<Pair> seen) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i), seen)) {
        return false;
      }
    }
    return true;
  }
}
