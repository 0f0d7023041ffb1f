package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.decode.IpTunnelAnalyzer.InnerIp;
import org.brood.wire.HeaderProblems;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;

/// Teredo (RFC 4380): IPv6 in UDP, after an authentication header and an origin indication, if any.
final class TeredoAnalyzer extends PacketAnalyzer {
  private static final int VALID_ORIG = 1;
  private static final int VALID_RESP = 2;

  private static final int ORIGIN = 0;
  private static final int AUTHENTICATION = 1;
  private static final int ORIGIN_LENGTH = 8;

  /// The parts of an authentication header that are always there: types, lengths, nonce,
  /// confirmation.
  private static final int AUTHENTICATION_LENGTH = 13;

  private static final int TEREDO_PREFIX = 0x2001_0000;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final HeaderProblems problems;
  private final IpHeader inner = new IpHeader();
  private long authentication;
  private long origin;
  private long ip;

  TeredoAnalyzer(Decoder decoder, HeaderProblems problems) {
    super(decoder, "TEREDO");
    this.problems = problems;
  }

  private static int u8(MemorySegment data, long at) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
  }

  private static int u16(MemorySegment data, long at) {
    return Short.toUnsignedInt(data.get(U16, at));
  }

  @Override
  protected boolean detect(Packet packet, MemorySegment data, long offset, int length) {
    if (length < IpHeader.IPV6_LENGTH) {
      return false;
    }
    boolean ipv6 = u8(data, offset) >>> 4 == 6;
    int tag = u16(data, offset);
    if (!ipv6 && tag != ORIGIN && tag != AUTHENTICATION) {
      return false;
    }
    if (ipv6
        && (data.get(U32, offset + 8) == TEREDO_PREFIX
            || data.get(U32, offset + 24) == TEREDO_PREFIX)) {
      return true;
    }
    return hasHeaders(data, offset, length);
  }

  /// Whether the bytes are Teredo headers with an IPv6 packet behind them.
  private static boolean hasHeaders(MemorySegment data, long offset, int length) {
    long at = offset;
    int left = length;
    int tag = u8(data, at + 1);
    if (tag == AUTHENTICATION) {
      int header = AUTHENTICATION_LENGTH + u8(data, at + 2) + u8(data, at + 3);
      if (left < header + IpHeader.IPV6_LENGTH) {
        return false;
      }
      at += header;
      left -= header;
      tag = u16(data, at);
    }
    return tag == ORIGIN
        && left >= ORIGIN_LENGTH + IpHeader.IPV6_LENGTH
        && u8(data, at + ORIGIN_LENGTH) >>> 4 == 6;
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    Session session = packet.session;
    if (session == null) {
      decoder.weird("teredo_missing_connection", null, "", name());
      return false;
    }
    if (session.state(this) == Session.State.VIOLATED || isTooDeepInTunnels(packet)) {
      return false;
    }
    int left = parse(session, data, offset, length);
    if (left < 0) {
      violate(session, "Bad Teredo encapsulation", data, offset, -1 - left);
      return false;
    }
    InnerIp found = InnerIp.parse(inner, IpProtocol.IPV6, data, ip, left, problems);
    boolean bubble = found == InnerIp.TOO_LONG && isBubble();
    if (bubble) {
      session.weird("Teredo_bubble_with_payload", "", name());
    } else if (found != InnerIp.OK) {
      String reason =
          found == InnerIp.TOO_LONG
              ? "Teredo payload length"
              : "Truncated Teredo or invalid inner IP version";
      violate(session, reason, data, offset, left);
      return false;
    }
    confirmBothSides(packet, session);
    decoder.listener().teredo(session, inner, data, authentication, origin, ip);
    Packet inside = decoder.openTunnel(packet, TunnelType.TEREDO, data, ip, left);
    boolean understood = forward(inside, data, ip, left);
    decoder.releaseInner();
    return understood;
  }

  private boolean isBubble() {
    return inner.protocol() == IpProtocol.NONE && inner.payloadLength() == 0;
  }

  private void confirmBothSides(Packet packet, Session session) {
    int bits = session.tunnelBits();
    if (bits == 0) {
      decoder.listener().newTeredo(session);
    }
    bits |= packet.fromOriginator ? VALID_ORIG : VALID_RESP;
    session.tunnelBits(bits);
    if (!decoder.options().delayTeredoConfirmation || bits == (VALID_ORIG | VALID_RESP)) {
      confirm(session);
    }
  }

  /// Finds the headers and the IPv6 packet.
  ///
  /// @return how many bytes are left for the packet, or -1 minus that number when there is none
  private int parse(Session session, MemorySegment data, long offset, int length) {
    authentication = -1;
    origin = -1;
    long at = offset;
    int left = length;
    while (true) {
      if (left < 2) {
        return failed(session, "truncated_Teredo", left);
      }
      int tag = u16(data, at);
      int header;
      if (tag == ORIGIN && origin < 0) {
        header = ORIGIN_LENGTH;
        if (left < header) {
          return failed(session, "truncated_Teredo_origin_indication", left);
        }
        origin = at;
      } else if (tag == AUTHENTICATION && origin < 0 && authentication < 0) {
        header = left < 4 ? left + 1 : AUTHENTICATION_LENGTH + u8(data, at + 2) + u8(data, at + 3);
        if (left < header) {
          return failed(session, "truncated_Teredo_authentication", left);
        }
        authentication = at;
      } else if (tag >>> 12 == 6) {
        if (left < IpHeader.IPV6_LENGTH) {
          return failed(session, "truncated_IPv6_in_Teredo", left);
        }
        ip = at;
        return left;
      } else {
        return -1 - left;
      }
      at += header;
      left -= header;
    }
  }

  /// Raises a weird, if the connection is known to be Teredo.
  private int failed(Session session, String weird, int left) {
    if (session.state(this) == Session.State.CONFIRMED) {
      session.weird(weird, "", name());
    }
    return -1 - left;
  }
}
