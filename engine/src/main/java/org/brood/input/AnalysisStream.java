package org.brood.input;

import java.lang.foreign.MemorySegment;
import org.brood.event.Events;
import org.brood.file.FileTracker;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Rows, of one string each, as the data of a file that is analyzed.
final class AnalysisStream extends Stream {
  private final FileTracker files;
  private final String fileId;

  AnalysisStream(
      Events events,
      Record description,
      Source source,
      String readerName,
      FileTracker files,
      String fileId) {
    super(events, description, source, readerName, null);
    this.files = files;
    this.fileId = fileId;
  }

  @Override
  void put(@Nullable Object[] row, Place place) {
    if (row[0] instanceof Str text) {
      data(MemorySegment.ofArray(text.bytes()), text.length());
    }
  }

  @Override
  public void data(MemorySegment bytes, int length) {
    files.dataOf(fileId, source.name(), bytes, 0, length, "");
  }

  @Override
  public void end() {
    files.end(fileId);
    super.end();
  }

  @Override
  void closed() {
    files.end(fileId);
  }
}
