package org.brood.input;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// The columns that a record type stands for, and records made of rows.
final class Columns {
  private Columns() {}

  /// Whether readers can give values of a type.
  static boolean isReadable(Type type) {
    return switch (type) {
      case Basic basic ->
          switch (basic) {
            case BOOL, INT, COUNT, PORT, SUBNET, ADDR, DOUBLE, TIME, INTERVAL, STRING, PATTERN ->
                true;
            case VOID, FILE, ANY, ERROR -> false;
          };
      case EnumType _ -> true;
      case VectorType vector -> isScalar(vector.element());
      case TableType table ->
          table.isSet() && table.index().size() == 1 && isScalar(table.index().getFirst());
      default -> false;
    };
  }

  private static boolean isScalar(Type type) {
    return (type instanceof Basic || type instanceof EnumType) && isReadable(type);
  }

  /// The columns of a record type.
  ///
  /// @param lenient whether fields that cannot be read are left out
  /// @return null if the type cannot be read
  static @Nullable List<Column> of(RecordType type, boolean lenient, Runtime rt) {
    List<Column> columns = new ArrayList<>();
    return unroll(columns, type, "", false, lenient, rt) ? columns : null;
  }

  private static boolean unroll(
      List<Column> columns,
      RecordType type,
      String prefix,
      boolean inOptional,
      boolean lenient,
      Runtime rt) {
    for (int slot = 0; slot < type.size(); slot++) {
      RecordType.Field field = type.field(slot);
      String name = prefix + field.name();
      boolean optional = inOptional || field.optional() || field.hasDefault();
      if (field.type() instanceof RecordType inner) {
        if (field.optional()) {
          rt.note(
              Level.INFO,
              "The input framework does not support optional record fields: \""
                  + field.name()
                  + "\"");
          return false;
        }
        if (!unroll(columns, inner, name + ".", inOptional, lenient, rt)) {
          return false;
        }
      } else if (isReadable(field.type())) {
        columns.add(new Column(name, field.type(), field.typeColumn(), optional));
      } else if (lenient && optional) {
        rt.note(
            Level.INFO,
            "Encountered incompatible type \"%s\" in type definition for field \"%s\" in ReaderFrontend. Ignoring optional field."
                .formatted(Types.family(field.type()), field.name()));
      } else {
        rt.note(
            Level.ERROR,
            "Incompatible type \"%s\" in type definition for field \"%s\" in ReaderFrontend"
                .formatted(Types.family(field.type()), field.name()));
        return false;
      }
    }
    return true;
  }

  /// Takes the values of a record's columns off a row.
  static final class Taker {
    private final Runtime rt;
    private final @Nullable Object[] row;
    private int next;

    Taker(Runtime rt, @Nullable Object[] row, int from) {
      this.rt = rt;
      this.row = row;
      this.next = from;
    }

    /// A record of the next columns; fields that readers cannot give stay as new records have them.
    Record record(RecordType type) {
      Record made = rt.program().newRecord(type.id());
      for (int slot = 0; slot < type.size(); slot++) {
        Type field = type.field(slot).type();
        if (field instanceof RecordType inner) {
          made.set(slot, record(inner));
        } else if (isReadable(field)) {
          Object value = row[next++];
          if (value != null) {
            made.set(slot, value);
          }
        }
      }
      return made;
    }
  }
}
