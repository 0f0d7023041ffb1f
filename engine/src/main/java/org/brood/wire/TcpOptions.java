package org.brood.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The options of one TCP header, one after the other (RFC 9293, section 3.2; RFC 7323).
///
/// ```java
/// options.wrap(header);
/// while (options.next()) { options.kind() … }
/// ```
public final class TcpOptions {
  public static final int END = 0;
  public static final int NOP = 1;
  public static final int MAX_SEGMENT_SIZE = 2;
  public static final int WINDOW_SCALE = 3;
  public static final int SACK_PERMITTED = 4;
  public static final int SACK = 5;
  public static final int TIMESTAMPS = 8;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private MemorySegment segment = MemorySegment.NULL;
  private long at;
  private long next;
  private long end;
  private int kind;
  private int length;

  /// Starts before the first option of a header that is there in full.
  public TcpOptions wrap(TcpHeader header) {
    segment = header.segment();
    next = header.options();
    end = header.start() + header.headerLength();
    kind = -1;
    length = 0;
    return this;
  }

  /// Goes to the next option; false after the last, or when what follows is not an option.
  public boolean next() {
    if (kind == END || next >= end) {
      return false;
    }
    at = next;
    kind = u8(0);
    if (kind == END || kind == NOP) {
      length = 1;
    } else {
      if (at + 1 >= end) {
        return false;
      }
      length = u8(1);
      if (length == 0 || at + length > end) {
        return false;
      }
    }
    next = at + length;
    return true;
  }

  /// Whether [#next] stopped before the header's end.
  public boolean isBroken() {
    return next < end && kind != END;
  }

  public int kind() {
    return kind;
  }

  /// The option's length, kind and length included; at least 1.
  public int length() {
    return length;
  }

  public MemorySegment segment() {
    return segment;
  }

  /// Where the option's kind lies.
  public long start() {
    return at;
  }

  /// The byte at `offset` from the option's kind.
  public int u8(int offset) {
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at + offset));
  }

  public int u16(int offset) {
    return Short.toUnsignedInt(segment.get(U16, at + offset));
  }

  public long u32(int offset) {
    return Integer.toUnsignedLong(segment.get(U32, at + offset));
  }
}
