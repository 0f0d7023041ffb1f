package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.decode.IpTunnelAnalyzer.InnerIp;
import org.brood.wire.HeaderProblems;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;

/// GTPv1 (3GPP TS 29.060 and 29.281): IP packets of mobile users in UDP, and the messages that set
/// this up, which go to the listener.
final class GtpAnalyzer extends PacketAnalyzer {
  private static final int HEADER = 8;
  private static final int OPTIONAL = 4;
  private static final int USER_PACKET = 255;

  private static final int PROTOCOL_TYPE = 0x10;
  private static final int EXTENSION = 0x04;
  private static final int ANY_OPTIONAL = 0x07;

  private static final int SEEN = 4;
  private static final int VALID_ORIG = 1;
  private static final int VALID_RESP = 2;

  private final HeaderProblems problems;
  private final IpHeader inner = new IpHeader();

  GtpAnalyzer(Decoder decoder, HeaderProblems problems) {
    super(decoder, "GTPV1");
    this.problems = problems;
  }

  private static int u8(MemorySegment data, long at) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    Session session = packet.session;
    if (session == null) {
      decoder.weird("gtpv1_missing_connection", null, "", name());
      return false;
    }
    if ((session.tunnelBits() & SEEN) == 0) {
      session.tunnelBits(session.tunnelBits() | SEEN);
      decoder.listener().newGtp(session);
    }
    int header = headerLength(data, offset, length);
    if (header < 0) {
      violate(session, "GTPv1 header truncation", data, offset, 0);
      return false;
    }
    int side = packet.fromOriginator ? VALID_ORIG : VALID_RESP;
    session.tunnelBits(session.tunnelBits() & ~side);
    if (!isExpected(packet, session, data, offset)) {
      return false;
    }
    int flags = u8(data, offset);
    if ((flags & PROTOCOL_TYPE) == 0) {
      return false;
    }
    if (!decoder.listener().gtp(session, data, offset, length, offset + header)) {
      violate(session, "GTPv1 information elements", data, offset, 0);
      return false;
    }
    if (u8(data, offset + 1) != USER_PACKET) {
      return false;
    }
    return userPacket(packet, session, data, offset, header, length - header);
  }

  /// The length of header, optional fields and extension headers, or -1 when they are cut off.
  private static int headerLength(MemorySegment data, long offset, int length) {
    if (length < HEADER) {
      return -1;
    }
    int flags = u8(data, offset);
    int header = HEADER + ((flags & ANY_OPTIONAL) != 0 ? OPTIONAL : 0);
    if (header > length) {
      return -1;
    }
    if ((flags & EXTENSION) != 0) {
      int next;
      do {
        if (header >= length) {
          return -1;
        }
        int extension = 4 * u8(data, offset + header);
        if (extension == 0 || header + extension > length) {
          return -1;
        }
        header += extension;
        next = u8(data, offset + header - 1);
      } while (next != 0);
    }
    return header;
  }

  private boolean isExpected(Packet packet, Session session, MemorySegment data, long offset) {
    Tunnels around = packet.tunnels;
    if (around != null && around.depth() >= decoder.options().maxTunnelDepth) {
      decoder.weird("tunnel_depth", null, "", name());
      return false;
    }
    if (around != null && around.lastType() == TunnelType.GTPV1) {
      violate(session, "GTP-in-GTP", data, offset, 0);
      return false;
    }
    if (u8(data, offset) >>> 5 != 1) {
      violate(session, "GTPv1 bad Version", data, offset, 0);
      return false;
    }
    return true;
  }

  private boolean userPacket(
      Packet packet, Session session, MemorySegment data, long offset, int header, int left) {
    if (left < IpHeader.IPV4_LENGTH) {
      violate(session, "Truncated GTPv1", data, offset, 0);
      return false;
    }
    long ip = offset + header;
    int version = u8(data, ip) >>> 4;
    if (version != 4 && version != 6) {
      violate(session, "non-IP packet in GTPv1", data, offset, 0);
      return false;
    }
    int protocol = version == 4 ? IpProtocol.IPV4 : IpProtocol.IPV6;
    InnerIp found = InnerIp.parse(inner, protocol, data, ip, left, problems);
    if (found != InnerIp.OK) {
      String reason =
          switch (found) {
            case BAD_PROTOCOL -> "Invalid IP version in wrapped packet";
            case TOO_SHORT -> "Truncated GTPv1";
            case TOO_LONG, OK -> "GTPv1 payload length";
          };
      violate(session, reason, data, offset, 0);
      return false;
    }
    int bits = session.tunnelBits() | (packet.fromOriginator ? VALID_ORIG : VALID_RESP);
    session.tunnelBits(bits);
    int both = VALID_ORIG | VALID_RESP;
    if (!decoder.options().delayGtpConfirmation || (bits & both) == both) {
      confirm(session);
    }
    decoder.listener().gtpPacket(session, inner, data, offset);
    Packet inside = decoder.openTunnel(packet, TunnelType.GTPV1, data, ip, left);
    boolean understood = forward(inside, data, ip, left);
    decoder.releaseInner();
    return understood;
  }
}
