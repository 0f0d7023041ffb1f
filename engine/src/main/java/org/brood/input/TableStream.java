package org.brood.input;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.event.Events;
import org.brood.script.runtime.Tables;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.value.Func;
import org.brood.script.value.Key;
import org.brood.script.value.Record;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// Rows as the entries of a table or set.
///
/// Of a source that is read as a whole, each reading is compared with the one before: what is in
/// both with the same values is left alone, what is not there any more is removed.
final class TableStream extends Stream {
  /// What a stream is made of.
  ///
  /// @param value null for a set
  record Shape(
      Table table,
      RecordType index,
      int indexColumns,
      @Nullable RecordType value,
      boolean wantRecord,
      @Nullable Func event,
      @Nullable Func predicate) {}

  /// An entry as it was read.
  ///
  /// @param row the row's values
  /// @param key under which it stands in the table
  private record Entry(List<@Nullable Object> row, Object key) {}

  private final Shape shape;
  private Map<Object, Entry> before = new LinkedHashMap<>();
  private Map<Object, Entry> now = new LinkedHashMap<>();

  TableStream(
      Events events,
      Record description,
      Source source,
      String readerName,
      @Nullable Func errorEvent,
      Shape shape) {
    super(events, description, source, readerName, errorEvent);
    this.shape = shape;
  }

  private static Object key(Record index) {
    if (index.recordType().size() == 1) {
      return present(index.get(0));
    }
    Object[] parts = new Object[index.recordType().size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = present(index.get(i));
    }
    return new Key(parts);
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("index without value");
    }
    return value;
  }

  private Record indexOf(Object key) {
    Record index = rt.program().newRecord(shape.index.id());
    if (shape.index.size() == 1) {
      index.set(0, key);
    } else if (key instanceof Key parts) {
      for (int i = 0; i < parts.size(); i++) {
        index.set(i, parts.part(i));
      }
    }
    return index;
  }

  private boolean isWhole(@Nullable Object[] row, Place place) {
    for (int i = 0; i < row.length; i++) {
      boolean inIndex = i < shape.indexColumns;
      if (row[i] == null && (inIndex || !columns.get(i).optional())) {
        missing(place, (inIndex ? "index field " : "record field ") + columns.get(i).name());
        return false;
      }
    }
    return true;
  }

  private Record index(@Nullable Object[] row) {
    return new Columns.Taker(rt, row, 0).record(shape.index);
  }

  /// The value of a row: a record, one value, or true for a member of a set.
  private @Nullable Object value(@Nullable Object[] row) {
    RecordType type = shape.value;
    if (type == null) {
      return Table.MEMBER;
    }
    Record record = new Columns.Taker(rt, row, shape.indexColumns).record(type);
    return shape.wantRecord ? record : record.get(0);
  }

  private Type valueType() {
    RecordType type = shape.value;
    if (type == null) {
      return org.brood.script.type.Basic.BOOL;
    }
    return shape.wantRecord ? type : type.field(0).type();
  }

  private boolean accepted(String kind, Record index, @Nullable Object value) {
    Func predicate = shape.predicate;
    if (predicate == null) {
      return true;
    }
    Object answer =
        shape.value == null
            ? predicate.call(item(events, kind), index)
            : predicate.call(item(events, kind), index, argument(predicate, 2, value, valueType()));
    return Boolean.TRUE.equals(answer);
  }

  private void raise(String kind, Record index, @Nullable Object value) {
    Func event = shape.event;
    if (event == null) {
      return;
    }
    Object kindItem = item(events, kind);
    if (shape.value == null) {
      rt.raiseValue(event, new @Nullable Object[] {description, kindItem, index});
    } else {
      rt.raiseValue(
          event,
          new @Nullable Object[] {
            description, kindItem, index, argument(event, 3, value, valueType())
          });
    }
  }

  @Override
  void entry(@Nullable Object[] row, Place place) {
    if (!isWhole(row, place)) {
      return;
    }
    Object original = key(index(row));
    List<@Nullable Object> values = Arrays.asList(row.clone());
    Entry known = before.get(original);
    if (known != null && known.row.equals(values)) {
      before.remove(original);
      now.put(original, known);
      return;
    }
    String kind = known == null ? "EVENT_NEW" : "EVENT_CHANGED";
    Record index = index(row);
    Object value = value(row);
    if (value == null) {
      return;
    }
    if (!accepted(kind, index, value)) {
      if (known != null) {
        before.remove(original);
        now.put(original, known);
      }
      return;
    }
    Object key = key(index);
    Object old = known == null ? null : shape.table.get(known.key);
    before.remove(original);
    now.put(original, new Entry(values, key));
    store(key, value);
    raise(kind, index, known == null ? value : old);
  }

  private void store(Object key, Object value) {
    if (shape.table.isSet()) {
      Tables.add(rt.program(), shape.table, key);
    } else {
      Tables.put(rt.program(), shape.table, key, value);
    }
  }

  @Override
  void put(@Nullable Object[] row, Place place) {
    if (!isWhole(row, place)) {
      return;
    }
    Record index = index(row);
    Object value = value(row);
    if (value == null) {
      return;
    }
    Object old = shape.table.get(key(index));
    String kind = old == null ? "EVENT_NEW" : "EVENT_CHANGED";
    if (!accepted(kind, index, value)) {
      return;
    }
    store(key(index), value);
    raise(kind, index, old == null ? value : old);
  }

  /// Removes what was not read this time.
  @Override
  public void end() {
    for (Map.Entry<Object, Entry> gone : before.entrySet()) {
      Object key = gone.getValue().key;
      Object value = shape.table.get(key);
      if (value == null) {
        continue;
      }
      Record index = indexOf(key);
      if (!accepted("EVENT_REMOVED", index, value)) {
        now.put(gone.getKey(), gone.getValue());
        continue;
      }
      Tables.remove(rt.program(), shape.table, key);
      raise("EVENT_REMOVED", index, value);
    }
    before = now;
    now = new LinkedHashMap<>();
    super.end();
  }
}
