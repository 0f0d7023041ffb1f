package org.brood.script.bif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Tables;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Func;
import org.brood.script.value.IntVal;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Tables, sets and vectors.
@Natives
public final class Containers {
  private Containers() {}

  public static @Nullable Object copy(Runtime rt, @Nullable Object value) {
    return switch (value) {
      case Str s -> Str.wrap(s.bytes());
      case Pattern p -> p.copy();
      case null, default -> Tables.copy(rt, value);
    };
  }

  public static void clear_table(Runtime rt, Object v) {
    if (v instanceof Table table) {
      table.clear();
    } else {
      rt.complain("clear_table() requires a table/set argument");
    }
  }

  @MayMiss
  public static @Nullable Vec table_values(Runtime rt, Object t) {
    if (!(t instanceof Table table) || table.isSet()) {
      rt.complain("table_values() requires a table argument");
      return null;
    }
    Vec typed = new Vec(new VectorType(Objects.requireNonNull(table.type().value())));
    Table.Cursor cursor = table.cursor();
    while (cursor.advance()) {
      typed.add(cursor.value());
    }
    return typed;
  }

  @MayMiss
  public static @Nullable Object table_keys(Runtime rt, Object t) {
    if (!(t instanceof Table table) || table.isSet()) {
      rt.complain("table_keys() requires a table argument");
      return null;
    }
    Table keys = new Table(new TableType(table.type().index(), null));
    for (Object key : table.keys()) {
      keys.put(key, Table.MEMBER);
    }
    return keys;
  }

  @MayMiss
  public static @Nullable Long resize(Runtime rt, Object aggr, long size) {
    if (!(aggr instanceof Vec vec)) {
      rt.complain("resize() operates on vectors");
      return null;
    }
    if (size < 0 || size > Vec.MAX_SIZE) {
      throw rt.error("vector too large");
    }
    Long before = (long) vec.size();
    vec.resize((int) size);
    return before;
  }

  public static boolean any_set(Runtime rt, Object v) {
    if (!isBools(rt, v, "any_set")) {
      return false;
    }
    Vec vec = (Vec) v;
    for (int i = 0; i < vec.size(); i++) {
      if (Boolean.TRUE.equals(vec.get(i))) {
        return true;
      }
    }
    return false;
  }

  public static boolean all_set(Runtime rt, Object v) {
    if (!isBools(rt, v, "all_set")) {
      return false;
    }
    Vec vec = (Vec) v;
    for (int i = 0; i < vec.size(); i++) {
      if (!Boolean.TRUE.equals(vec.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBools(Runtime rt, Object v, String function) {
    if (v instanceof Vec vec && vec.type().element() == Basic.BOOL) {
      return true;
    }
    rt.complain(function + "() requires vector of bool");
    return false;
  }

  public static boolean same_object(Object a, Object b) {
    return switch (a) {
      // What cannot be changed is one object wherever it is.
      case Long _, Boolean _, IntVal _, Addr _, Port _, Subnet _ -> a.equals(b);
      default -> a == b;
    };
  }

  private static @Nullable Comparator<@Nullable Object> comparator(
      Runtime rt, @Nullable Object[] arguments, Vec vec, String function) {
    if (arguments.length > 2) {
      rt.complain(function + "() called with extraneous argument");
      return null;
    }
    Type element = vec.type().element();
    if (arguments.length == 2) {
      if (!(arguments[1] instanceof Func compare)) {
        rt.complain("second argument to " + function + "() needs to be comparison function");
        return null;
      }
      if (compare.type().result() != Basic.INT || compare.type().params().size() != 2) {
        rt.complain("invalid comparison function in call to " + function + "()");
        return null;
      }
      return nullsLast((a, b) -> compare.call(a, b) instanceof Long order ? Long.signum(order) : 0);
    }
    if (element.rep() == Type.Rep.REF) {
      rt.complain("comparison function required for " + function + "() with non-numeric types");
      return null;
    }
    if (element == Basic.BOOL) {
      return (_, _) -> 0;
    }
    return nullsLast(
        (a, b) -> element == Basic.INT ? Long.compare((Long) a, (Long) b) : Values.compare(a, b));
  }

  private static Comparator<@Nullable Object> nullsLast(Comparator<Object> inner) {
    return (a, b) -> a == null ? (b == null ? 0 : 1) : b == null ? -1 : inner.compare(a, b);
  }

  /// Sorts a vector in place. A comparison function that contradicts itself gives some order, not
  /// an error.
  public static @Nullable Object sort(Runtime rt, @Nullable Object[] arguments) {
    if (arguments.length == 0 || !(arguments[0] instanceof Vec vec)) {
      rt.complain("sort() requires vector");
      return arguments.length == 0 ? null : arguments[0];
    }
    Comparator<@Nullable Object> order = comparator(rt, arguments, vec, "sort");
    if (order != null) {
      List<@Nullable Object> sorted = new ArrayList<>();
      for (int i = 0; i < vec.size(); i++) {
        sorted.add(vec.get(i));
      }
      mergeSort(sorted, order);
      for (int i = 0; i < sorted.size(); i++) {
        vec.set(i, sorted.get(i));
      }
    }
    return vec;
  }

  /// The indices of a vector's elements in sorted order.
  public static @Nullable Object order(Runtime rt, @Nullable Object[] arguments) {
    Vec indices = new Vec(new VectorType(Basic.COUNT));
    if (arguments.length == 0 || !(arguments[0] instanceof Vec vec)) {
      rt.complain("order() requires vector");
      return indices;
    }
    Comparator<@Nullable Object> order = comparator(rt, arguments, vec, "order");
    if (order == null) {
      return indices;
    }
    List<@Nullable Object> sorted = new ArrayList<>();
    for (long i = 0; i < vec.size(); i++) {
      sorted.add(i);
    }
    mergeSort(
        sorted, (a, b) -> order.compare(vec.get((Long) present(a)), vec.get((Long) present(b))));
    for (Object index : sorted) {
      indices.add(index);
    }
    return indices;
  }

  private static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }

  /// Merge sort of our own: `List.sort` throws when a script's comparison is inconsistent.
  private static void mergeSort(List<@Nullable Object> list, Comparator<@Nullable Object> order) {
    if (list.size() < 2) {
      return;
    }
    int middle = list.size() / 2;
    List<@Nullable Object> left = new ArrayList<>(list.subList(0, middle));
    List<@Nullable Object> right = new ArrayList<>(list.subList(middle, list.size()));
    mergeSort(left, order);
    mergeSort(right, order);
    int l = 0;
    int r = 0;
    for (int i = 0; i < list.size(); i++) {
      boolean takeLeft =
          r == right.size() || l < left.size() && order.compare(left.get(l), right.get(r)) <= 0;
      list.set(i, takeLeft ? left.get(l++) : right.get(r++));
    }
  }
}
