package org.brood.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptFunc;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Gives a file's content to events of the user's (`chunk_event`, `stream_event`).
final class DataEventAnalyzer implements FileAnalyzer {
  private final TrackedFile file;
  private final Runtime rt;
  private final @Nullable ScriptFunc chunkEvent;
  private final @Nullable ScriptFunc streamEvent;

  private DataEventAnalyzer(
      TrackedFile file, @Nullable ScriptFunc chunkEvent, @Nullable ScriptFunc streamEvent) {
    this.file = file;
    this.rt = file.tracker().events().runtime();
    this.chunkEvent = chunkEvent;
    this.streamEvent = streamEvent;
  }

  static final class Factory implements FileAnalyzerFactory {
    @Override
    public String tag() {
      return "ANALYZER_DATA_EVENT";
    }

    @Override
    public @Nullable FileAnalyzer create(TrackedFile file, Record arguments) {
      ScriptFunc chunk = arguments.get("chunk_event") instanceof ScriptFunc f ? f : null;
      ScriptFunc stream = arguments.get("stream_event") instanceof ScriptFunc f ? f : null;
      return chunk == null && stream == null ? null : new DataEventAnalyzer(file, chunk, stream);
    }
  }

  private static Str copy(MemorySegment data, long offset, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
    return Str.wrap(bytes);
  }

  @Override
  public boolean chunk(MemorySegment data, long offset, int length, long place) {
    if (chunkEvent != null) {
      rt.raise(chunkEvent.number(), file.record(), copy(data, offset, length), place);
    }
    return true;
  }

  @Override
  public boolean stream(MemorySegment data, long offset, int length) {
    if (streamEvent != null && length > 0) {
      rt.raise(streamEvent.number(), file.record(), copy(data, offset, length));
    }
    return true;
  }
}
