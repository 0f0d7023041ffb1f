package org.brood.script.value;

import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// A record. Each record type has a generated subclass with typed fields; this is the view by slot,
/// for code that does not know the type: the engine, the log writers, printing, comparison and
/// copying.
///
/// A field's plain boxed form is what [#get] gives and [#set] takes; null is an unset field.
public abstract class Record {
  private final RecordType recordType;

  protected Record(RecordType type) {
    this.recordType = type;
  }

  public final RecordType recordType() {
    return recordType;
  }

  public abstract @Nullable Object get(int slot);

  public abstract void set(int slot, @Nullable Object value);

  /// A new record of this class with all fields unset.
  protected abstract Record blank();

  public final boolean has(int slot) {
    return get(slot) != null;
  }

  /// The field as a number, 0 if it is unset.
  public final long getLong(int slot) {
    return get(slot) instanceof Long l ? l : 0;
  }

  public final double getDouble(int slot) {
    return get(slot) instanceof Double d ? d : 0;
  }

  public final @Nullable Object get(String field) {
    int slot = recordType.slot(field);
    return slot < 0 ? null : get(slot);
  }

  /// Sets a field by its name; a name that the type does not have is ignored, for scripts may leave
  /// out what the engine knows.
  public final void set(String field, @Nullable Object value) {
    int slot = recordType.slot(field);
    if (slot >= 0) {
      set(slot, value);
    }
  }

  public final Type fieldType(int slot) {
    return recordType.field(slot).type();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Record r) || r.recordType.size() != recordType.size()) {
      return false;
    }
    for (int i = 0; i < recordType.size(); i++) {
      Object mine = get(i);
      Object theirs = r.get(i);
      if (mine == null ? theirs != null : !mine.equals(theirs)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final int hashCode() {
    int hash = 1;
    for (int i = 0; i < recordType.size(); i++) {
      Object value = get(i);
      hash = hash * 31 + (value == null ? 0 : value.hashCode());
    }
    return hash;
  }

  @Override
  public final String toString() {
    return Describe.text(this, recordType);
  }
}
