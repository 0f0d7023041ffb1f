package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.capture.LinkType;
import org.brood.wire.IpProtocol;

/// GRE (RFC 2784, RFC 2890), PPTP's enhanced GRE (RFC 2637), ERSPAN, and Aruba's 802.11 in GRE.
final class GreAnalyzer extends PacketAnalyzer {
  private static final int CHECKSUM = 0x8000;
  private static final int ROUTING = 0x4000;
  private static final int KEY = 0x2000;
  private static final int SEQUENCE = 0x1000;
  private static final int ACKNOWLEDGMENT = 0x0080;
  private static final int RESERVED = 0x0078;

  private static final int BRIDGED_ETHERNET = 0x6558;
  private static final int ERSPAN_I_II = 0x88be;
  private static final int ERSPAN_III = 0x22eb;
  private static final int PPTP = 0x880b;
  private static final int PPP_IPV4 = 0x0021;
  private static final int PPP_IPV6 = 0x0057;

  private static final int ETHERNET_HEADER = 14;
  private static final int ERSPAN_II_HEADER = 8;
  private static final int ERSPAN_III_HEADER = 12;
  private static final int ERSPAN_III_OPTION = 8;
  private static final int PPTP_HEADER = 4;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  GreAnalyzer(Decoder decoder) {
    super(decoder, "GRE");
  }

  private static int u16(MemorySegment data, long at) {
    return Short.toUnsignedInt(data.get(U16, at));
  }

  private static int headerLength(int flags) {
    int length = 4;
    length += (flags & CHECKSUM) != 0 ? 4 : 0;
    length += (flags & KEY) != 0 ? 4 : 0;
    length += (flags & SEQUENCE) != 0 ? 4 : 0;
    length += (flags & ACKNOWLEDGMENT) != 0 ? 4 : 0;
    return length;
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    if (!packet.hasIp) {
      return false;
    }
    if (length < 4) {
      return truncated(packet);
    }
    int flags = u16(data, offset);
    int type = u16(data, offset + 2);
    int version = flags & 7;
    if (version > 1) {
      weird("unknown_gre_version", packet, "version=" + version);
      return false;
    }
    if (version == 1 && type != PPTP) {
      weird("egre_protocol_type", packet, "proto=" + type);
      return false;
    }
    int header = headerLength(flags);
    int extra = version == 1 ? PPTP_HEADER : 0;
    int linkType = LinkType.RAW;
    if (version == 0 && isEthernet(type)) {
      linkType = LinkType.ETHERNET;
      extra = erspanHeader(type, flags, data, offset, header, length);
      if (extra < 0) {
        return truncated(packet);
      }
    } else if (version == 0 && isAruba(type)) {
      if (length <= header) {
        return truncated(packet);
      }
      linkType = LinkType.IEEE802_11;
    }
    if ((flags & ROUTING) != 0) {
      weird("gre_routing", packet);
      return false;
    }
    if ((flags & RESERVED) != 0) {
      weird("unknown_gre_flags", packet);
      return false;
    }
    if (length < header + extra + (linkType == LinkType.ETHERNET ? ETHERNET_HEADER : 0)) {
      return truncated(packet);
    }
    int protocol = isEthernet(type) && version == 0 ? packet.protocol : type;
    if (version == 1) {
      int ppp = u16(data, offset + header + 2);
      if (ppp != PPP_IPV4 && ppp != PPP_IPV6) {
        weird("non_ip_packet_in_encap", packet);
        return false;
      }
      protocol = ppp == PPP_IPV4 ? IpProtocol.IPV4 : IpProtocol.IPV6;
    }
    packet.tunnelType = TunnelType.GRE;
    packet.greVersion = version;
    packet.greLinkType = linkType;
    packet.protocol = protocol;
    forward(packet, data, offset + header + extra, length - header - extra, protocol);
    return true;
  }

  private boolean truncated(Packet packet) {
    weird("truncated_GRE", packet);
    return false;
  }

  private static boolean isEthernet(int type) {
    return type == BRIDGED_ETHERNET || type == ERSPAN_I_II || type == ERSPAN_III;
  }

  private static boolean isAruba(int type) {
    boolean even = (type & 0x0f) == 0;
    return ((type & 0x8200) == 0x8200 && even)
        || ((type & 0x8300) == 0x8300 && even && type <= 0x8370)
        || type == 0x9000;
  }

  /// The length of the ERSPAN header before an Ethernet frame, or -1 when the packet is too short.
  private static int erspanHeader(
      int type, int flags, MemorySegment data, long offset, int header, int length) {
    if (length <= header + ETHERNET_HEADER) {
      return -1;
    }
    if (type == BRIDGED_ETHERNET) {
      return 0;
    }
    if (type == ERSPAN_I_II) {
      if ((flags & SEQUENCE) == 0) {
        return 0;
      }
      return length < header + ETHERNET_HEADER + ERSPAN_II_HEADER ? -1 : ERSPAN_II_HEADER;
    }
    if (length <= header + ETHERNET_HEADER + ERSPAN_III_HEADER) {
      return -1;
    }
    int options = data.get(ValueLayout.JAVA_BYTE, offset + header + ERSPAN_III_HEADER - 1) & 1;
    if (options == 0) {
      return ERSPAN_III_HEADER;
    }
    int whole = ERSPAN_III_HEADER + ERSPAN_III_OPTION;
    return length <= header + whole + ETHERNET_HEADER ? -1 : whole;
  }
}
