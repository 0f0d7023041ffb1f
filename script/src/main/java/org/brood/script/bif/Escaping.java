package org.brood.script.bif;

import java.util.Locale;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Str;

/// Ways to show bytes that can't be printed.
final class Escaping {
  /// Backslashes stay, all that can't be printed as `\xHH`.
  static final int CLEAN = 0;

  /// As in a string literal: backslash and quotes get a backslash, others `\xHH`.
  static final int LITERAL = 1;

  /// Backslashes doubled, all that can't be printed as `\xHH`.
  static final int HEX = 2;

  private Escaping() {}

  static Str render(Str s, int style) {
    ByteSink out = new ByteSink(s.length() + 16);
    for (int i = 0; i < s.length(); i++) {
      append(out, s.at(i), style);
    }
    return out.toStr();
  }

  private static void append(ByteSink out, int c, int style) {
    if (c == '\\' && style != CLEAN) {
      out.ascii("\\\\");
    } else if ((c == '"' || c == '\'') && style == LITERAL) {
      out.put('\\').put(c);
    } else if (c >= 32 && c < 127) {
      out.put(c);
    } else {
      out.ascii(String.format(Locale.ROOT, "\\x%02x", c));
    }
  }
}
