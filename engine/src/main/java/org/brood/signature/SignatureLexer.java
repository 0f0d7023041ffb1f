package org.brood.signature;

import java.nio.charset.StandardCharsets;

/// Splits a signature file into tokens.
final class SignatureLexer {
  /// What a token is.
  enum Kind {
    WORD,
    INTEGER,
    IPV4,
    IPV6,
    STRING,
    PATTERN,
    COMPARISON,
    /// One of `! [ ] { } & : , -`.
    PUNCTUATION,
    END
  }

  /// A token.
  ///
  /// @param text of words, strings, addresses and expressions what they say; of others as written
  /// @param width of an address with a slash, else -1
  record Token(Kind kind, String text, long number, int width) {
    boolean is(char punctuation) {
      return kind == Kind.PUNCTUATION && text.charAt(0) == punctuation;
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equals(word);
    }
  }

  /// Told of characters that no token has.
  interface Complaints {
    void unknownCharacter(String text);
  }

  private static final String PUNCTUATION = "!][{}&:,-";

  private final byte[] text;
  private final Complaints complaints;
  private int at;
  private int line = 1;

  SignatureLexer(byte[] text, Complaints complaints) {
    this.text = text;
    this.complaints = complaints;
  }

  /// The line of what was read last.
  int line() {
    return line;
  }

  private int peek(int ahead) {
    return at + ahead < text.length ? text[at + ahead] & 0xff : -1;
  }

  private String cut(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  Token next() {
    while (true) {
      skipBlanks();
      int c = peek(0);
      if (c < 0) {
        return new Token(Kind.END, "", 0, -1);
      }
      Token token = token(c);
      if (token != null) {
        return token;
      }
      complaints.unknownCharacter(String.valueOf((char) c));
      at++;
    }
  }

  private @org.jspecify.annotations.Nullable Token token(int c) {
    if (isLetter(c)) {
      return word();
    }
    if (isDigit(c)) {
      return number();
    }
    if (c == '"') {
      return string();
    }
    if (c == '/') {
      return pattern();
    }
    if (c == '[') {
      Token address = ipv6();
      if (address != null) {
        return address;
      }
    }
    if (c == '<' || c == '>' || c == '=' || c == '!' && peek(1) == '=') {
      int length = peek(1) == '=' ? 2 : 1;
      at += length;
      return new Token(Kind.COMPARISON, cut(at - length, at), 0, -1);
    }
    if (PUNCTUATION.indexOf(c) >= 0) {
      at++;
      return new Token(Kind.PUNCTUATION, String.valueOf((char) c), 0, -1);
    }
    return null;
  }

  /// Skips blanks, comments, and lines of meta data, which begin with a dot.
  private void skipBlanks() {
    while (true) {
      int c = peek(0);
      if (c == '\n') {
        line++;
        at++;
      } else if (c == ' ' || c == '\t' || c == '\r' && peek(1) == '\n') {
        at++;
      } else if (c == '#' || c == '.' && isMeta()) {
        while (peek(0) >= 0 && peek(0) != '\n') {
          at++;
        }
      } else {
        return;
      }
    }
  }

  private boolean isMeta() {
    int i = 1;
    while (peek(i) > ' ') {
      i++;
    }
    int blanks = i;
    while (peek(i) == ' ' || peek(i) == '\t') {
      i++;
    }
    return blanks > 1 && i > blanks && peek(i) != '\n' && peek(i) != '\r' && peek(i) >= 0;
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(int c) {
    return Character.digit(c, 16) >= 0 && c < 0x80;
  }

  private Token word() {
    int from = at;
    component();
    while (peek(0) == ':' && peek(1) == ':' && isLetter(peek(2))) {
      at += 2;
      component();
    }
    return new Token(Kind.WORD, cut(from, at), 0, -1);
  }

  private void component() {
    while (isLetter(peek(0)) || isDigit(peek(0)) || peek(0) == '-') {
      at++;
    }
  }

  private int digits(int from) {
    int i = from;
    while (i < text.length && isDigit(text[i])) {
      i++;
    }
    return i;
  }

  private Token number() {
    int from = at;
    if (peek(0) == '0' && peek(1) == 'x' && isHex(peek(2))) {
      at += 2;
      while (isHex(peek(0))) {
        at++;
      }
      return new Token(Kind.INTEGER, cut(from, at), parse(cut(from + 2, at), 16), -1);
    }
    int end = digits(at);
    int dots = 0;
    int last = end;
    while (dots < 3 && last < text.length && text[last] == '.' && digits(last + 1) > last + 1) {
      last = digits(last + 1);
      dots++;
    }
    if (dots < 3) {
      at = end;
      return new Token(Kind.INTEGER, cut(from, at), parse(cut(from, at), 10), -1);
    }
    at = last;
    String address = cut(from, at);
    return new Token(Kind.IPV4, address, 0, width());
  }

  private static long parse(String digits, int radix) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value * radix + Character.digit(digits.charAt(i), radix) & 0xffff_ffffL;
    }
    return value;
  }

  /// The length of a prefix, if a slash and digits follow.
  private int width() {
    int i = at;
    while (i < text.length && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    if (i >= text.length || text[i] != '/') {
      return -1;
    }
    i++;
    while (i < text.length && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    int end = digits(i);
    if (end == i) {
      return -1;
    }
    at = end;
    return (int) Math.min(parse(cut(i, end), 10), 129);
  }

  private Token string() {
    int i = at + 1;
    while (i < text.length && text[i] != '\r' && text[i] != '\n') {
      if (text[i] == '"' && text[i - 1] != '\\' || text[i] == '"' && !quoteFollows(i)) {
        Token token = new Token(Kind.STRING, cut(at + 1, i), 0, -1);
        at = i + 1;
        return token;
      }
      i++;
    }
    at++;
    return new Token(Kind.PUNCTUATION, "\"", 0, -1);
  }

  /// Whether the line has one more quote: then a backslash before this one escapes it.
  private boolean quoteFollows(int from) {
    for (int i = from + 1; i < text.length && text[i] != '\n' && text[i] != '\r'; i++) {
      if (text[i] == '"') {
        return true;
      }
    }
    return false;
  }

  private Token pattern() {
    int i = at + 1;
    while (i < text.length) {
      if (text[i] == '/') {
        boolean escaped = text[i - 1] == '\\' && (i - 2 <= at || text[i - 2] != '\\');
        if (!escaped) {
          return pattern(i);
        }
      }
      i++;
    }
    at++;
    return new Token(Kind.PUNCTUATION, "/", 0, -1);
  }

  private Token pattern(int end) {
    String expression = cut(at + 1, end);
    for (int i = 0; i < expression.length(); i++) {
      if (expression.charAt(i) == '\n') {
        line++;
      }
    }
    at = end + 1;
    if (peek(0) == 'i') {
      at++;
      expression = "(?i:" + expression + ")";
    }
    return new Token(Kind.PATTERN, expression, 0, -1);
  }

  /// An IPv6 address in brackets, which must have two colons to be told from a range.
  private @org.jspecify.annotations.Nullable Token ipv6() {
    int i = at + 1;
    int colons = 0;
    while (i < text.length
        && (isHex(text[i] & 0xff) || text[i] == ':' || text[i] == '.' || text[i] == 'x')) {
      colons += text[i] == ':' ? 1 : 0;
      i++;
    }
    if (colons < 2 || i >= text.length || text[i] != ']') {
      return null;
    }
    String address = cut(at + 1, i);
    at = i + 1;
    return new Token(
        Kind.IPV6, address.startsWith("0x") ? address.substring(2) : address, 0, width());
  }
}
