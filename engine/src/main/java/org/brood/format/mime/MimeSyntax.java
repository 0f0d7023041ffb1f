package org.brood.format.mime;

/// Tokens, quoted strings and comments of header values (RFC 2045, section 5.1; RFC 5322, section
/// 3.2).
///
/// A scanner stands in a range of bytes. It is as lenient as mail and web servers are: what fits
/// nowhere is stepped over.
final class MimeSyntax {
  private static final String SPECIALS = "()<>@,;:\\\"/[]?=";

  private final byte[] text;
  private final int end;
  private int at;
  private int from;
  private int to;

  MimeSyntax(byte[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  int position() {
    return at;
  }

  /// Where the last name or token begins.
  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /// A copy of the last name or token.
  byte[] found() {
    return java.util.Arrays.copyOfRange(text, from, to);
  }

  static boolean isBlank(int b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isVisible(int b) {
    return b >= 33 && b <= 126;
  }

  static boolean isNameByte(int b) {
    return isVisible(b) && b != ':';
  }

  /// In a boundary all is allowed but quotes, for that is what is met.
  private static boolean isTokenByte(int b, boolean boundary) {
    return isVisible(b) && (boundary ? b != '"' : SPECIALS.indexOf(b) < 0);
  }

  /// Steps over blanks and comments.
  void skipBlanks() {
    while (at < end) {
      if (isBlank(text[at])) {
        at++;
      } else if (text[at] == '(') {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    int depth = 0;
    while (at < end) {
      int b = text[at++];
      if (b == '(') {
        depth++;
      } else if (b == ')') {
        if (--depth == 0) {
          return;
        }
      } else if (b == '\\') {
        at++;
      }
    }
    at = end;
  }

  /// Whether `wanted` is next, blanks and comments aside; if so, steps over it.
  boolean accept(int wanted) {
    skipBlanks();
    if (at < end && text[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /// Finds the next name of a header.
  boolean name() {
    skipBlanks();
    while (at < end && !isNameByte(text[at])) {
      step();
    }
    from = at;
    while (at < end && isNameByte(text[at])) {
      at++;
    }
    to = at;
    return to > from;
  }

  /// Finds the next token.
  boolean token() {
    return token(false);
  }

  private boolean token(boolean boundary) {
    if (!boundary) {
      skipBlanks();
    }
    int before = at;
    while (at < end && !isTokenByte(text[at], boundary)) {
      step();
    }
    from = at;
    while (at < end && isTokenByte(text[at], boundary)) {
      at++;
    }
    to = at;
    if (to == from) {
      at = before;
      return false;
    }
    return true;
  }

  private void step() {
    int before = at;
    skipBlanks();
    if (at == before) {
      at++;
    }
  }

  /// The next value of a parameter: a token or a quoted string, its quoted pairs resolved; null if
  /// there is none.
  byte @org.jspecify.annotations.Nullable [] value(boolean boundary) {
    if (!boundary) {
      skipBlanks();
    }
    if (at < end && text[at] == '"') {
      return quoted();
    }
    return token(boundary) ? found() : null;
  }

  private byte @org.jspecify.annotations.Nullable [] quoted() {
    byte[] made = new byte[end - at];
    int length = 0;
    for (int i = at + 1; i < end; i++) {
      byte b = text[i];
      if (b == '"') {
        at = i + 1;
        return java.util.Arrays.copyOf(made, length);
      }
      if (b == '\\') {
        i++;
        if (i < end) {
          made[length++] = text[i];
        }
      } else {
        made[length++] = b;
      }
    }
    return null;
  }
}
