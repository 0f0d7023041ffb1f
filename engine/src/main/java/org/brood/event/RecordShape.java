package org.brood.event;

import org.brood.script.runtime.Runtime;
import org.brood.script.type.RecordType;
import org.brood.script.value.Record;

/// A record type that the engine makes values of.
public final class RecordShape {
  private final Runtime rt;
  private final RecordType type;

  RecordShape(Runtime rt, String name) {
    this.rt = rt;
    RecordType found = rt.info().record(name);
    if (found == null) {
      throw new IllegalStateException("the scripts declare no record " + name);
    }
    this.type = found;
  }

  public RecordType type() {
    return type;
  }

  /// The place of a field, -1 if the scripts have none of this name.
  public int slot(String field) {
    return type.slot(field);
  }

  /// A new record, defaults applied.
  public Record make() {
    return rt.program().newRecord(type.id());
  }
}
