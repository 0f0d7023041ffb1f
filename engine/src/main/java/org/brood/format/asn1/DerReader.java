package org.brood.format.asn1;

import org.jspecify.annotations.Nullable;

/// Gives elements one after the other. Once something was broken, it stays so, and there are no
/// more elements: whoever reads a structure asks [#isBroken] at the end.
public final class DerReader {
  private static final int NUMBER = 0x1f;
  private static final int LONG_FORM = 0x80;
  private static final int MAX_LENGTH_BYTES = 4;

  private final byte[] bytes;
  private final int end;
  private int position;
  private boolean broken;

  public DerReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  DerReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  /// Whether something was not as it must be.
  public boolean isBroken() {
    return broken;
  }

  /// Says that something is not as it must be.
  public void markBroken() {
    broken = true;
  }

  /// Whether there are no more elements, for whatever reason.
  public boolean isEmpty() {
    return broken || position == end;
  }

  /// Whether all elements were sound, and none is left.
  public boolean isFinished() {
    return !broken && position == end;
  }

  /// The next element; null if there is none.
  public @Nullable Der next() {
    if (isEmpty()) {
      return null;
    }
    int start = position;
    int tag = Byte.toUnsignedInt(bytes[position]);
    long length = (tag & NUMBER) == NUMBER ? -1 : length();
    if (length < 0 || length > end - position) {
      broken = true;
      return null;
    }
    int content = position;
    position += (int) length;
    return new Der(bytes, tag, start, content, position);
  }

  /// Reads the length behind the tag and goes to the content; negative if it is none.
  private long length() {
    if (position + 1 >= end) {
      return -1;
    }
    int first = Byte.toUnsignedInt(bytes[position + 1]);
    position += 2;
    if (first < LONG_FORM) {
      return first;
    }
    int count = first - LONG_FORM;
    if (count == 0 || count > MAX_LENGTH_BYTES || count > end - position) {
      return -1;
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = length << Byte.SIZE | Byte.toUnsignedInt(bytes[position++]);
    }
    return length;
  }

  /// The next element if it has this tag; otherwise null, and it stays the next.
  public @Nullable Der take(int tag) {
    return !isEmpty() && Byte.toUnsignedInt(bytes[position]) == tag ? next() : null;
  }

  /// The next element, which must have this tag: all is broken if it has not.
  public @Nullable Der need(int tag) {
    Der found = take(tag);
    if (found == null) {
      broken = true;
    }
    return found;
  }
}
