package org.brood.decode;

/// An identifier of a connection, a tunnel or a file: 96 random-looking bits unless configured
/// otherwise, printed in base 62 after a letter.
///
/// @param high the upper 32 bits
/// @param low the lower 64 bits
public record Uid(long high, long low) {
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /// The identifier as text: each half with its last digit first, as Zeek prints it.
  public String base62(String prefix) {
    StringBuilder text = new StringBuilder(prefix);
    append(text, high);
    append(text, low);
    return text.toString();
  }

  private static void append(StringBuilder text, long value) {
    long left = value;
    do {
      text.append(DIGITS.charAt((int) Long.remainderUnsigned(left, 62)));
      left = Long.divideUnsigned(left, 62);
    } while (left != 0);
  }
}
