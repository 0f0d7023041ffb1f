package org.brood.conn;

import java.util.Objects;
import org.brood.flow.Flow;
import org.brood.flow.Side;
import org.brood.script.value.FileVal;
import org.brood.script.value.FilledRecord;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// A flow as scripts see it. Its record is made when a script first gets it, and is the same one
/// from then on.
public final class Conn implements FilledRecord.Filler {
  private final Flow flow;
  private final ConnRecords records;
  private @Nullable Record record;
  private int historySeen;
  private @Nullable FileVal origContents;
  private @Nullable FileVal respContents;

  public Conn(Flow flow, ConnRecords records) {
    this.flow = flow;
    this.records = records;
  }

  public Flow flow() {
    return flow;
  }

  /// The connection's identifier, such as `CHhAvVGS1DHFjwGM9`.
  public Str uid() {
    return Str.of(flow.uid().base62("C"));
  }

  /// Whether a script has the record already.
  public boolean hasRecord() {
    return record != null;
  }

  /// The record, brought up to date.
  public Record record() {
    Record made = record;
    if (made == null) {
      made = records.make(this);
      record = made;
    }
    records.update(this, made);
    return made;
  }

  @Override
  public @Nullable Object fill(FilledRecord of, int slot) {
    return records.fill(flow, slot);
  }

  /// The two sides changed places.
  public void flipped() {
    FileVal first = origContents;
    origContents = respContents;
    respContents = first;
    Record made = record;
    if (made != null) {
      records.flip(this, made);
    }
  }

  /// The file that the bytes of a side are written to, null for none.
  public @Nullable FileVal contentsFile(Side side) {
    return side.isOriginator() ? origContents : respContents;
  }

  public void contentsFile(Side side, @Nullable FileVal file) {
    if (side.isOriginator()) {
      origContents = file;
    } else {
      respContents = file;
    }
  }

  /// Whether the history grew since the last call.
  boolean historyGrew() {
    boolean grew = flow.historyLength() != historySeen;
    historySeen = flow.historyLength();
    return grew;
  }

  /// The `conn_id` record.
  public Record id() {
    return (Record) Objects.requireNonNull(record().get("id"));
  }

  /// How many payload bytes a side sent.
  public long size(Side side) {
    return flow.size(side);
  }
}
