package org.brood.format;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Cuts one side's stream into lines, and lets data of known length through as it is.
///
/// A line ends with CRLF, with a lone LF, or with a lone CR; the latter two can be switched off. A
/// line that lies within one delivery is handed on where it lies; only one that is spread over
/// several is put together in a buffer of its own. What a side's lines are made of depends on how
/// they were cut into packets: a CR at the end of a delivery ends its line at once, and an LF that
/// comes next belongs to it.
public final class ContentLines {
  /// A line that grows to this is handed on, cut short.
  public static final int MAX_LINE = 16 * 1024 * 1024 - 100;

  private static final int FIRST_BUFFER = 256;
  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final MemorySegment LINE_END = lineEnd();

  /// Who takes lines and data. What is passed is valid during the call.
  public interface Sink {
    /// A line, without its end.
    void line(MemorySegment data, long offset, int length);

    /// Data that was announced with [ContentLines#plain].
    void plain(MemorySegment data, long offset, int length);

    /// Bytes that are passed over because of [ContentLines#skip].
    void skipped(int length);

    void weird(String name);
  }

  /// What is told once a connection, whichever side did it.
  public static final class Once {
    private boolean singleCr;
    private boolean singleLf;
    private boolean nul;
  }

  private final Sink sink;
  private final Once once;
  private final int maxLine;
  private MemorySegment buffer = MemorySegment.NULL;
  private int held;
  private byte last;
  private long plainLeft;
  private long skipLeft;
  private long expected = -1;
  private int remaining;
  private boolean stopped;
  private boolean loneEnds = true;
  private boolean quiet;
  private boolean nulSensitive;

  /// Lines for one side.
  ///
  /// @param once shared by both sides
  public ContentLines(Sink sink, Once once) {
    this(sink, once, MAX_LINE);
  }

  public ContentLines(Sink sink, Once once, int maxLine) {
    this.sink = sink;
    this.once = once;
    this.maxLine = maxLine;
  }

  /// Takes the next bytes of the stream.
  public void deliver(MemorySegment data, long offset, int length) {
    if (length <= 0 || stopped) {
      return;
    }
    if (expected > 0) {
      expected -= length;
    }
    cut(data, offset, length);
    if (expected == 0) {
      if (held > 0) {
        sink.weird("line_terminated_without_CRLF");
        cut(LINE_END, 0, 2);
      }
      expected = -1;
    }
  }

  /// The side sends no more: what there is of a line is one.
  public void end() {
    if (held > 0) {
      deliver(LINE_END, 1, 1);
    }
  }

  /// Whether a line has begun that has no end yet.
  public boolean isInLine() {
    return held > 0;
  }

  /// Lets the next `bytes` bytes through as they are, 0 for lines from here on.
  public void plain(long bytes) {
    plainLeft = bytes;
  }

  /// Passes over `bytes` bytes after the present line.
  public void skip(long bytes) {
    skipLeft = bytes;
  }

  /// Lets the line end after `bytes` bytes that are delivered from now on, if it doesn't end by
  /// itself. -1 for no such bound.
  public void expect(long bytes) {
    expected = bytes;
  }

  /// Takes no more.
  public void stop() {
    stopped = true;
  }

  /// Whether a lone CR or LF ends a line, which it does at first.
  public void loneEnds(boolean on) {
    loneEnds = on;
  }

  /// Whether nothing is said about lone CR and LF.
  public void quiet(boolean on) {
    quiet = on;
  }

  /// Whether a NUL is told, once, and left out until then.
  public void nulSensitive(boolean on) {
    nulSensitive = on;
  }

  /// How many bytes of the present delivery come after the line or data that the sink has just got.
  public int remaining() {
    return remaining;
  }

  private void cut(MemorySegment data, long offset, int length) {
    long at = offset;
    long end = offset + length;
    while (at < end && !stopped) {
      if (loneEnds && last == CR && data.get(ValueLayout.JAVA_BYTE, at) == LF) {
        last = LF;
        at++;
      } else if (plainLeft > 0) {
        int count = (int) Math.min(plainLeft, end - at);
        last = 0;
        plainLeft -= count;
        remaining = (int) (end - at) - count;
        sink.plain(data, at, count);
        at += count;
      } else if (skipLeft > 0) {
        int count = (int) Math.min(skipLeft, end - at);
        last = 0;
        skipLeft -= count;
        remaining = (int) (end - at) - count;
        sink.skipped(count);
        at += count;
      } else {
        at += line(data, at, (int) (end - at));
      }
    }
  }

  /// Takes bytes up to the end of a line.
  ///
  /// @return how many
  private int line(MemorySegment data, long offset, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (held + i - start >= maxLine) {
        sink.weird("contentline_size_exceeded");
        last = data.get(ValueLayout.JAVA_BYTE, offset + i);
        return emit(data, offset + start, i - start, 1, i + 1, length);
      }
      byte b = data.get(ValueLayout.JAVA_BYTE, offset + i);
      if (b == CR) {
        if (i + 1 < length && data.get(ValueLayout.JAVA_BYTE, offset + i + 1) == LF) {
          last = LF;
          return emit(data, offset + start, i - start, 0, i + 2, length);
        }
        if (loneEnds) {
          last = CR;
          return emit(data, offset + start, i - start, 0, i + 1, length);
        }
      } else if (b == LF) {
        if (last == CR) {
          if (held + i - start == 0) {
            last = LF;
            start = i + 1;
            continue;
          }
          last = LF;
          return emit(data, offset + start, i - start, 1, i + 1, length);
        }
        if (loneEnds) {
          last = LF;
          return emit(data, offset + start, i - start, 0, i + 1, length);
        }
        noteLf();
      } else if (b == 0 && nulSensitive) {
        keep(data, offset + start, i - start);
        start = i + 1;
        noteNul();
      }
      if (last == CR) {
        noteCr();
      }
      last = b;
    }
    keep(data, offset + start, length - start);
    return length;
  }

  /// Hands on what is held and `count` more bytes, less `dropped` at the end.
  private int emit(MemorySegment data, long offset, int count, int dropped, int used, int length) {
    remaining = length - used;
    if (held == 0) {
      sink.line(data, offset, count - dropped);
    } else {
      keep(data, offset, count);
      int whole = held - dropped;
      held = 0;
      sink.line(buffer, 0, whole);
    }
    return used;
  }

  private void keep(MemorySegment data, long offset, int count) {
    if (count == 0) {
      return;
    }
    if (buffer.byteSize() < held + (long) count) {
      long size = Math.max(FIRST_BUFFER, Math.max(2L * buffer.byteSize(), held + (long) count));
      MemorySegment larger = Arena.ofAuto().allocate(size);
      MemorySegment.copy(buffer, 0, larger, 0, held);
      buffer = larger;
    }
    MemorySegment.copy(data, offset, buffer, held, count);
    held += count;
  }

  private void noteCr() {
    if (!quiet && !once.singleCr) {
      once.singleCr = true;
      sink.weird("line_terminated_with_single_CR");
    }
  }

  private void noteLf() {
    if (!quiet && !once.singleLf) {
      once.singleLf = true;
      sink.weird("line_terminated_with_single_LF");
    }
  }

  private void noteNul() {
    nulSensitive = false;
    if (!quiet && !once.nul) {
      once.nul = true;
      sink.weird("NUL_in_line");
    }
  }

  private static MemorySegment lineEnd() {
    MemorySegment made = Arena.ofAuto().allocate(2);
    made.set(ValueLayout.JAVA_BYTE, 0, CR);
    made.set(ValueLayout.JAVA_BYTE, 1, LF);
    return made.asReadOnly();
  }
}
