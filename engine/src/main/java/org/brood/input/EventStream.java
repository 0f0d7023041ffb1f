package org.brood.input;

import org.brood.event.Events;
import org.brood.script.type.RecordType;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// Rows as events.
final class EventStream extends Stream {
  private final RecordType fields;
  private final boolean wantRecord;
  private final Func event;

  EventStream(
      Events events,
      Record description,
      Source source,
      String readerName,
      @Nullable Func errorEvent,
      RecordType fields,
      boolean wantRecord,
      Func event) {
    super(events, description, source, readerName, errorEvent);
    this.fields = fields;
    this.wantRecord = wantRecord;
    this.event = event;
  }

  @Override
  void put(@Nullable Object[] row, Place place) {
    raise(row, place, "EVENT_NEW");
  }

  @Override
  public void gone(@Nullable Object[] row, Place place) {
    raise(row, place, "EVENT_REMOVED");
  }

  private void raise(@Nullable Object[] row, Place place, String kind) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && !columns.get(i).optional()) {
        missing(place, "record field " + columns.get(i).name());
        return;
      }
    }
    Record record = new Columns.Taker(rt, row, 0).record(fields);
    @Nullable Object[] arguments = new @Nullable Object[wantRecord ? 3 : 2 + fields.size()];
    arguments[0] = description;
    arguments[1] = item(events, kind);
    if (wantRecord) {
      arguments[2] = record;
    } else {
      for (int i = 0; i < fields.size(); i++) {
        arguments[2 + i] = argument(event, 2 + i, record.get(i), fields.field(i).type());
      }
    }
    rt.raiseValue(event, arguments);
  }
}
