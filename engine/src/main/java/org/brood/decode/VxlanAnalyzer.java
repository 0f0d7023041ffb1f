package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// VXLAN (RFC 7348): an Ethernet frame in UDP.
final class VxlanAnalyzer extends PacketAnalyzer {
  private static final int HEADER = 8;
  private static final int VALID_NETWORK = 0x08;

  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  VxlanAnalyzer(Decoder decoder) {
    super(decoder, "VXLAN");
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    Session session = packet.session;
    if (session == null) {
      decoder.weird("vxlan_missing_connection", null, "", name());
      return false;
    }
    if (session.state(this) == Session.State.VIOLATED || isTooDeepInTunnels(packet)) {
      return false;
    }
    if (length < HEADER) {
      violate(session, "VXLAN header truncation", data, offset, length);
      return false;
    }
    if ((data.get(ValueLayout.JAVA_BYTE, offset) & VALID_NETWORK) == 0) {
      violate(session, "VXLAN 'I' flag not set", data, offset, length);
      return false;
    }
    int network = data.get(U32, offset + 4) >>> 8;
    confirm(session);
    if (length == HEADER) {
      weird("vxlan_empty_packet", packet);
      return false;
    }
    Packet inside =
        decoder.openTunnel(packet, TunnelType.VXLAN, data, offset + HEADER, length - HEADER);
    boolean understood = forward(inside, data, offset + HEADER, length - HEADER);
    if (understood && inside.hasIp) {
      decoder.listener().vxlan(session, inside, network);
    }
    decoder.releaseInner();
    return understood;
  }
}
