package org.brood.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.brood.event.EventType;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Writes a file's content to disk (`extract_filename`), up to a limit (`extract_limit`, 0 for
/// none). Bytes that were lost are a hole, which reads as zeros.
public final class ExtractAnalyzer implements FileAnalyzer {
  private final TrackedFile file;
  private final Record arguments;
  private final FileChannel out;
  private final EventType limitEvent;
  private final boolean countMissing;
  private long limit;

  /// How many bytes the limit has counted.
  private long counted;

  private boolean open = true;

  private ExtractAnalyzer(
      TrackedFile file,
      Record arguments,
      FileChannel out,
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
        FileChannel out =
            FileChannel.open(
                Path.of(name.toString()),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
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

  /// How many of these bytes fit; a script that is told may raise the limit.
  private long allowed(long length) {
    if (fits(length)) {
      return length;
    }
    file.raiseNow(limitEvent, file.record(), arguments, limit, length);
    return fits(length) ? length : Math.max(0, limit - counted);
  }

  private boolean fits(long length) {
    return limit == 0 || counted + length <= limit;
  }

  @Override
  public boolean stream(MemorySegment data, long offset, int length) {
    int count = (int) allowed(length);
    if (count > 0 && open) {
      if (!write(data.asSlice(offset, count).asByteBuffer())) {
        return false;
      }
      counted += count;
    }
    return count == length;
  }

  private boolean write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      return true;
    } catch (IOException e) {
      return failed("write to", e);
    }
  }

  private boolean failed(String what, IOException reason) {
    file.tracker()
        .events()
        .runtime()
        .report(Level.ERROR, "failed to " + what + " extracted file: " + reason.getMessage());
    return false;
  }

  /// Leaves a hole in the file, which takes no space.
  @Override
  public boolean undelivered(long place, long length) {
    if (!open) {
      return false;
    }
    if (countMissing) {
      if (allowed(length) < length) {
        return false;
      }
      counted += length;
    }
    try {
      out.position(place + length);
      return true;
    } catch (IOException e) {
      return failed("seek in", e);
    }
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
