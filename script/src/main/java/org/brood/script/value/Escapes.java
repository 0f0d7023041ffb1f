package org.brood.script.value;

/// Escaping of bytes in logs and in JSON: `\xHH` for what is no valid UTF-8 (Unicode, table 3-7), a
/// control character, of private use, or one of the special ones from U+FFF0 on.
public final class Escapes {
  private static final int PRIVATE_FIRST = 0xe000;
  private static final int PRIVATE_LAST = 0xf8ff;
  private static final int SPECIALS_FIRST = 0xfff0;
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private Escapes() {}

  /// Appends `\xHH`.
  public static void hex(ByteSink out, int b) {
    out.put('\\').put('x').put(HEX[b >> 4 & 15]).put(HEX[b & 15]);
  }

  /// Appends bytes; if they are valid UTF-8 as a whole, multi-byte characters stay as they are,
  /// else each byte over 127 is escaped.
  ///
  /// @param keepPrintable whether \b \f \n \r \t stay
  public static void utf8(ByteSink out, byte[] text, int from, int to, boolean keepPrintable) {
    boolean valid = isValid(text, from, to, keepPrintable);
    for (int i = from; i < to; i++) {
      int c = text[i] & 0xff;
      if (c >= 32 && c < 127 || keepPrintable && isPrintableControl(c) || valid && c > 127) {
        out.put(c);
      } else {
        hex(out, c);
      }
    }
  }

  private static boolean isPrintableControl(int c) {
    return c == '\b' || c == '\f' || c == '\n' || c == '\r' || c == '\t';
  }

  /// Whether there are only characters that need no escape. A control character that needs one
  /// makes all bytes over 127 need it.
  private static boolean isValid(byte[] text, int from, int to, boolean keepPrintable) {
    for (int i = from; i < to; ) {
      int c = text[i] & 0xff;
      if (c < 128) {
        if (c < 32 && !(keepPrintable && isPrintableControl(c)) || c == 127) {
          return false;
        }
        i++;
      } else {
        int length = sequence(text, i, to);
        if (length == 0) {
          return false;
        }
        i += length;
      }
    }
    return true;
  }

  /// The length of the valid multi-byte sequence at an index, 0 if there is none.
  private static int sequence(byte[] text, int at, int to) {
    int c = text[at] & 0xff;
    int length =
        c >= 0xc2 && c <= 0xdf ? 2 : c >= 0xe0 && c <= 0xef ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 0;
    if (length == 0 || at + length > to) {
      return 0;
    }
    int second = text[at + 1] & 0xff;
    int low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    int high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((text[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return isShown(c, second, length < 3 ? 0 : text[at + 2] & 0xff) ? length : 0;
  }

  /// Whether the character that begins with these bytes is none of those that nobody can read.
  private static boolean isShown(int first, int second, int third) {
    if (first <= 0xdf) {
      return first != 0xc2 || second >= 0xa0;
    }
    if (first >= 0xf0) {
      return true;
    }
    int code = (first & 15) << 12 | (second & 63) << 6 | third & 63;
    return (code < PRIVATE_FIRST || code > PRIVATE_LAST) && code < SPECIALS_FIRST;
  }
}
