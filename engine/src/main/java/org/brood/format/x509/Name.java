package org.brood.format.x509;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// A distinguished name (X.501): attributes, some of which may be one name together.
///
/// @param whole the element that it was read from
public record Name(Der whole, List<Attribute> attributes) {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /// How much of a name [#slashed] has room for.
  private static final int SLASHED = 255;

  /// @param group the number of the set that it is in
  public record Attribute(int group, String id, Der value) {}

  /// Two ways to write names.
  private enum Style {
    /// RFC 2253: the last comes first, unknown attributes are hexadecimal.
    RFC_2253(",", "+", "="),
    /// In their own order, with blanks, and with quotes instead of backslashes.
    SPACED(", ", " + ", " = ");

    private final String between;
    private final String within;
    private final String equal;

    Style(String between, String within, String equal) {
      this.between = between;
      this.within = within;
      this.equal = equal;
    }
  }

  /// Reads a name; null if it is broken.
  static @Nullable Name parse(@Nullable Der name) {
    if (name == null) {
      return null;
    }
    List<Attribute> attributes = new ArrayList<>();
    DerReader sets = name.inside();
    for (int group = 0; !sets.isEmpty(); group++) {
      Der set = sets.need(Der.SET);
      if (set == null || !parseSet(set, group, attributes)) {
        return null;
      }
    }
    return sets.isBroken() ? null : new Name(name, attributes);
  }

  private static boolean parseSet(Der set, int group, List<Attribute> into) {
    DerReader pairs = set.inside();
    while (!pairs.isEmpty()) {
      Der pair = pairs.need(Der.SEQUENCE);
      if (pair == null) {
        return false;
      }
      DerReader in = pair.inside();
      Der id = in.need(Der.OBJECT_ID);
      Der value = in.next();
      if (id == null || value == null || !id.isObjectId() || !in.isFinished()) {
        return false;
      }
      into.add(new Attribute(group, id.objectId(), value));
    }
    return !pairs.isBroken();
  }

  /// Reads a name from bytes that begin with it; null if there is none.
  public static @Nullable Name parse(byte[] bytes) {
    return parse(new DerReader(bytes).need(Der.SEQUENCE));
  }

  /// As RFC 2253 writes it.
  public String rfc2253() {
    return text(Style.RFC_2253);
  }

  /// As OpenSSL writes it on one line.
  public String spaced() {
    return text(Style.SPACED);
  }

  private String text(Style style) {
    boolean backwards = style == Style.RFC_2253;
    StringBuilder out = new StringBuilder();
    int group = -1;
    for (Attribute one : backwards ? attributes.reversed() : attributes) {
      if (group >= 0) {
        out.append(one.group() == group ? style.within : style.between);
      }
      group = one.group();
      String name = ObjectNames.shortName(one.id());
      out.append(name == null ? one.id() : name).append(style.equal);
      if (!value(out, one.value(), style, name == null)) {
        break;
      }
    }
    return out.toString();
  }

  /// @return whether the value could be written
  private static boolean value(StringBuilder out, Der value, Style style, boolean isUnknown) {
    int width = width(value.tag());
    if (width < 0 || isUnknown && style == Style.RFC_2253) {
      out.append('#').append(HEX.formatHex(value.whole()));
      return true;
    }
    String bytes = width == 0 ? value.latin1() : utf8(value, width);
    if (bytes == null) {
      return false;
    }
    boolean quotes = style == Style.SPACED && needsQuotes(bytes);
    if (quotes) {
      out.append('"');
    }
    for (int i = 0; i < bytes.length(); i++) {
      boolean isEdge = i == 0 || i == bytes.length() - 1;
      escape(out, bytes.charAt(i), i == 0, isEdge, style);
    }
    if (quotes) {
      out.append('"');
    }
    return true;
  }

  private static void escape(
      StringBuilder out, char c, boolean isFirst, boolean isEdge, Style style) {
    boolean quotable = ",+<>;".indexOf(c) >= 0 || c == ' ' && isEdge || c == '#' && isFirst;
    if (c == '"' || c == '\\' || quotable && style == Style.RFC_2253) {
      out.append('\\').append(c);
    } else if (c < ' ' || c >= 0x7f) {
      out.append('\\').append(HEX.toHexDigits((byte) c));
    } else {
      out.append(c);
    }
  }

  private static boolean needsQuotes(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (",+<>;".indexOf(bytes.charAt(i)) >= 0) {
        return true;
      }
    }
    return !bytes.isEmpty()
        && (" #".indexOf(bytes.charAt(0)) >= 0 || bytes.charAt(bytes.length() - 1) == ' ');
  }

  /// How many bytes a character of a string has: 0 for UTF-8, negative for what is no string.
  private static int width(int tag) {
    return switch (tag) {
      case Der.UTF8_STRING -> 0;
      case Der.NUMERIC_STRING,
          Der.PRINTABLE_STRING,
          Der.T61_STRING,
          Der.IA5_STRING,
          Der.UTC_TIME,
          Der.GENERALIZED_TIME,
          Der.VISIBLE_STRING ->
          1;
      case Der.BMP_STRING -> 2;
      case Der.UNIVERSAL_STRING -> 4;
      default -> -1;
    };
  }

  private static @Nullable String utf8(Der value, int width) {
    if (value.length() % width != 0) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i += width) {
      int c = 0;
      for (int k = 0; k < width; k++) {
        c = c << Byte.SIZE | value.at(i + k);
      }
      if (!utf8(out, c)) {
        return null;
      }
    }
    return out.toString();
  }

  /// Appends a character's bytes; halves of pairs count as characters.
  private static boolean utf8(StringBuilder out, int c) {
    if (c < 0 || c > Character.MAX_CODE_POINT) {
      return false;
    }
    if (c < 0x80) {
      out.append((char) c);
    } else if (c < 0x800) {
      out.append((char) (0xc0 | c >> 6)).append((char) (0x80 | c & 0x3f));
    } else if (c < 0x10000) {
      out.append((char) (0xe0 | c >> 12))
          .append((char) (0x80 | c >> 6 & 0x3f))
          .append((char) (0x80 | c & 0x3f));
    } else {
      out.append((char) (0xf0 | c >> 18))
          .append((char) (0x80 | c >> 12 & 0x3f))
          .append((char) (0x80 | c >> 6 & 0x3f))
          .append((char) (0x80 | c & 0x3f));
    }
    return true;
  }

  /// The old form with slashes; what has no room is left out.
  String slashed() {
    StringBuilder out = new StringBuilder();
    for (Attribute one : attributes) {
      String name = ObjectNames.shortName(one.id());
      StringBuilder next = new StringBuilder("/");
      next.append(name == null ? one.id() : name).append('=');
      String value = one.value().latin1();
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c < ' ' || c > '~') {
          next.append("\\x").append(HEX.toHexDigits((byte) c));
        } else {
          next.append(c);
        }
      }
      if (out.length() + next.length() > SLASHED) {
        break;
      }
      out.append(next);
    }
    return out.toString();
  }

  /// The last common name as it stands there, unprintable bytes as dots; null if there is none.
  public @Nullable String commonName() {
    for (Attribute one : attributes.reversed()) {
      if (one.id().equals(COMMON_NAME)) {
        StringBuilder out = new StringBuilder();
        String value = one.value().latin1();
        for (int i = 0; i < value.length(); i++) {
          char c = value.charAt(i);
          boolean isPrintable = c <= '~' && c >= ' ' || c == '\n' || c == '\r';
          out.append(isPrintable ? c : '.');
        }
        return out.toString();
      }
    }
    return null;
  }
}
