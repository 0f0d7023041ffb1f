package org.brood.script.check;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
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

/// Which types can be the index of a table: those whose values can be compared.
final class Indexable {
  private Indexable() {}

  /// The word for a part that cannot be compared, null if there is none.
  static @Nullable String problem(Type type) {
    return problem(type, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static @Nullable String problem(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return null;
    }
    return switch (type) {
      case Basic basic ->
          switch (basic) {
            case ANY -> "any";
            case FILE -> "file";
            case VOID -> "void";
            case BOOL, COUNT, INT, DOUBLE, TIME, INTERVAL, STRING, PATTERN, PORT, ADDR, SUBNET ->
                null;
            case ERROR -> null;
          };
      case EnumType _, FuncType _ -> null;
      case OpaqueType _ -> "opaque";
      case TypeType _ -> "type";
      case VectorType(Type element) -> problem(element, seen);
      case TableType table -> {
        for (Type part : table.index()) {
          String found = problem(part, seen);
          if (found != null) {
            yield found;
          }
        }
        Type value = table.value();
        yield value == null ? null : problem(value, seen);
      }
      case RecordType record -> {
        for (RecordType.Field field : record.fields()) {
          String found = problem(field.type(), seen);
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
    };
  }
}
