package org.brood.script.value;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An IPv4 or IPv6 address as 128 bits in network order; IPv4 is ::ffff:a.b.c.d (RFC 4291, section
/// 2.5.5.2).
public record Addr(long high, long low) implements Comparable<Addr> {
  private static final long V4_PREFIX = 0xffff_0000_0000L;
  private static final long V4_MASK = 0xffff_ffffL;

  /// @param bits the address as 32 bits in network order
  public static Addr v4(int bits) {
    return new Addr(0, V4_PREFIX | (bits & V4_MASK));
  }

  /// From 4 or 16 bytes in network order.
  public static Addr of(byte[] bytes) {
    if (bytes.length == 4) {
      return v4((int) number(bytes, 0, 4));
    }
    return new Addr(number(bytes, 0, 8), number(bytes, 8, 8));
  }

  private static long number(byte[] bytes, int from, int count) {
    long value = 0;
    for (int i = from; i < from + count; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  public boolean isV4() {
    return high == 0 && (low & ~V4_MASK) == V4_PREFIX;
  }

  public boolean isV6() {
    return !isV4();
  }

  public int v4Bits() {
    return (int) low;
  }

  /// The address with all but the first `width` of 128 bits cleared.
  public Addr masked(int width) {
    return width >= 128 ? this : new Addr(maskedHigh(width), maskedLow(width));
  }

  /// The upper half of what [#masked] gives.
  long maskedHigh(int width) {
    return width >= 64 ? high : width <= 0 ? 0 : high & (-1L << (64 - width));
  }

  /// The lower half.
  long maskedLow(int width) {
    return width >= 128 ? low : width <= 64 ? 0 : low & (-1L << (128 - width));
  }

  /// 4 or 16 bytes in network order.
  public byte[] toBytes() {
    int count = isV4() ? 4 : 16;
    byte[] bytes = new byte[count];
    for (int i = 0; i < Math.min(count, 8); i++) {
      bytes[count - 1 - i] = (byte) (low >>> (8 * i));
    }
    for (int i = 8; i < count; i++) {
      bytes[count - 1 - i] = (byte) (high >>> (8 * (i - 8)));
    }
    return bytes;
  }

  @Override
  public int compareTo(Addr other) {
    int c = Long.compareUnsigned(high, other.high);
    return c != 0 ? c : Long.compareUnsigned(low, other.low);
  }

  // Written out, as hashCode is: what the compiler makes for records is slow until it is compiled.
  @Override
  public boolean equals(Object o) {
    return o instanceof Addr other && high == other.high && low == other.low;
  }

  @Override
  public int hashCode() {
    return hash(high, low);
  }

  /// The hash of an address of these halves.
  static int hash(long high, long low) {
    long mixed = (high * 0x9E3779B97F4A7C15L ^ low) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 32);
  }

  /// Parses dotted IPv4 or IPv6 text (RFC 4291, section 2.2), null if it is neither.
  public static @Nullable Addr parse(String text) {
    if (text.indexOf(':') < 0) {
      long v4 = parseV4(text);
      return v4 < 0 ? null : v4((int) v4);
    }
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int at = 0;
    int n = text.length();
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    } else if (n == 0 || text.charAt(0) == ':') {
      return null;
    }
    while (at < n) {
      int end = text.indexOf(':', at);
      String part = end < 0 ? text.substring(at) : text.substring(at, end);
      if (part.indexOf('.') >= 0) {
        long v4 = parseV4(part);
        if (v4 < 0 || end >= 0 || count > 6) {
          return null;
        }
        groups[count++] = (int) (v4 >>> 16);
        groups[count++] = (int) (v4 & 0xffff);
        break;
      }
      if (count == 8 || part.isEmpty() || part.length() > 4 || !isHex(part)) {
        return null;
      }
      groups[count++] = HexFormat.fromHexDigits(part);
      if (end < 0) {
        break;
      }
      at = end + 1;
      if (at < n && text.charAt(at) == ':') {
        if (gap >= 0) {
          return null;
        }
        gap = count;
        at++;
      } else if (at == n) {
        return null;
      }
    }
    if (gap < 0 ? count != 8 : count > 7) {
      return null;
    }
    return spread(groups, count, gap);
  }

  private static Addr spread(int[] groups, int count, int gap) {
    long[] halves = new long[2];
    for (int i = 0; i < count; i++) {
      int place = gap >= 0 && i >= gap ? 8 - count + i : i;
      halves[place / 4] |= (long) groups[i] << (16 * (3 - place % 4));
    }
    return new Addr(halves[0], halves[1]);
  }

  private static boolean isHex(String part) {
    return part.chars().allMatch(HexFormat::isHexDigit);
  }

  private static long parseV4(String text) {
    long value = 0;
    int octet = -1;
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        octet = Math.max(octet, 0) * 10 + c - '0';
        if (octet > 255) {
          return -1;
        }
      } else if (c == '.' && octet >= 0 && dots < 3) {
        value = value << 8 | octet;
        octet = -1;
        dots++;
      } else {
        return -1;
      }
    }
    return dots == 3 && octet >= 0 ? value << 8 | octet : -1;
  }

  /// Appends the text form (IPv6 as in RFC 5952).
  public void describe(ByteSink out) {
    if (isV4()) {
      out.decimal(low >>> 24 & 0xff).put('.').decimal(low >>> 16 & 0xff).put('.');
      out.decimal(low >>> 8 & 0xff).put('.').decimal(low & 0xff);
      return;
    }
    boolean compatible = high == 0 && low >>> 32 == 0 && low > 0xffff;
    boolean translated = high == 0 && low >>> 32 == 0xffff_0000L;
    if (compatible || translated) {
      out.ascii(translated ? "::ffff:0:" : "::");
      v4((int) low).describe(out);
      return;
    }
    describeV6(out);
  }

  private int group(int i) {
    return (int) ((i < 4 ? high : low) >>> (16 * (3 - i % 4))) & 0xffff;
  }

  private void describeV6(ByteSink out) {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int run = i;
      while (run < 8 && group(run) == 0) {
        run++;
      }
      if (run - i > bestLength) {
        bestStart = i;
        bestLength = run - i;
      }
      i = Math.max(i, run - 1);
    }
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        out.ascii("::");
        i += bestLength - 1;
        continue;
      }
      if (i > 0 && i != bestStart + bestLength || i > 0 && bestStart < 0) {
        out.put(':');
      }
      out.ascii(Integer.toHexString(group(i)));
    }
  }

  @Override
  public String toString() {
    ByteSink out = new ByteSink(40);
    describe(out);
    return out.toString();
  }
}
