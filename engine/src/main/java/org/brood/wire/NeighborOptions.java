package org.brood.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The options of a neighbor discovery message, one after the other (RFC 4861, section 4.6).
public final class NeighborOptions {
  public static final int SOURCE_LINK_ADDRESS = 1;
  public static final int TARGET_LINK_ADDRESS = 2;
  public static final int PREFIX = 3;
  public static final int REDIRECTED = 4;
  public static final int MTU = 5;

  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private MemorySegment segment = MemorySegment.NULL;
  private long next;
  private int left;
  private int kind;
  private int units;
  private long body;
  private int available;
  private String weird = "";

  /// Starts before the first option.
  ///
  /// @param length how many bytes of options are here
  public NeighborOptions wrap(MemorySegment in, long at, int length) {
    segment = in;
    next = at;
    left = length;
    weird = "";
    return this;
  }

  /// Goes to the next option; false after the last, or at one that cannot be, see [#weird].
  public boolean next() {
    if (left <= 0) {
      return false;
    }
    if (left < 2) {
      weird = "truncated_ICMPv6_ND_options";
      return false;
    }
    kind = Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, next));
    units = Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, next + 1));
    if (units == 0) {
      weird = "zero_length_ICMPv6_ND_option";
      return false;
    }
    body = next + 2;
    available = left - 2;
    next += 8L * units;
    left -= 8 * units;
    return true;
  }

  /// Why [#next] stopped before the end, or empty.
  public String weird() {
    return weird;
  }

  public int kind() {
    return kind;
  }

  /// The option's length as it stands in it, in units of eight bytes.
  public int units() {
    return units;
  }

  public MemorySegment segment() {
    return segment;
  }

  /// Where the bytes after kind and length begin.
  public long body() {
    return body;
  }

  public int bodyLength() {
    return 8 * units - 2;
  }

  /// How much of the message is left from the body on: the option may be cut off.
  public int available() {
    return available;
  }

  public boolean isWhole() {
    return available >= bodyLength();
  }

  public int u8(int offset) {
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, body + offset));
  }

  public long u32(int offset) {
    return Integer.toUnsignedLong(segment.get(U32, body + offset));
  }
}
