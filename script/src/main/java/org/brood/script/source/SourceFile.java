package org.brood.script.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The text of one script, under the name that users see in messages.
///
/// Text is bytes: what is outside ASCII reaches strings and patterns unchanged.
public final class SourceFile {
  /// Stands for places that are in no file.
  public static final SourceFile NONE = new SourceFile("", new byte[0]);

  private final String name;
  private final byte[] bytes;
  private final int[] lineStarts;

  public SourceFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.lineStarts = findLines(bytes);
  }

  public static SourceFile ofText(String name, String text) {
    return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static int[] findLines(byte[] bytes) {
    int lines = 1;
    for (byte b : bytes) {
      if (b == '\n') {
        lines++;
      }
    }
    int[] starts = new int[lines];
    int line = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }

  public String name() {
    return name;
  }

  public int length() {
    return bytes.length;
  }

  /// The byte at `offset`, or -1 past the end.
  public int at(int offset) {
    return offset >= 0 && offset < bytes.length ? bytes[offset] & 0xff : -1;
  }

  /// A piece of the text, one character for each byte.
  public String latin1(int start, int end) {
    return new String(bytes, start, Math.max(0, end - start), StandardCharsets.ISO_8859_1);
  }

  /// The number of the line that holds `offset`, counted from 1.
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// The column of `offset` in bytes, counted from 1.
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /// The text of a line without its end.
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : bytes.length;
    if (end > start && bytes[end - 1] == '\r') {
      end--;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /// The directory part of the name as `@DIR` and relative loads see it.
  public String directory() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "." : slash == 0 ? "/" : name.substring(0, slash);
  }

  @Override
  public String toString() {
    return name;
  }
}
