package org.brood.script.runtime;

import java.util.Objects;
import org.brood.script.type.Basic;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Record operations.
public final class Records {
  private Records() {}

  /// A record as another type: fields of the same name are taken over, the others get their
  /// defaults.
  public static Record coerce(ScriptProgram p, Record from, RecordType to) {
    if (from.recordType() == to) {
      return from;
    }
    Record made = p.newRecord(to.id());
    for (int i = 0; i < to.size(); i++) {
      int slot = from.recordType().slot(to.field(i).name());
      Object value = slot < 0 ? null : from.get(slot);
      if (value != null) {
        made.set(i, convert(p, value, from.fieldType(slot), to.field(i).type()));
      }
    }
    return made;
  }

  /// A value in plain boxed form as another type that it can become without question.
  static @Nullable Object convert(ScriptProgram p, @Nullable Object value, Type from, Type to) {
    return switch (value) {
      case null -> null;
      case Record record when to instanceof RecordType type -> coerce(p, record, type);
      case Table table
          when table.size() == 0 && to instanceof TableType type && table.type().isUnspecified() ->
          new Table(type, table.behavior());
      case Vec vec
          when vec.size() == 0 && to instanceof VectorType type && vec.type().isUnspecified() ->
          new Vec(type);
      case Long number when to == Basic.DOUBLE ->
          from == Basic.INT ? (double) number : Checks.unsignedToDouble(number);
      default ->
          to == Basic.ANY && from != Basic.ANY
              ? Values.toAny(value, from)
              : from == Basic.ANY ? Values.fromAny(value, to) : value;
    };
  }

  /// `delete r$f` of a field without default.
  public static void unset(Record record, int slot) {
    record.set(slot, null);
  }

  /// The number of fields, for `|r|`.
  public static long size(Record record) {
    return Objects.requireNonNull(record).recordType().size();
  }
}
