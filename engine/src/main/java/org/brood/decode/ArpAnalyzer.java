package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// ARP and reverse ARP over Ethernet for IPv4 (RFC 826).
final class ArpAnalyzer extends PacketAnalyzer {
  private static final int HEADER = 8;
  private static final int ETHERNET = 1;
  private static final int IEEE_802 = 6;
  private static final int REQUEST = 1;
  private static final int REPLY = 2;

  /// Reverse and inverse requests and replies: known, but nobody wants them.
  private static final int REVERSE_REQUEST = 3;

  private static final int REVERSE_REPLY = 4;
  private static final int INVERSE_REQUEST = 8;
  private static final int INVERSE_REPLY = 9;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  ArpAnalyzer(Decoder decoder) {
    super(decoder, "ARP");
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    packet.network = Packet.Network.ARP;
    if (length < HEADER) {
      weird("truncated_ARP", packet);
      return false;
    }
    int hardware = u16(data, offset);
    int protocol = u16(data, offset + 2);
    int hardwareLength = u8(data, offset + 4);
    int protocolLength = u8(data, offset + 5);
    if (HEADER + 2 * (hardwareLength + protocolLength) > length) {
      weird("truncated_ARP", packet);
      return false;
    }
    packet.processed = true;
    if (hardware != ETHERNET && hardware != IEEE_802) {
      return bad("unknown-arp-hw-address (hrd=" + hardware + ")", packet, data, offset);
    }
    if (hardwareLength != 6) {
      return bad(
          "corrupt-arp-header (hrd=" + hardware + ", hln=" + hardwareLength + ")",
          packet,
          data,
          offset);
    }
    if (protocol != StandardRegistry.IPV4) {
      return bad("unknown-arp-proto-address (pro=" + protocol + ")", packet, data, offset);
    }
    if (protocolLength != 4) {
      return bad(
          "corrupt-arp-header (pro=" + protocol + ", pln=" + protocolLength + ")",
          packet,
          data,
          offset);
    }
    long sender = (long) u16(data, offset + 8) << 32 | (long) u16(data, offset + 10) << 16;
    if (packet.linkSource != (sender | u16(data, offset + 12))) {
      return bad("weird-arp-sha", packet, data, offset);
    }
    return operation(u16(data, offset + 6), packet, data, offset);
  }

  private boolean operation(int code, Packet packet, MemorySegment data, long offset) {
    return switch (code) {
      case REQUEST, REPLY -> {
        decoder.listener().arp(code == REQUEST, packet, data, offset);
        yield true;
      }
      case REVERSE_REQUEST, REVERSE_REPLY, INVERSE_REQUEST, INVERSE_REPLY ->
          bad("unimplemented-arp-opcode (" + code + ")", packet, data, offset);
      default -> bad("invalid-arp-opcode (opcode=" + code + ")", packet, data, offset);
    };
  }

  private boolean bad(String reason, Packet packet, MemorySegment data, long offset) {
    decoder.listener().badArp(reason, packet, data, offset);
    return false;
  }

  private static int u8(MemorySegment data, long at) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
  }

  private static int u16(MemorySegment data, long at) {
    return Short.toUnsignedInt(data.get(U16, at));
  }
}
