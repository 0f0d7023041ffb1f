package org.brood.event;

import org.brood.script.type.RecordType;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// A record type, with the places of its fields in the order in which their values are given.
public final class RecordMaker {
  private final RecordShape shape;
  private final int[] slots;

  /// @throws IllegalStateException if no script declares the record
  public RecordMaker(Events events, String type, String... fields) {
    shape = events.record(type);
    slots = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      slots[i] = shape.slot(fields[i]);
    }
  }

  public RecordType type() {
    return shape.type();
  }

  /// Makes a record of plain boxed values; fields that are null, or that the scripts do not have,
  /// stay as they are.
  public Record of(@Nullable Object... values) {
    Record made = shape.make();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null && slots[i] >= 0) {
        made.set(slots[i], value);
      }
    }
    return made;
  }
}
