package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The layers below IP. Each is a few lines: a length that is checked, a number that decides.
///
/// A header must be followed by at least one byte; one that ends the frame counts as truncated.
final class LinkAnalyzers {
  /// Identifiers under which Ethernet and VLAN pass on frames with a length instead of a type.
  static final int SNAP_KEY = 1;

  static final int NOVELL_KEY = 2;
  static final int LLC_KEY = 3;

  /// From here on the field is an EtherType (IEEE 802.3, 3.2.6); up to [#MAX_LENGTH] it is a
  /// length.
  private static final int MIN_ETHER_TYPE = 1536;

  private static final int MAX_LENGTH = 1500;

  private static final ValueLayout.OfShort BE16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt BE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort LE16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt LE32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private LinkAnalyzers() {}

  static void addTo(Decoder decoder) {
    decoder.add(new Ethernet(decoder));
    decoder.add(new Vlan(decoder));
    decoder.add(new Llc(decoder));
    decoder.add(new Snap(decoder));
    decoder.add(new Novell(decoder));
    decoder.add(new LinuxSll(decoder));
    decoder.add(new LinuxSll2(decoder));
    decoder.add(new Loopback(decoder, "NULL", LE32));
    decoder.add(new Loopback(decoder, "LOOP", BE32));
    decoder.add(new Ppp(decoder));
    decoder.add(new PppSerial(decoder));
    decoder.add(new Pppoe(decoder));
    decoder.add(new Mpls(decoder));
    decoder.add(new Nflog(decoder));
    decoder.add(new Fddi(decoder));
    decoder.add(new Pbb(decoder));
    decoder.add(new VnTag(decoder));
    decoder.add(new Skip(decoder));
  }

