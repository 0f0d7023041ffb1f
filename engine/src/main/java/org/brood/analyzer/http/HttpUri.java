package org.brood.analyzer.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// URIs as they stand in request lines (RFC 3986).
public final class HttpUri {
  private static final String MARKS = ":/?#[]@!$&'()*+,;=-_.~";

  private HttpUri() {}

  /// Whether a byte may stand in a URI, percent signs and NUL included.
  static boolean isUriByte(int b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '%'
        || b == 0
        || b > 0 && MARKS.indexOf(b) >= 0;
  }

  /// Resolves `%xx`, and `%uxxxx` as well, which was never a standard.
  ///
  /// @param weirds takes the names of what is odd
  public static byte[] unescape(byte[] text, int from, int to, Consumer<String> weirds) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
    int at = from;
    while (at < to) {
      if (text[at] != '%') {
        plain.write(text[at++]);
      } else if (at + 1 == to) {
        weirds.accept("illegal_%_at_end_of_URI");
        plain.write('%');
        at = to;
      } else if (at + 2 == to) {
        weirds.accept("partial_escape_at_end_of_URI");
        plain.write('%');
        plain.write(text[at + 1]);
        at = to;
      } else {
        at += escape(text, at, to, plain, weirds);
      }
    }
    return plain.toByteArray();
  }

  /// Resolves what begins with a percent sign and two more bytes.
  ///
  /// @return how many bytes it is
  private static int escape(
      byte[] text, int at, int to, ByteArrayOutputStream plain, Consumer<String> weirds) {
    if (text[at + 1] == '%') {
      weirds.accept("double_%_in_URI");
      return 1;
    }
    int value = hex(text, at + 1);
    if (value >= 0) {
      plain.write(value);
      return 3;
    }
    if (text[at + 1] == 'u' && to - at >= 6) {
      int high = hex(text, at + 2);
      int low = hex(text, at + 4);
      if (high >= 0 && low >= 0) {
        if (high != 0) {
          plain.write(high);
        }
        plain.write(low);
        return 6;
      }
    }
    weirds.accept("unescaped_%_in_URI");
    plain.write('%');
    plain.write(text[at + 1]);
    return 2;
  }

  private static int hex(byte[] text, int at) {
    int high = Character.digit(text[at], 16);
    int low = Character.digit(text[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
