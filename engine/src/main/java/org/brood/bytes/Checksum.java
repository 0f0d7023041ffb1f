package org.brood.bytes;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The Internet checksum: the ones' complement sum of 16-bit words (RFC 1071).
///
/// Sums are kept as `long`s that were not folded yet, so that parts (a pseudo header, a payload)
/// can be added up. Over data that carry their own checksum, [#fold] gives 0xffff when it is right.
public final class Checksum {
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private Checksum() {}

  /// The sum of `length` bytes; an odd last byte counts as the high half of a word.
  public static long sum(MemorySegment segment, long offset, long length) {
    long sum = 0;
    long at = offset;
    long left = length;
    for (; left >= 4; left -= 4, at += 4) {
      sum += Integer.toUnsignedLong(segment.get(U32, at));
    }
    if (left >= 2) {
      sum += Short.toUnsignedLong(segment.get(U16, at));
      at += 2;
      left -= 2;
    }
    if (left == 1) {
      sum += Byte.toUnsignedLong(segment.get(ValueLayout.JAVA_BYTE, at)) << 8;
    }
    return sum;
  }

  /// The sum of a 64-bit number's four words.
  public static long sum(long words) {
    return (words >>> 32) + (words & 0xffff_ffffL);
  }

  /// The pseudo header's sum for TCP, UDP and ICMPv6 (RFC 9293, 3.1; RFC 8200, 8.1).
  ///
  /// An IPv4 address is the mapped form; its constant words are left out.
  public static long pseudoHeader(
      boolean ipv4,
      long srcHigh,
      long srcLow,
      long dstHigh,
      long dstLow,
      int protocol,
      int length) {
    long sum = protocol + Integer.toUnsignedLong(length);
    if (ipv4) {
      return sum + (srcLow & 0xffff_ffffL) + (dstLow & 0xffff_ffffL);
    }
    return sum + sum(srcHigh) + sum(srcLow) + sum(dstHigh) + sum(dstLow);
  }

  /// The 16-bit ones' complement sum.
  public static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) folded;
  }
}
