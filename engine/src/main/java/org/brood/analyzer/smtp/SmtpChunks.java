package org.brood.analyzer.smtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.smtp.SmtpMessage.Chunk;

/// A mail in chunks (RFC 3030), which are cut into lines again.
final class SmtpChunks {

  /// Who takes the lines.
  @FunctionalInterface
  interface Lines {
    /// @param endsLine whether a line end follows, which is not in the data
    void line(MemorySegment data, long offset, int length, boolean endsLine);
  }

  private final AnalyzerContext context;
  private final Lines lines;
  private final int maxLine;

  /// The beginning of a line whose end has not come.
  private final byte[] held;

  private final MemorySegment heldSegment;
  private int heldLength;
  private long left;
  private boolean last;

  SmtpChunks(AnalyzerContext context, int maxLine, Lines lines) {
    this.context = context;
    this.lines = lines;
    this.maxLine = maxLine;
    this.held = new byte[maxLine + 1];
    this.heldSegment = MemorySegment.ofArray(held);
  }

  /// A chunk begins.
  void next(Chunk chunk) {
    left = chunk.size();
    last = chunk.last();
  }

  /// How many bytes of the chunk are still to come.
  long left() {
    return left;
  }

  boolean isLast() {
    return last;
  }

  /// Takes bytes of the chunk, no more than are [#left].
  void deliver(MemorySegment data, long offset, int length) {
    for (int i = 0; i < length; i++) {
      take(data.get(ValueLayout.JAVA_BYTE, offset + i));
    }
    left -= length;
    if (last && left == 0) {
      flush();
    }
  }

  private boolean endsWithCr() {
    return heldLength > 0 && held[heldLength - 1] == '\r';
  }

  private void take(byte b) {
    if (b == '\n' && endsWithCr()) {
      heldLength--;
      emit(true);
      return;
    }
    if (b == '\n') {
      weird("smtp_bdat_line_lf_only", "");
      held[heldLength++] = b;
      emit(false);
      return;
    }
    if (heldLength >= maxLine) {
      weird("smtp_bdat_line_too_long", Integer.toString(heldLength));
      emit(false);
    }
    held[heldLength++] = b;
  }

  private void weird(String name, String detail) {
    context.conn().flow().weird(name, detail, "SMTP_BDAT");
  }

  private void emit(boolean endsLine) {
    lines.line(heldSegment, 0, heldLength, endsLine);
    heldLength = 0;
  }

  private void flush() {
    if (heldLength > 0) {
      emit(false);
    }
  }

  /// The mail is over.
  void finish() {
    if (heldLength > 0) {
      weird("smtp_bdat_undelivered_at_done", "");
      emit(false);
    }
  }
}
