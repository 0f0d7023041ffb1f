package org.brood.input;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.brood.script.value.Table;
import org.brood.script.value.TypeVal;
import org.jspecify.annotations.Nullable;

/// Whether what a script asks for fits together: record types, table, events.
final class StreamChecks {
  /// Description and kind of change, which come before a row's values.
  private static final int FIXED = 2;

  private final String stream;

  StreamChecks(String stream) {
    this.stream = stream;
  }

  private StreamError error(String text) {
    return new StreamError(stream, text);
  }

  private static String kindAndName(Type type) {
    return "'" + Types.family(type) + "':" + type.describe();
  }

  RecordType recordType(@Nullable Object value, String field) throws StreamError {
    if (value instanceof TypeVal(Type type) && type instanceof RecordType record) {
      return record;
    }
    throw error("'" + field + "' field is not a record type");
  }

  /// The event in a field, null if the field is unset.
  @Nullable Func event(@Nullable Object value, String field, String otherwise) throws StreamError {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Func function)) {
      throw error("'" + field + "' field is not an event");
    }
    if (function.type().flavor() != FuncType.Flavor.EVENT) {
      throw error(otherwise + " is a function, not an event");
    }
    return function;
  }

  private static boolean isRecord(Type type, String name) {
    return type instanceof RecordType record && record.name().equals(name);
  }

  private static boolean isEnum(Type type, String name) {
    return type instanceof EnumType e && e.name().equals(name);
  }

  private static Type param(Func function, int index) {
    return function.type().params().get(index).type();
  }

  /// The event that is told of troubles.
  @Nullable Func errorEvent(@Nullable Object value, String description) throws StreamError {
    Func event = event(value, "error_ev", "Error event");
    if (event == null) {
      return null;
    }
    if (event.type().params().size() != 3) {
      throw error("Error event must take 3 arguments");
    }
    if (!isRecord(param(event, 0), description)) {
      throw error("Error event's first attribute must be of type " + description);
    }
    if (param(event, 1) != Basic.STRING) {
      throw error("Error event's second attribute must be of type string");
    }
    if (!isEnum(param(event, 2), "Reporter::Level")) {
      throw error("Error event's third attribute must be of type Reporter::Level");
    }
    return event;
  }

  /// The event of an event stream.
  Func lineEvent(Record description, RecordType fields, boolean wantRecord) throws StreamError {
    Func event = event(description.get("ev"), "ev", "Stream event");
    if (event == null) {
      throw error("'ev' field is not an event");
    }
    int arguments = event.type().params().size();
    if (arguments < FIXED) {
      throw error("Event does not take enough arguments");
    }
    if (!isRecord(param(event, 0), "Input::EventDescription")) {
      throw error("Event's first attribute must be of type Input::EventDescription");
    }
    if (!isEnum(param(event, 1), "Input::Event")) {
      throw error("Event's second attribute must be of type Input::Event");
    }
    if (wantRecord) {
      if (arguments != FIXED + 1) {
        throw error("Event has wrong number of arguments");
      }
      if (!Types.same(param(event, FIXED), fields)) {
        throw error(
            "Incompatible type %s for event, which needs type %s\n"
                .formatted(kindAndName(param(event, FIXED)), kindAndName(fields)));
      }
      return event;
    }
    if (arguments != fields.size() + FIXED) {
      throw error("Event has wrong number of arguments");
    }
    for (int i = 0; i < fields.size(); i++) {
      Type given = param(event, i + FIXED);
      Type needed = fields.field(i).type();
      if (given != Basic.ANY && !Types.same(given, needed)) {
        throw error(
            "Incompatible type for event in field %d. Need type %s, got %s"
                .formatted(i + FIXED + 1, kindAndName(needed), kindAndName(given)));
      }
    }
    return event;
  }

  /// Checks a table against the record types of its index and its values.
  ///
  /// @param value null for a set
  void table(Table destination, RecordType index, @Nullable RecordType value, boolean wantRecord)
      throws StreamError {
    TableType type = destination.type();
    List<Type> wanted = new ArrayList<>();
    for (RecordType.Field field : index.fields()) {
      wanted.add(field.type());
    }
    for (int i = 0; i < type.index().size(); i++) {
      if (i >= wanted.size()) {
        throw error("Table type has more indexes than index definition");
      }
      if (!Types.same(type.index().get(i), wanted.get(i))) {
        throw error(
            "Table type does not match index type. Need type %s, got %s"
                .formatted(kindAndName(wanted.get(i)), kindAndName(type.index().get(i))));
      }
    }
    if (wanted.size() > type.index().size()) {
      throw error("Table has less elements than index definition");
    }
    if (value == null) {
      if (!type.isSet()) {
        throw error(
            "'destination' field is a table, but 'val' field is not provided (did you mean to use a set instead of a table?)");
      }
      return;
    }
    if (type.isSet()) {
      throw error(
          "'destination' field is a set, but the 'val' field was also specified (did you mean to use a table instead of a set?)");
    }
    Type found = type.value() == null ? Basic.ANY : type.value();
    Type needed = wantRecord ? value : value.field(0).type();
    if (!Types.same(found, needed)) {
      throw error(
          "Table type does not match value type. Need type '%s', got '%s'"
              .formatted(needed.describe(), found.describe()));
    }
    if (!wantRecord && value.size() != 1) {
      throw error(
          "Stream does not want a record (want_record=F), but has more then one value field.");
    }
  }

  /// The event of a table stream, null if there is none.
  @Nullable Func tableEvent(
      Record description, RecordType index, @Nullable RecordType value, boolean wantRecord)
      throws StreamError {
    Func event = event(description.get("ev"), "ev", "Stream event");
    if (event == null) {
      return null;
    }
    int arguments = value == null ? FIXED + 1 : FIXED + 2;
    if (event.type().params().size() != arguments) {
      throw error("Table event must take " + arguments + " arguments");
    }
    if (!isRecord(param(event, 0), "Input::TableDescription")) {
      throw error("Table event's first attribute must be of type Input::TableDescription");
    }
    if (!isEnum(param(event, 1), "Input::Event")) {
      throw error("Table event's second attribute must be of type Input::Event");
    }
    if (!Types.same(param(event, FIXED), index)) {
      throw error(
          "Table event's index attributes do not match. Need '%s', got '%s'"
              .formatted(index.describe(), param(event, FIXED).describe()));
    }
    if (value != null) {
      Type needed = wantRecord ? value : value.field(0).type();
      Type given = param(event, FIXED + 1);
      if (given != Basic.ANY && !Types.same(given, needed)) {
        throw error(
            (wantRecord
                    ? "Table event's value attributes do not match. Need '%s', got '%s'"
                    : "Table event's value attribute does not match. Need '%s', got '%s'")
                .formatted(needed.describe(), given.describe()));
      }
    }
    return event;
  }
}
