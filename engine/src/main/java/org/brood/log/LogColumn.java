package org.brood.log;

import java.util.List;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// One column of a log.
///
/// @param name as it stands in the header, such as `id.orig_h`
/// @param path the slots to follow from the log record, through nested records
/// @param extension whether the value comes from the filter's extension record
public record LogColumn(String name, Type type, List<Integer> path, boolean extension) {

  /// The column under another name.
  public LogColumn named(String newName) {
    return new LogColumn(newName, type, path, extension);
  }

  /// The value in a record, null if it or a record on the way is unset.
  @Nullable Object value(Record columns) {
    Object value = columns;
    for (int slot : path) {
      if (!(value instanceof Record record)) {
        return null;
      }
      value = record.get(slot);
    }
    return value;
  }

  /// The type as the header of a log names it, such as `set[string]`.
  public String typeName() {
    return typeName(type);
  }

  private static String typeName(Type type) {
    return switch (type) {
      case TableType t ->
          "set[" + (t.index().isEmpty() ? "any" : typeName(t.index().getFirst())) + "]";
      case VectorType v -> "vector[" + typeName(v.element()) + "]";
      case org.brood.script.type.EnumType _ -> "enum";
      case org.brood.script.type.FuncType _ -> "func";
      case Basic basic -> basic.describe();
      default -> type.describe();
    };
  }
}
