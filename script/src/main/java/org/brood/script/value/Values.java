package org.brood.script.value;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// What can be done with a value without knowing its type from the program.
public final class Values {
  private Values() {}

  /// The `any` form of a value in plain boxed form.
  public static @Nullable Object toAny(@Nullable Object value, Type type) {
    if (value == null || !(type instanceof Basic basic)) {
      return value;
    }
    return switch (basic) {
      case INT -> new IntVal((Long) value);
      case TIME -> new TimeVal((Double) value);
      case INTERVAL -> new IntervalVal((Double) value);
      case VOID, BOOL, COUNT, DOUBLE, STRING, PATTERN, PORT, ADDR, SUBNET, FILE, ANY, ERROR ->
          value;
    };
  }

  /// The plain boxed form of an `any` value, if it has that type or one that converts to it; null
  /// if not.
  public static @Nullable Object fromAny(@Nullable Object value, Type type) {
    if (type == Basic.ANY) {
      return value;
    }
    return switch (value) {
      case null -> null;
      case IntVal(long v) -> type == Basic.INT ? (Object) v : null;
      case TimeVal(double v) -> type == Basic.TIME ? (Object) v : null;
      case IntervalVal(double v) -> type == Basic.INTERVAL ? (Object) v : null;
      default -> fits(typeOf(value), type) ? value : null;
    };
  }

  private static boolean fits(Type actual, Type wanted) {
    if (actual instanceof TableType t && t.isUnspecified() && wanted instanceof TableType) {
      return true;
    }
    if (actual instanceof EnumType a && wanted instanceof EnumType b) {
      return a == b || a.name().equals(b.name());
    }
    return org.brood.script.type.Types.same(actual, wanted);
  }

  /// The type of a value in `any` form.
  public static Type typeOf(Object value) {
    return switch (value) {
      case Boolean _ -> Basic.BOOL;
      case Long _ -> Basic.COUNT;
      case IntVal _ -> Basic.INT;
      case Double _ -> Basic.DOUBLE;
      case TimeVal _ -> Basic.TIME;
      case IntervalVal _ -> Basic.INTERVAL;
      case Str _ -> Basic.STRING;
      case Pattern _ -> Basic.PATTERN;
      case Port _ -> Basic.PORT;
      case Addr _ -> Basic.ADDR;
      case Subnet _ -> Basic.SUBNET;
      case FileVal _ -> Basic.FILE;
      case EnumType.Item item -> item.type();
      case Table table -> table.type();
      case Vec vec -> vec.type();
      case Record record -> record.recordType();
      case Func func -> func.type();
      case TypeVal(Type type) -> new TypeType(type);
      case Opaque opaque -> new OpaqueType(opaque.typeName());
      default -> Basic.ERROR;
    };
  }

  /// A form of a table index that can't be changed from outside.
  static Object frozen(Object key) {
    return switch (key) {
      case Record _, Vec _, Table _ -> java.util.Objects.requireNonNull(copy(key));
      case Key k -> frozenParts(k);
      default -> key;
    };
  }

  private static Key frozenParts(Key key) {
    boolean mutable = false;
    for (int i = 0; i < key.size(); i++) {
      Object part = key.part(i);
      mutable |= part instanceof Record || part instanceof Vec || part instanceof Table;
    }
    if (!mutable) {
      return key;
    }
    Object[] parts = new Object[key.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = frozen(key.part(i));
    }
    return new Key(parts);
  }

  /// A deep copy, as `copy()` makes it.
  public static @Nullable Object copy(@Nullable Object value) {
    return copy(value, _ -> {});
  }

  /// A deep copy.
  ///
  /// @param made is told of each copied table
  public static @Nullable Object copy(@Nullable Object value, Consumer<Table> made) {
    return switch (value) {
      case null -> null;
      case Record _, Vec _, Table _ -> copy(value, new IdentityHashMap<>(), made);
      case Opaque opaque -> opaque.copied();
      case Func func -> func.copied();
      default -> value;
    };
  }

  private static @Nullable Object copy(
      @Nullable Object value, Map<Object, Object> done, Consumer<Table> made) {
    if (!(value instanceof Record || value instanceof Vec || value instanceof Table)) {
      return copy(value, made);
    }
    Object known = done.get(value);
    if (known != null) {
      return known;
    }
    return switch (value) {
      case Record record -> {
        Record twin = record.blank();
        done.put(record, twin);
        for (int i = 0; i < record.recordType().size(); i++) {
          Object field = record.get(i);
          if (field != null) {
            twin.set(i, copy(field, done, made));
          }
        }
        yield twin;
      }
      case Vec vec -> {
        Vec twin = new Vec(vec.type());
        done.put(vec, twin);
        for (int i = 0; i < vec.size(); i++) {
          twin.add(copy(vec.get(i), done, made));
        }
        yield twin;
      }
      case Table table -> {
        TableBehavior behavior = table.behavior();
        Table twin = new Table(table.type(), behavior == null ? null : behavior.copied());
        done.put(table, twin);
        Table.Cursor cursor = table.cursor();
        while (cursor.advance()) {
          twin.put(
              cursor.key(),
              java.util.Objects.requireNonNull(copy(cursor.value(), done, made)),
              table.lastTouched(cursor.key()));
        }
        made.accept(twin);
        yield twin;
      }
      default -> value;
    };
  }

  /// The order of two values of one ordered type.
  public static int compare(Object a, Object b) {
    return switch (a) {
      case Long x -> Long.compareUnsigned(x, (Long) b);
      case Double x -> Double.compare(x, (Double) b);
      case Str x -> x.compareTo((Str) b);
      case Addr x -> x.compareTo((Addr) b);
      case Port x -> x.compareTo((Port) b);
      case Boolean x -> Boolean.compare(x, (Boolean) b);
      case Subnet x -> {
        Subnet y = (Subnet) b;
        int c = x.prefix().compareTo(y.prefix());
        yield c != 0 ? c : Integer.compare(x.width(), y.width());
      }
      case EnumType.Item x -> Long.compare(x.value(), ((EnumType.Item) b).value());
      case IntVal x -> Long.compare(x.value(), ((IntVal) b).value());
      case TimeVal x -> Double.compare(x.value(), ((TimeVal) b).value());
      case IntervalVal x -> Double.compare(x.value(), ((IntervalVal) b).value());
      default -> 0;
    };
  }

  /// The columns of an index as they are stored in a key.
  public static Object keyPart(Object key, int column) {
    return key instanceof Key k ? k.part(column) : key;
  }

  /// Whether the type is one whose flavor is an event.
  public static boolean isEvent(Type type) {
    return type instanceof FuncType f && f.flavor() == FuncType.Flavor.EVENT;
  }

  /// A vector of strings.
  public static Vec strings(Iterable<Str> elements) {
    Vec vec = new Vec(new VectorType(Basic.STRING));
    for (Str element : elements) {
      vec.add(element);
    }
    return vec;
  }
}
