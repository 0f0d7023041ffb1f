package org.brood.script.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing byte buffer for text that is built piece by piece.
public final class ByteSink {
  private byte[] bytes;
  private int length;

  public ByteSink() {
    this(64);
  }

  public ByteSink(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  public int length() {
    return length;
  }

  /// The buffer itself: valid up to [#length] until the next append.
  public byte[] array() {
    return bytes;
  }

  public void clear() {
    length = 0;
  }

  public void truncate(int newLength) {
    length = newLength;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  public ByteSink put(int b) {
    reserve(1);
    bytes[length++] = (byte) b;
    return this;
  }

  public ByteSink put(byte[] source) {
    return put(source, 0, source.length);
  }

  public ByteSink put(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  /// Appends text whose characters are ASCII.
  @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) does exactly this
  public ByteSink ascii(String text) {
    int n = text.length();
    reserve(n);
    text.getBytes(0, n, bytes, length);
    length += n;
    return this;
  }

  public ByteSink utf8(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  public ByteSink put(Str text) {
    return put(text.bytes());
  }

  public ByteSink decimal(long value) {
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        return ascii("-9223372036854775808");
      }
      put('-');
      value = -value;
    }
    return digits(value);
  }

  /// Appends a count, which is unsigned.
  public ByteSink unsigned(long value) {
    return value >= 0 ? digits(value) : ascii(Long.toUnsignedString(value));
  }

  private ByteSink digits(long value) {
    int n = 1;
    for (long p = 10; n < 19 && value >= p; p *= 10) {
      n++;
    }
    reserve(n);
    int at = length + n;
    length = at;
    do {
      bytes[--at] = (byte) ('0' + value % 10);
      value /= 10;
    } while (value != 0);
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  public Str toStr() {
    return Str.wrap(toBytes());
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
