package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Geneve (RFC 8926): a packet of any EtherType in UDP, after options.
final class GeneveAnalyzer extends PacketAnalyzer {
  private static final int HEADER = 8;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  GeneveAnalyzer(Decoder decoder) {
    super(decoder, "GENEVE");
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    Session session = packet.session;
    if (session == null) {
      decoder.weird("geneve_missing_connection", null, "", name());
      return false;
    }
    if (session.state(this) == Session.State.VIOLATED || isTooDeepInTunnels(packet)) {
      return false;
    }
    if (length < HEADER) {
      violate(session, "Geneve header truncation", data, offset, length);
      return false;
    }
    int first = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, offset));
    if (first >>> 6 != 0) {
      weird("geneve_invalid_version", packet, Integer.toString(first >>> 6));
      return false;
    }
    int header = HEADER + 4 * (first & 0x3f);
    if (length < header) {
      violate(session, "Geneve option header truncation", data, offset, length);
      return false;
    }
    int type = Short.toUnsignedInt(data.get(U16, offset + 2));
    int network = data.get(U32, offset + 4) >>> 8;
    confirm(session);
    if (length == header) {
      weird("geneve_empty_packet", packet);
      return false;
    }
    Packet inside =
        decoder.openTunnel(packet, TunnelType.GENEVE, data, offset + header, length - header);
    boolean understood = forward(inside, data, offset + header, length - header, type);
    if (understood && inside.hasIp) {
      decoder.listener().geneve(session, inside, network);
    }
    decoder.releaseInner();
    return understood;
  }
}
