package org.brood.file;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.brood.event.EventType;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Writes a file's content to disk (`extract_filename`), up to a limit (`extract_limit`, 0 for
/// none). Bytes that were lost are zeros.
public final class ExtractAnalyzer implements FileAnalyzer {
  private static final int ZEROS = 1 << 16;

  private final TrackedFile file;
  private final Record arguments;
  private final OutputStream out;
  private final EventType limitEvent;
  private final boolean countMissing;
  private long limit;
  private long written;
  private boolean open = true;

  private ExtractAnalyzer(
      TrackedFile file,
      Record arguments,
      OutputStream out,
      EventType limitEvent,
      long limit,
      boolean countMissing) {
    this.file = file;
    this.arguments = arguments;
    this.out = out;
    this.limitEvent = limitEvent;
    this.limit = limit;
    this.countMissing = countMissing;
  }

  /// Makes extractors.
  record Factory(EventType limitEvent) implements FileAnalyzerFactory {
    @Override
    public String tag() {
      return "ANALYZER_EXTRACT";
    }

    @Override
    public @Nullable FileAnalyzer create(TrackedFile file, Record arguments) {
      if (!(arguments.get("extract_filename") instanceof Str name)) {
        return null;
      }
      long limit = arguments.get("extract_limit") instanceof Long n ? n : 0;
      boolean countMissing = !Boolean.FALSE.equals(arguments.get("extract_limit_includes_missing"));
      try {
        OutputStream out = Files.newOutputStream(Path.of(name.toString()));
        return new ExtractAnalyzer(file, arguments, out, limitEvent, limit, countMissing);
      } catch (IOException | InvalidPathException e) {
        file.tracker()
            .events()
            .runtime()
            .report(Level.ERROR, "cannot open " + name + " for writing: " + e.getMessage());
        return null;
      }
    }
  }

  /// Sets another limit; scripts do so when the old one is reached.
  public void limit(long bytes) {
    limit = bytes;
  }

  private int allowed(int length) {
    if (limit == 0 || written + length <= limit) {
      return length;
    }
    file.raiseNow(limitEvent, file.record(), arguments, limit, (long) length);
    if (limit == 0 || written + length <= limit) {
      return length;
    }
    return (int) Math.max(0, limit - written);
  }

  @Override
  public boolean stream(MemorySegment data, long offset, int length) {
    int count = allowed(length);
    if (count > 0 && open) {
      byte[] bytes = new byte[count];
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, bytes, 0, count);
      if (!write(bytes, count)) {
        return false;
      }
      written += count;
    }
    return count == length;
  }

  private boolean write(byte[] bytes, int count) {
    try {
      out.write(bytes, 0, count);
      return true;
    } catch (IOException e) {
      file.tracker()
          .events()
          .runtime()
          .report(Level.ERROR, "failed to write extracted file: " + e.getMessage());
      return false;
    }
  }

  @Override
  public boolean undelivered(long place, long length) {
    if (written != place) {
      return true;
    }
    long count = length;
    if (countMissing && limit > 0) {
      count = Math.min(length, Math.max(0, limit - written));
    }
    byte[] zeros = new byte[(int) Math.min(count, ZEROS)];
    for (long left = count; left > 0; left -= zeros.length) {
      if (!write(zeros, (int) Math.min(left, zeros.length))) {
        return false;
      }
    }
    written += count;
    return count == length;
  }

  @Override
  public void done() {
    if (open) {
      open = false;
      try {
        out.close();
      } catch (IOException e) {
        // What could be written was written; the error of the last write was reported.
      }
    }
  }
}
