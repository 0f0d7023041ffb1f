package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// AYIYA, "Anything In Anything" (draft-massar-v6ops-ayiya-02): an IP packet in UDP, after identity
/// and signature.
final class AyiyaAnalyzer extends PacketAnalyzer {
  private static final int HEADER = 8;
  private static final int FORWARD = 1;

  AyiyaAnalyzer(Decoder decoder) {
    super(decoder, "AYIYA");
  }

  private static int u8(MemorySegment data, long at) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
  }

  @Override
  protected boolean detect(Packet packet, MemorySegment data, long offset, int length) {
    return length >= 3 && u8(data, offset + 1) == 0x52 && u8(data, offset + 2) == 0x11;
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    Session session = packet.session;
    if (session == null) {
      decoder.weird("ayiya_missing_connection", null, "", name());
      return false;
    }
    if (session.state(this) == Session.State.VIOLATED || isTooDeepInTunnels(packet)) {
      return false;
    }
    if (length < HEADER) {
      violate(session, "Truncated AYIYA", data, offset, 0);
      return false;
    }
    int identity = 1 << (u8(data, offset) >>> 4);
    int signature = 4 * (u8(data, offset + 1) >>> 4);
    int header = HEADER + identity + signature;
    if (length < header) {
      violate(session, "Truncated AYIYA", data, offset, 0);
      return false;
    }
    if ((u8(data, offset + 2) & 0x0f) != FORWARD) {
      return true;
    }
    int next = u8(data, offset + 3);
    confirm(session);
    if (length == header) {
      weird("ayiya_empty_packet", packet);
      return false;
    }
    Packet inside =
        decoder.openTunnel(packet, TunnelType.AYIYA, data, offset + header, length - header);
    boolean understood = forward(inside, data, offset + header, length - header, next);
    decoder.releaseInner();
    return understood;
  }
}
