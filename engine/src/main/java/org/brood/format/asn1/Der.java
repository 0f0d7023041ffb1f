package org.brood.format.asn1;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One element where it lies in its bytes.
///
/// @param tag the whole first byte: class, whether it is made of others, number
/// @param start where it begins
/// @param content where its content begins
/// @param end where it ends
public record Der(byte[] bytes, int tag, int start, int content, int end) {
  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int BIT_STRING = 0x03;
  public static final int OCTET_STRING = 0x04;
  public static final int OBJECT_ID = 0x06;
  public static final int ENUMERATED = 0x0a;
  public static final int UTF8_STRING = 0x0c;
  public static final int NUMERIC_STRING = 0x12;
  public static final int PRINTABLE_STRING = 0x13;
  public static final int T61_STRING = 0x14;
  public static final int IA5_STRING = 0x16;
  public static final int UTC_TIME = 0x17;
  public static final int GENERALIZED_TIME = 0x18;
  public static final int VISIBLE_STRING = 0x1a;
  public static final int UNIVERSAL_STRING = 0x1c;
  public static final int BMP_STRING = 0x1e;
  public static final int SEQUENCE = 0x30;
  public static final int SET = 0x31;

  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED = 0x20;
  private static final int MORE = 0x80;
  private static final int DIGIT_BITS = 7;

  /// The longest object identifier that is looked at.
  private static final int MAX_OBJECT_ID = 256;

  /// Arcs of so many digits fit into a long.
  private static final int LONG_DIGITS = 9;

  /// The tag of a field with a number of its own.
  public static int field(int number) {
    return CONTEXT | number;
  }

  /// The tag of a field with a number of its own that holds elements.
  public static int constructedField(int number) {
    return CONTEXT | CONSTRUCTED | number;
  }

  public int length() {
    return end - content;
  }

  /// The elements inside.
  public DerReader inside() {
    return new DerReader(bytes, content, end);
  }

  /// A copy of the content.
  public byte[] contentBytes() {
    return Arrays.copyOfRange(bytes, content, end);
  }

  /// A copy of the whole element.
  public byte[] whole() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /// The content, a character a byte.
  public String latin1() {
    return new String(bytes, content, length(), StandardCharsets.ISO_8859_1);
  }

  public boolean sameAs(Der other) {
    return Arrays.equals(bytes, start, end, other.bytes, other.start, other.end);
  }

  /// A byte of the content.
  public int at(int index) {
    return Byte.toUnsignedInt(bytes[content + index]);
  }

  /// Whether the content is an integer in the shortest form.
  public boolean isInteger() {
    if (length() == 0) {
      return false;
    }
    boolean sameSign = length() > 1 && at(0) == (at(1) >= MORE ? 0xff : 0);
    return !sameSign;
  }

  /// The content as an integer; 0 if it has none.
  public BigInteger integer() {
    return length() == 0 ? BigInteger.ZERO : new BigInteger(bytes, content, length());
  }

  /// A bit of a bit string, counted from 0; false behind its end.
  public boolean bit(int number) {
    int index = 1 + number / Byte.SIZE;
    return index < length() && (at(index) >> Byte.SIZE - 1 - number % Byte.SIZE & 1) != 0;
  }

  /// Whether the content is an object identifier.
  public boolean isObjectId() {
    if (length() == 0 || length() > MAX_OBJECT_ID || at(length() - 1) >= MORE) {
      return false;
    }
    for (int i = 0; i < length(); i++) {
      boolean first = i == 0 || at(i - 1) < MORE;
      if (first && at(i) == MORE) {
        return false;
      }
    }
    return true;
  }

  /// An object identifier as numbers with dots; empty if it is none.
  public String objectId() {
    if (!isObjectId()) {
      return "";
    }
    StringBuilder dotted = new StringBuilder();
    int from = content;
    for (int i = content; i < end; i++) {
      if ((bytes[i] & MORE) == 0) {
        arc(dotted, from, i + 1);
        from = i + 1;
      }
    }
    return dotted.toString();
  }

  private void arc(StringBuilder dotted, int from, int to) {
    if (to - from > LONG_DIGITS) {
      BigInteger value = BigInteger.ZERO;
      for (int i = from; i < to; i++) {
        value = value.shiftLeft(DIGIT_BITS).or(BigInteger.valueOf(bytes[i] & 0x7f));
      }
      if (dotted.isEmpty()) {
        dotted.append("2.").append(value.subtract(BigInteger.valueOf(80)));
      } else {
        dotted.append('.').append(value);
      }
      return;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << DIGIT_BITS | bytes[i] & 0x7f;
    }
    if (dotted.isEmpty()) {
      // The first two arcs share a number.
      long first = Math.min(value / 40, 2);
      dotted.append(first).append('.').append(value - 40 * first);
    } else {
      dotted.append('.').append(value);
    }
  }
}