  private static int u8(MemorySegment data, long at) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
  }

  private static int u16(MemorySegment data, long at) {
    return Short.toUnsignedInt(data.get(BE16, at));
  }

  private static long address(MemorySegment data, long at) {
    return (long) u16(data, at) << 32 | Integer.toUnsignedLong(data.get(BE32, at + 2));
  }

  /// What Ethernet and VLAN have in common: a frame whose type field is a length.
  private abstract static class Typed extends PacketAnalyzer {
    Typed(Decoder decoder, String name) {
      super(decoder, name);
    }

    boolean byLength(
        Packet packet, MemorySegment data, long at, int left, int frameLength, String truncated) {
      if (left < 2) {
        weird(truncated, packet);
        return false;
      }
      int length = Math.min(left, frameLength);
      return switch (u16(data, at)) {
        case 0xaaaa -> forward(packet, data, at, length, SNAP_KEY);
        case 0xffff -> forward(packet, data, at, length, NOVELL_KEY);
        default -> forward(packet, data, at, length, LLC_KEY);
      };
    }
  }

  /// Ethernet II and IEEE 802.3, also inside a Cisco FabricPath header.
  private static final class Ethernet extends Typed {
    private static final int HEADER = 14;
    private static final int FABRIC_PATH = 0x8903;
    private static final int FABRIC_PATH_HEADER = 16;

    Ethernet(Decoder decoder) {
      super(decoder, "ETHERNET");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      long at = offset;
      int left = length;
      if (left <= HEADER + 2) {
        weird("truncated_ethernet_frame", packet);
        return false;
      }
      if (u16(data, at + 12) == FABRIC_PATH) {
        if (left <= FABRIC_PATH_HEADER + HEADER) {
          weird("truncated_link_header_cfp", packet);
          return false;
        }
        at += FABRIC_PATH_HEADER;
        left -= FABRIC_PATH_HEADER;
      }
      int type = u16(data, at + 12);
      packet.etherType = type;
      packet.linkDestination = address(data, at);
      packet.linkSource = address(data, at + 6);
      if (type >= MIN_ETHER_TYPE) {
        return forward(packet, data, at + HEADER, left - HEADER, type);
      }
      if (type <= MAX_LENGTH) {
        return byLength(packet, data, at + HEADER, left - HEADER, type, "truncated_ethernet_frame");
      }
      weird("undefined_ether_type", packet);
      return false;
    }
  }

  /// IEEE 802.1Q and 802.1ad tags.
  private static final class Vlan extends Typed {
    private static final int HEADER = 4;

    Vlan(Decoder decoder) {
      super(decoder, "VLAN");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= HEADER) {
        weird("truncated_VLAN_header", packet);
        return false;
      }
      int tag = u16(data, offset);
      if (packet.vlanTag == Packet.NO_VLAN) {
        packet.vlanTag = tag;
      } else {
        if (packet.innerVlanTag != Packet.NO_VLAN) {
          weird("triple_tagged_vlan_unsupported", packet, "inner VLAN tag overwritten");
        }
        packet.innerVlanTag = tag;
      }
      int type = u16(data, offset + 2);
      if (type >= MIN_ETHER_TYPE) {
        packet.etherType = type;
        return forward(packet, data, offset + HEADER, length - HEADER, type);
      }
      if (type <= MAX_LENGTH) {
        return byLength(
            packet, data, offset + HEADER, length - HEADER, type, "truncated_VLAN_header");
      }
      weird("undefined_vlan_protocol", packet);
      return false;
    }
  }

  /// IEEE 802.2; the header's length depends on whether frames are numbered.
  private static final class Llc extends PacketAnalyzer {
    Llc(Decoder decoder) {
      super(decoder, "LLC");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length < 3 || length < llcHeader(data, offset)) {
        weird("truncated_llc_header", packet);
        return false;
      }
      return forward(packet, data, offset, length, u8(data, offset));
    }
  }

  private static int llcHeader(MemorySegment data, long at) {
    return (u8(data, at + 2) & 3) == 3 ? 3 : 4;
  }

  /// The LLC extension that names a protocol by organization and number.
  private static final class Snap extends PacketAnalyzer {
    Snap(Decoder decoder) {
      super(decoder, "SNAP");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length < 3) {
        weird("truncated_snap_llc_header", packet);
        return false;
      }
      int header = llcHeader(data, offset);
      if (length < header + 5) {
        weird("truncated_snap_header", packet);
        return false;
      }
      long at = offset + header;
      long organization = (long) u16(data, at) << 8 | u8(data, at + 2);
      long identifier = organization << 16 | u16(data, at + 3);
      return forward(packet, data, at + 5, length - header - 5, identifier);
    }
  }

  /// Raw IEEE 802.3 as Novell used it for IPX.
  private static final class Novell extends PacketAnalyzer {
    Novell(Decoder decoder) {
      super(decoder, "NOVELL_802_3");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      return forward(packet, data, offset, length);
    }
  }

  /// Linux cooked capture, version 1.
  private static final class LinuxSll extends PacketAnalyzer {
    private static final int HEADER = 16;

    LinuxSll(Decoder decoder) {
      super(decoder, "LINUXSLL");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= HEADER) {
        weird("truncated_Linux_SLL_header", packet);
        return false;
      }
      packet.linkSource = address(data, offset + 6);
      packet.linkDestination = 0;
      return forward(packet, data, offset + HEADER, length - HEADER, u16(data, offset + 14));
    }
  }

  /// Linux cooked capture, version 2.
  private static final class LinuxSll2 extends PacketAnalyzer {
    private static final int HEADER = 20;

    LinuxSll2(Decoder decoder) {
      super(decoder, "LINUXSLL2");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= HEADER) {
        weird("truncated_Linux_SLL2_header", packet);
        return false;
      }
      packet.linkSource = address(data, offset + 12);
      packet.linkDestination = 0;
      return forward(packet, data, offset + HEADER, length - HEADER, u16(data, offset));
    }
  }

  /// BSD's loopback: an address family, in network order from OpenBSD, else taken as little-endian.
  private static final class Loopback extends PacketAnalyzer {
    private final ValueLayout.OfInt order;

    Loopback(Decoder decoder, String name, ValueLayout.OfInt order) {
      super(decoder, name);
      this.order = order;
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= 4) {
        weird("null_analyzer_failed", packet);
        return false;
      }
      long family = Integer.toUnsignedLong(data.get(order, offset));
      return forward(packet, data, offset + 4, length - 4, family);
    }
  }

  /// PPP, with or without HDLC framing in front (RFC 1661, RFC 1662).
  private static final class Ppp extends PacketAnalyzer {
    private static final int HDLC = 0xff03;

    Ppp(Decoder decoder) {
      super(decoder, "PPP");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= 2) {
        weird("truncated_ppp_header", packet);
        return false;
      }
      if (u16(data, offset) != HDLC) {
        return forward(packet, data, offset + 2, length - 2, u16(data, offset));
      }
      if (length <= 4) {
        weird("truncated_ppp_hdlc_header", packet);
        return false;
      }
      return forward(packet, data, offset + 4, length - 4, u16(data, offset + 2));
    }
  }

  /// PPP behind an address and a control byte.
  private static final class PppSerial extends PacketAnalyzer {
    PppSerial(Decoder decoder) {
      super(decoder, "PPPSERIAL");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= 4) {
        weird("truncated_ppp_serial_header", packet);
        return false;
      }
      return forward(packet, data, offset + 4, length - 4, u16(data, offset + 2));
    }
  }

  /// PPP over Ethernet (RFC 2516): six bytes of header, then PPP's protocol number.
  private static final class Pppoe extends PacketAnalyzer {
    private static final int HEADER = 6;

    Pppoe(Decoder decoder) {
      super(decoder, "PPPOE");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= HEADER + 2) {
        weird("truncated_pppoe_header", packet);
        return false;
      }
      int payload = u16(data, offset + 4);
      packet.pppoeSession = u16(data, offset + 2);
      if (payload < length - HEADER) {
        weird("pppoe_extra_data_after_payload", packet);
      } else if (payload > length - HEADER) {
        decoder.weird("pppoe_truncated_payload", null, "", name());
      }
      int left = Math.min(Math.max(payload - 2, 0), length - HEADER - 2);
      return forward(packet, data, offset + HEADER + 2, left, u16(data, offset + HEADER));
    }
  }

  /// MPLS labels up to the bottom of the stack (RFC 3032), which does not say what follows.
  private static final class Mpls extends PacketAnalyzer {
    Mpls(Decoder decoder) {
      super(decoder, "MPLS");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      long at = offset;
      int left = length;
      boolean bottom = false;
      while (!bottom) {
        if (left <= 4) {
          weird("truncated_link_header", packet);
          return false;
        }
        bottom = (u8(data, at + 2) & 1) != 0;
        at += 4;
        left -= 4;
      }
      return forward(packet, data, at, left);
    }
  }

  /// Netfilter's log: attributes, one of which is the packet.
  private static final class Nflog extends PacketAnalyzer {
    private static final int PAYLOAD = 9;

    Nflog(Decoder decoder) {
      super(decoder, "NFLOG");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= 4) {
        weird("truncated_nflog_header", packet);
        return false;
      }
      if (u8(data, offset + 1) != 0) {
        weird("unknown_nflog_version", packet);
        return false;
      }
      int family = u8(data, offset);
      long at = offset + 4;
      int left = length - 4;
      while (true) {
        if (left <= 4) {
          weird("nflog_no_pcap_payload", packet);
          return false;
        }
        int attribute = Short.toUnsignedInt(data.get(LE16, at));
        if (Short.toUnsignedInt(data.get(LE16, at + 2)) == PAYLOAD) {
          return forward(packet, data, at + 4, left - 4, family);
        }
        if (attribute < 4) {
          weird("nflog_bad_tlv_len", packet);
          return false;
        }
        int padded = attribute + 3 & ~3;
        if (padded > left) {
          weird("nflog_bad_tlv_len", packet, "(" + padded + " > " + left + ")");
          return false;
        }
        at += padded;
        left -= padded;
      }
    }
  }

  /// FDDI with LLC: skipped, in the hope of IP.
  private static final class Fddi extends PacketAnalyzer {
    private static final int HEADER = 13 + 8;

    Fddi(Decoder decoder) {
      super(decoder, "FDDI");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= HEADER) {
        decoder.weird("FDDI_analyzer_failed", null, "", name());
        return false;
      }
      return forward(packet, data, offset + HEADER, length - HEADER);
    }
  }

  /// Provider backbone bridging (IEEE 802.1ah): a whole Ethernet frame after the service tag.
  private static final class Pbb extends PacketAnalyzer {
    private static final int HEADER = 18;
    private static final int CUSTOMER_FRAME = 4;

    Pbb(Decoder decoder) {
      super(decoder, "PBB");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= HEADER) {
        weird("truncated_PBB_header", packet);
        return false;
      }
      return forward(packet, data, offset + CUSTOMER_FRAME, length - CUSTOMER_FRAME);
    }
  }

  /// Cisco's VN-Tag (IEEE 802.1Qbh).
  private static final class VnTag extends PacketAnalyzer {
    private static final int HEADER = 6;

    VnTag(Decoder decoder) {
      super(decoder, "VNTAG");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      if (length <= HEADER) {
        weird("truncated_vntag_header", packet);
        return false;
      }
      return forward(packet, data, offset + HEADER, length - HEADER, u16(data, offset + 4));
    }
  }

  /// Passes over a number of bytes that the user sets.
  private static final class Skip extends PacketAnalyzer {
    Skip(Decoder decoder) {
      super(decoder, "SKIP");
    }

    @Override
    public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
      int skip = Math.min(decoder.options().skipBytes, length);
      return forward(packet, data, offset + skip, length - skip);
    }
  }
}
