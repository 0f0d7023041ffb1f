package org.brood.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.event.EventType;
import org.brood.script.bif.Randomness;
import org.brood.script.value.Record;

/// Tells how random a file is (event `file_entropy`). A gap makes that useless.
final class EntropyAnalyzer implements FileAnalyzer {
  private final TrackedFile file;
  private final EventType event;
  private final Randomness test = new Randomness();
  private boolean fed;

  private EntropyAnalyzer(TrackedFile file, EventType event) {
    this.file = file;
    this.event = event;
  }

  record Factory(EventType event) implements FileAnalyzerFactory {
    @Override
    public String tag() {
      return "ANALYZER_ENTROPY";
    }

    @Override
    public FileAnalyzer create(TrackedFile file, Record arguments) {
      return new EntropyAnalyzer(file, event);
    }
  }

  @Override
  public boolean stream(MemorySegment data, long offset, int length) {
    for (long at = offset; at < offset + length; at++) {
      test.add(Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at)));
    }
    fed |= length > 0;
    return true;
  }

  @Override
  public boolean undelivered(long place, long length) {
    return false;
  }

  @Override
  public boolean end() {
    if (fed && event.isWanted()) {
      file.raise(event, file.record(), test.result(file.tracker().events().runtime()));
    }
    return false;
  }
}
