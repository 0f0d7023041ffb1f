package org.brood.script.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A `string`: bytes of any value, immutable.
public final class Str implements Comparable<Str> {
  public static final Str EMPTY = new Str(new byte[0]);

  private final byte[] bytes;
  private int hash;

  private Str(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A string over an array that nobody changes any more.
  public static Str wrap(byte[] bytes) {
    return new Str(bytes);
  }

  public static Str of(String text) {
    return new Str(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A string of one byte for each character, which must be below 256.
  public static Str latin1(String text) {
    return new Str(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The text with one character for each byte, the reverse of [#latin1].
  public String toLatin1() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  public static Str copyOf(byte[] source, int from, int to) {
    return from >= to ? EMPTY : new Str(Arrays.copyOfRange(source, from, to));
  }

  /// The bytes themselves; never to be changed.
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// The byte at an index, 0 to 255.
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  public Str sub(int from, int to) {
    return from == 0 && to == bytes.length ? this : copyOf(bytes, from, to);
  }

  public Str plus(Str other) {
    if (other.bytes.length == 0) {
      return this;
    }
    if (bytes.length == 0) {
      return other;
    }
    byte[] both = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
    System.arraycopy(other.bytes, 0, both, bytes.length, other.bytes.length);
    return new Str(both);
  }

  /// Where `needle` occurs first at or after `from`, -1 if it doesn't.
  public int indexOf(Str needle, int from) {
    byte[] n = needle.bytes;
    if (n.length == 0) {
      return Math.min(from, bytes.length);
    }
    int last = bytes.length - n.length;
    for (int i = Math.max(from, 0); i <= last; i++) {
      if (bytes[i] == n[0] && Arrays.equals(bytes, i + 1, i + n.length, n, 1, n.length)) {
        return i;
      }
    }
    return -1;
  }

  public boolean contains(Str needle) {
    return indexOf(needle, 0) >= 0;
  }

  @Override
  public int compareTo(Str other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Str s && Arrays.equals(bytes, s.bytes);
  }

  @Override
  public int hashCode() {
    int h = hash;
    if (h == 0) {
      h = Arrays.hashCode(bytes);
      hash = h;
    }
    return h;
  }

  /// The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
