package org.brood.format.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A header: its name and value, continuation lines joined.
public final class MimeHeader {
  private final byte[] name;
  private final byte[] value;
  private final int lines;
  private int tokenFrom = -1;
  private int tokenTo = -1;

  private MimeHeader(byte[] name, byte[] value, int lines) {
    this.name = name;
    this.value = value;
    this.lines = lines;
  }

  /// Parses a header.
  ///
  /// @param lines how many lines it came in
  /// @return a header with an empty name if this is none
  public static MimeHeader parse(byte[] text, int lines) {
    MimeSyntax scanner = new MimeSyntax(text, 0, text.length);
    if (!scanner.name()) {
      return new MimeHeader(new byte[0], new byte[0], lines);
    }
    byte[] name = scanner.found();
    if (!scanner.accept(':')) {
      return new MimeHeader(new byte[0], new byte[0], lines);
    }
    int from = scanner.position();
    while (from < text.length && isSpace(text[from])) {
      from++;
    }
    return new MimeHeader(name, Arrays.copyOfRange(text, from, text.length), lines);
  }

  private static boolean isSpace(int b) {
    return b == ' ' || b >= 9 && b <= 13;
  }

  boolean isMalformed() {
    return name.length == 0;
  }

  public byte[] name() {
    return name;
  }

  public byte[] value() {
    return value;
  }

  /// How many lines it came in.
  public int lines() {
    return lines;
  }

  /// Whether the name is this one, case aside.
  public boolean is(String other) {
    return equal(name, other);
  }

  /// Whether the value has a token at all.
  public boolean hasToken() {
    findToken();
    return tokenFrom < tokenTo;
  }

  /// The first token of the value, empty if there is none.
  public byte[] token() {
    return hasToken() ? Arrays.copyOfRange(value, tokenFrom, tokenTo) : new byte[0];
  }

  /// Whether the first token is this one, case aside.
  public boolean isToken(String other) {
    return equal(token(), other);
  }

  /// What comes after the first token, empty if there is none.
  public byte[] afterToken() {
    return hasToken() ? Arrays.copyOfRange(value, tokenTo, value.length) : new byte[0];
  }

  private void findToken() {
    if (tokenFrom < 0) {
      MimeSyntax scanner = new MimeSyntax(value, 0, value.length);
      boolean found = scanner.token();
      tokenFrom = found ? scanner.from() : 0;
      tokenTo = found ? scanner.to() : 0;
    }
  }

  /// Whether two texts are equal, case of ASCII letters aside.
  static boolean equal(byte[] one, String other) {
    return one.length == other.length()
        && new String(one, StandardCharsets.ISO_8859_1).equalsIgnoreCase(other);
  }
}
