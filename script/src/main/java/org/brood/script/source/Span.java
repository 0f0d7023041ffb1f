package org.brood.script.source;

/// A piece of a source file: byte offsets, `end` excluded.
public record Span(SourceFile file, int start, int end) {
  /// Nowhere: what was made by the program itself or given from outside.
  public static final Span NONE = new Span(SourceFile.NONE, 0, 0);

  public int line() {
    return file.line(start);
  }

  public int endLine() {
    return file.line(Math.max(start, end - 1));
  }

  public int column() {
    return file.column(start);
  }

  public boolean isNone() {
    return file == SourceFile.NONE;
  }

  /// Whether `other` lies within this.
  public boolean contains(Span other) {
    return other.file == file && other.start >= start && other.end <= end;
  }

  /// From the start of this to the end of `last`.
  public Span to(Span last) {
    return last.file == file && last.end > end ? new Span(file, start, last.end) : this;
  }

  @Override
  public String toString() {
    return isNone() ? "?" : file.name() + ":" + line() + ":" + column();
  }
}
