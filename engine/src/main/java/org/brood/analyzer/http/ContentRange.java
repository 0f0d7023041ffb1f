package org.brood.analyzer.http;

import java.nio.charset.StandardCharsets;

/// The header Content-Range (RFC 9110, section 14.4).
sealed interface ContentRange {
  /// A part of the whole.
  ///
  /// @param total how long the whole is, -1 if that is not told, 0 if it makes no sense
  /// @param text the range as it was told
  record Bytes(long first, long length, long total, boolean hasBadTotal, String text)
      implements ContentRange {}

  /// A weird.
  record Bad(String name, String detail) implements ContentRange {}

  /// Parses what a header says.
  ///
  /// @param rest what comes after the unit
  static ContentRange parse(byte[] unit, byte[] rest) {
    if (!new String(unit, StandardCharsets.ISO_8859_1).equals("bytes")) {
      return new Bad("HTTP_content_range_unknown_byte_unit", "");
    }
    String text = new String(rest, StandardCharsets.ISO_8859_1).replace(" ", "");
    int slash = text.indexOf('/');
    int dash = slash < 0 ? -1 : text.substring(0, slash).indexOf('-');
    if (dash < 0) {
      return new Bad("HTTP_content_range_cannot_parse", "");
    }
    HttpText.Number first = number(text.substring(0, dash));
    HttpText.Number last = number(text.substring(dash + 1, slash));
    if (!first.isValid() || !last.isValid()) {
      return new Bad("HTTP_content_range_cannot_parse", text);
    }
    if (first.value() < 0 || last.value() < 0) {
      return new Bad("HTTP_content_range_invalid", text);
    }
    if (last.value() < first.value()) {
      return new Bad("HTTP_non_positive_content_range", text);
    }
    if (last.value() - first.value() == Long.MAX_VALUE) {
      return new Bad("HTTP_content_range_overflow", text);
    }
    long length = last.value() - first.value() + 1;
    String whole = text.substring(slash + 1);
    if (whole.equals("*")) {
      return new Bytes(first.value(), length, -1, false, text);
    }
    HttpText.Number total = number(whole);
    return new Bytes(first.value(), length, Math.max(total.value(), 0), !total.isValid(), text);
  }

  private static HttpText.Number number(String text) {
    return HttpText.number(text.getBytes(StandardCharsets.ISO_8859_1), 10);
  }
}
