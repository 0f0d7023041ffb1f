package org.brood.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A TCP header where it lies (RFC 9293, section 3.1). Whoever wraps it has checked that the twenty
/// bytes without options are there.
public final class TcpHeader {
  public static final int MIN_LENGTH = 20;

  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;
  public static final int URG = 0x20;
  public static final int ECE = 0x40;
  public static final int CWR = 0x80;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private MemorySegment segment = MemorySegment.NULL;
  private long start;

  public void wrap(MemorySegment in, long at) {
    segment = in;
    start = at;
  }

  public MemorySegment segment() {
    return segment;
  }

  public long start() {
    return start;
  }

  public int srcPort() {
    return Short.toUnsignedInt(segment.get(U16, start));
  }

  public int dstPort() {
    return Short.toUnsignedInt(segment.get(U16, start + 2));
  }

  public int sequence() {
    return segment.get(U32, start + 4);
  }

  public int acknowledgment() {
    return segment.get(U32, start + 8);
  }

  /// Header and options, in bytes.
  public int headerLength() {
    return (segment.get(ValueLayout.JAVA_BYTE, start + 12) >>> 2) & 0x3c;
  }

  /// The bits between data offset and flags.
  public int reserved() {
    return segment.get(ValueLayout.JAVA_BYTE, start + 12) & 0x0f;
  }

  public int flags() {
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, start + 13));
  }

  public boolean has(int flag) {
    return (flags() & flag) != 0;
  }

  /// The window as it stands in the header, before scaling.
  public int window() {
    return Short.toUnsignedInt(segment.get(U16, start + 14));
  }

  public int checksum() {
    return Short.toUnsignedInt(segment.get(U16, start + 16));
  }

  /// Where the options begin; they end where the header does.
  public long options() {
    return start + MIN_LENGTH;
  }
}
