package org.brood.script.value;

/// The pieces of JSON text (RFC 8259).
public final class JsonText {
  private static final String HEX = "0123456789ABCDEF";

  private JsonText() {}

  /// Appends UTF-8 text as a string.
  public static void quote(ByteSink out, byte[] text) {
    quote(out, text, text.length);
  }

  /// Appends the first `length` bytes as a string.
  public static void quote(ByteSink out, byte[] text, int length) {
    out.put('"');
    for (int i = 0; i < length; i++) {
      int c = text[i] & 0xff;
      switch (c) {
        case '"' -> out.ascii("\\\"");
        case '\\' -> out.ascii("\\\\");
        case '\b' -> out.ascii("\\b");
        case '\f' -> out.ascii("\\f");
        case '\n' -> out.ascii("\\n");
        case '\r' -> out.ascii("\\r");
        case '\t' -> out.ascii("\\t");
        default -> {
          if (c < 32) {
            out.ascii("\\u00").put(HEX.charAt(c >> 4)).put(HEX.charAt(c & 15));
          } else {
            out.put(c);
          }
        }
      }
    }
    out.put('"');
  }

  /// Appends a double with the fewest digits that give it back; null for what JSON has no number
  /// for.
  public static void number(ByteSink out, double value) {
    if (!Double.isFinite(value)) {
      out.ascii("null");
      return;
    }
    String text = Double.toString(value);
    int e = text.indexOf('E');
    if (e < 0) {
      out.ascii(text);
      return;
    }
    int exponent = Integer.parseInt(text.substring(e + 1));
    if (exponent >= -6 && exponent < 21) {
      String plain = new java.math.BigDecimal(text).toPlainString();
      out.ascii(plain);
      if (plain.indexOf('.') < 0) {
        out.ascii(".0");
      }
    } else {
      String mantissa = text.substring(0, e);
      out.ascii(mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa);
      out.put('e').decimal(exponent);
    }
  }
}
