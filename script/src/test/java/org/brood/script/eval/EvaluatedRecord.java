package org.brood.script.eval;

import org.brood.script.type.RecordType;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// A record as an array of boxes.
final class EvaluatedRecord extends Record {
  private final @Nullable Object[] fields;

  EvaluatedRecord(RecordType type) {
    super(type);
    fields = new Object[type.size()];
  }

  @Override
  public @Nullable Object get(int slot) {
    return fields[slot];
  }

  @Override
  public void set(int slot, @Nullable Object value) {
    fields[slot] = value;
  }

  @Override
  protected Record blank() {
    return new EvaluatedRecord(recordType());
  }
}
