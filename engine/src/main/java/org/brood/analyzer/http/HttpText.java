package org.brood.analyzer.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Bytes of messages as text and numbers.
final class HttpText {
  /// What a text begins with.
  ///
  /// @param isValid whether it begins with a number that fits; if not, the value is 0
  record Number(boolean isValid, long value) {
    private static final Number NONE = new Number(false, 0);
  }

  private HttpText() {}

  static byte[] copy(MemorySegment data, long offset, int length) {
    byte[] made = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, made, 0, length);
    return made;
  }

  /// The text up to the first NUL, one character a byte.
  static String of(byte[] text) {
    String whole = new String(text, StandardCharsets.ISO_8859_1);
    int nul = whole.indexOf('\0');
    return nul < 0 ? whole : whole.substring(0, nul);
  }

  /// The number that a text begins with; what comes behind it doesn't matter.
  static Number number(byte[] text, int base) {
    boolean negative = text.length > 0 && text[0] == '-';
    int at = negative ? 1 : 0;
    int start = at;
    long value = 0;
    while (at < text.length) {
      int digit = Character.digit(text[at], base);
      if (digit < 0) {
        break;
      }
      // Counted below zero, where there is room for one more.
      long next = value * base - digit;
      if (value < (Long.MIN_VALUE + digit) / base || !negative && next == Long.MIN_VALUE) {
        return Number.NONE;
      }
      value = next;
      at++;
    }
    return at == start ? Number.NONE : new Number(true, negative ? value : -value);
  }
}
