package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// IEEE 802.11 data frames that are not encrypted, also several in one (A-MSDU).
final class Ieee80211Analyzer extends PacketAnalyzer {
  private static final int HEADER = 24;
  private static final int FOURTH_ADDRESS = 6;
  private static final int DATA = 0x08;
  private static final int NO_DATA = 0x40;
  private static final int QUALITY_OF_SERVICE = 0x80;
  private static final int PROTECTED = 0x40;
  private static final int AGGREGATE = 0x80;
  private static final int SUBFRAME_HEADER = 14;
  private static final int SNAP_HEADER = 8;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  Ieee80211Analyzer(Decoder decoder) {
    super(decoder, "IEEE802_11");
  }

  private static int u8(MemorySegment data, long at) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
  }

  private static int u16(MemorySegment data, long at) {
    return Short.toUnsignedInt(data.get(U16, at));
  }

  private static long address(MemorySegment data, long at) {
    return (long) u16(data, at) << 32 | Integer.toUnsignedLong(data.get(U32, at + 2));
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    int header = HEADER;
    if (length <= header) {
      return truncated(packet);
    }
    int control = u8(data, offset);
    int flags = u8(data, offset + 1);
    if ((control & DATA) == 0 || (control & NO_DATA) != 0) {
      return false;
    }
    if ((flags & 3) == 3) {
      header += FOURTH_ADDRESS;
    }
    if (length <= header) {
      return truncated(packet);
    }
    boolean aggregate = false;
    if ((control & QUALITY_OF_SERVICE) != 0) {
      aggregate = (u8(data, offset + header) & AGGREGATE) != 0;
      if ((flags & PROTECTED) != 0) {
        return true;
      }
      header += 2;
    }
    if (length <= header) {
      return truncated(packet);
    }
    switch (flags & 3) {
      case 0 -> addresses(packet, data, offset + 10, offset + 4);
      case 1 -> addresses(packet, data, offset + 10, offset + 16);
      case 2 -> addresses(packet, data, offset + 16, offset + 4);
      default -> addresses(packet, data, offset + 24, offset + 16);
    }
    return aggregate
        ? subframes(packet, data, offset + header, length - header)
        : snap(packet, data, offset + header, length - header);
  }

  private boolean truncated(Packet packet) {
    weird("truncated_802_11_header", packet);
    return false;
  }

  private static void addresses(Packet packet, MemorySegment data, long source, long destination) {
    packet.linkSource = address(data, source);
    packet.linkDestination = address(data, destination);
  }

  private boolean subframes(Packet packet, MemorySegment data, long offset, int length) {
    long at = offset;
    int left = length;
    Tunnels tunnels = packet.tunnels;
    int depth = tunnels == null ? 0 : tunnels.depth();
    while (left > 0) {
      if (left < SUBFRAME_HEADER) {
        weird("truncated_802_11_amsdu_header", packet);
        return false;
      }
      int frame = u16(data, at + 12);
      if (left < frame + SUBFRAME_HEADER) {
        weird("truncated_802_11_amsdu_packet", packet);
        return false;
      }
      if (!snap(packet, data, at + SUBFRAME_HEADER, frame)) {
        weird("invalid_802_11_amsdu_inner_packet", packet);
        return false;
      }
      at += SUBFRAME_HEADER + frame;
      left -= SUBFRAME_HEADER + frame;
      int padding = frame % 4;
      if (left >= padding) {
        at += padding;
        left -= padding;
      }
      tunnels = packet.tunnels;
      if (tunnels != null) {
        tunnels.cutTo(depth);
      }
    }
    return true;
  }

  /// Passes on what is behind an LLC header with SNAP and an EtherType; other LLC is of no
  /// interest.
  private boolean snap(Packet packet, MemorySegment data, long offset, int length) {
    if (length < SNAP_HEADER) {
      weird("truncated_802_11_llc_header", packet);
      return false;
    }
    if (data.get(U32, offset) != 0xaaaa_0300 || u16(data, offset + 4) != 0) {
      return false;
    }
    return forward(packet, data, offset + SNAP_HEADER, length - SNAP_HEADER, u16(data, offset + 6));
  }
}
