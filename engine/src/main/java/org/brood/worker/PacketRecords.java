package org.brood.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.capture.LinkType;
import org.brood.conn.ConnRecords;
import org.brood.decode.Packet;
import org.brood.decode.WeirdSink;
import org.brood.script.type.EnumType;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.brood.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// Makes records of packets' headers: `pkt_hdr`, `raw_pkt_hdr`, `pcap_packet`.
final class PacketRecords {
  private static final int UDP_HEADER = 8;

  /// What must be there of an ICMP message for its type to be told: Zeek asks for more than a
  /// header.
  private static final int ICMP_HEADER = 28;

  private static final int ICMPV6_HEADER = 8;
  private static final int ETHER_ARP = 0x0806;
  private static final int ETHER_REVERSE_ARP = 0x8035;
  private static final int MAC_ADDRESSES = 12;
  private static final long NANOS = 1_000_000_000L;

  private final RecordMaker maker;
  private final ExtensionRecords extensions;
  private final TcpHeader tcpHeader = new TcpHeader();

  PacketRecords(RecordMaker maker, WeirdSink weirds) {
    this.maker = maker;
    this.extensions = new ExtensionRecords(maker, weirds);
  }

  /// The headers from the network layer on.
  Record packetHeader(IpHeader ip) {
    return fill(maker.make("pkt_hdr"), ip);
  }

  private Record fill(Record into, IpHeader ip) {
    if (ip.isIpv4()) {
      into.set("ip", ipv4(ip));
    } else {
      into.set("ip6", ipv6(ip));
    }
    int payload = payloadLength(ip);
    if (ip.available() < (long) ip.headerLength() + payload) {
      return into;
    }
    MemorySegment data = ip.segment();
    long at = ip.payload();
    switch (ip.protocol()) {
      case IpProtocol.TCP -> {
        if (payload >= TcpHeader.MIN_LENGTH) {
          into.set("tcp", tcp(data, at, payload));
        }
      }
      case IpProtocol.UDP -> {
        if (payload >= UDP_HEADER) {
          into.set("udp", udp(data, at));
        }
      }
      case IpProtocol.ICMP -> {
        if (payload >= ICMP_HEADER) {
          into.set("icmp", icmp(data, at));
        }
      }
      case IpProtocol.ICMPV6 -> {
        if (payload >= ICMPV6_HEADER) {
          into.set("icmp", icmp(data, at));
        }
      }
      default -> {
        // Other protocols have no record.
      }
    }
    return into;
  }

  private static int payloadLength(IpHeader ip) {
    return ip.totalLength() == 0 ? 0 : Math.max(0, ip.payloadLength());
  }

  private Record ipv4(IpHeader ip) {
    Record made = maker.make("ip4_hdr");
    MemorySegment data = ip.segment();
    long at = ip.start();
    made.set("hl", (long) ip.headerLength());
    made.set("tos", (long) ip.tos());
    made.set("len", (long) ip.totalLength());
    made.set("id", (long) ip.identification());
    made.set("DF", ip.dontFragment());
    made.set("MF", ip.moreFragments());
    made.set("offset", (long) ip.fragmentOffset());
    made.set("ttl", (long) ip.ttl());
    made.set("p", RecordMaker.u8(data, at + 9));
    made.set("sum", (long) ip.ipv4Checksum());
    made.set("src", RecordMaker.v4(data, at + 12));
    made.set("dst", RecordMaker.v4(data, at + 16));
    return made;
  }

  private Record ipv6(IpHeader ip) {
    Record made = maker.make("ip6_hdr");
    MemorySegment data = ip.segment();
    long at = ip.start();
    made.set("class", RecordMaker.u32(data, at) >>> 20 & 0xff);
    made.set("flow", RecordMaker.u32(data, at) & 0xfffff);
    made.set("len", RecordMaker.u16(data, at + 4));
    made.set("nxt", RecordMaker.u8(data, at + 6));
    made.set("hlim", RecordMaker.u8(data, at + 7));
    made.set("src", RecordMaker.v6(data, at + 8));
    made.set("dst", RecordMaker.v6(data, at + 24));
    made.set("exts", extensions.chain(ip));
    return made;
  }

  private Record tcp(MemorySegment data, long at, int payload) {
    tcpHeader.wrap(data, at);
    int length = tcpHeader.headerLength();
    Record made = maker.make("tcp_hdr");
    made.set("sport", new Port(tcpHeader.srcPort(), Port.TCP));
    made.set("dport", new Port(tcpHeader.dstPort(), Port.TCP));
    made.set("seq", Integer.toUnsignedLong(tcpHeader.sequence()));
    made.set("ack", Integer.toUnsignedLong(tcpHeader.acknowledgment()));
    made.set("hl", (long) length);
    made.set("dl", (long) Math.max(0, payload - length));
    made.set("reserved", (long) tcpHeader.reserved());
    made.set("flags", (long) tcpHeader.flags());
    made.set("win", (long) tcpHeader.window());
    return made;
  }

  private Record udp(MemorySegment data, long at) {
    Record made = maker.make("udp_hdr");
    made.set("sport", new Port((int) RecordMaker.u16(data, at), Port.UDP));
    made.set("dport", new Port((int) RecordMaker.u16(data, at + 2), Port.UDP));
    made.set("ulen", RecordMaker.u16(data, at + 4));
    return made;
  }

  private Record icmp(MemorySegment data, long at) {
    Record made = maker.make("icmp_hdr");
    made.set("icmp_type", RecordMaker.u8(data, at));
    return made;
  }

  // ---- whole packets

  /// All headers of a packet, the link layer's too.
  Record rawHeader(Packet packet) {
    Record made = maker.make("raw_pkt_hdr");
    made.set("l2", linkLayer(packet));
    boolean known = packet.network == Packet.Network.IPV4 || packet.network == Packet.Network.IPV6;
    if (packet.hasIp
        && known
        && (packet.capturedLength >= packet.ip.totalLength() || packet.ip.isReassembled())) {
      fill(made, packet.ip);
    }
    return made;
  }

  private Record linkLayer(Packet packet) {
    Record made = maker.make("l2_hdr");
    boolean ethernet = packet.linkType == LinkType.ETHERNET;
    Packet.Network network = packet.network;
    made.set("encap", maker.item("link_encap", ethernet ? 0 : 1));
    made.set("len", (long) packet.wireLength);
    made.set("cap_len", (long) packet.capturedLength);
    if (ethernet) {
      made.set("src", address(packet, 6, MAC_ADDRESSES));
      made.set("dst", address(packet, 0, 6));
      if (packet.vlanTag != Packet.NO_VLAN) {
        made.set("vlan", (long) packet.vlan());
        made.set("vlan_pcp", (long) (packet.vlanTag >>> 13 & 0x7));
        made.set("vlan_dei", (packet.vlanTag & 0x1000) != 0);
      }
      if (packet.innerVlanTag != Packet.NO_VLAN) {
        made.set("inner_vlan", (long) packet.innerVlan());
        made.set("inner_vlan_pcp", (long) (packet.innerVlanTag >>> 13 & 0x7));
        made.set("inner_vlan_dei", (packet.innerVlanTag & 0x1000) != 0);
      }
      made.set("eth_type", (long) packet.etherType);
      if (packet.etherType == ETHER_ARP || packet.etherType == ETHER_REVERSE_ARP) {
        network = Packet.Network.ARP;
      }
    }
    made.set("proto", networkItem(network));
    return made;
  }

  private static Str address(Packet packet, int offset, int needed) {
    if (packet.capturedLength < needed) {
      return Str.of("00:00:00:00:00:00");
    }
    long high = RecordMaker.u32(packet.segment, packet.offset + offset);
    long low = RecordMaker.u16(packet.segment, packet.offset + offset + 4);
    return ConnRecords.linkText(high << 16 | low);
  }

  private EnumType.@Nullable Item networkItem(Packet.Network network) {
    return maker.item(
        "layer3_proto",
        switch (network) {
          case IPV4 -> 0;
          case IPV6 -> 1;
          case ARP -> 2;
          case UNKNOWN -> 3;
        });
  }

  /// A packet with all its bytes.
  Record wholePacket(Packet packet) {
    Record made = maker.make("pcap_packet");
    made.set("ts_sec", packet.nanos / NANOS);
    made.set("ts_usec", packet.nanos % NANOS / 1000);
    made.set("caplen", (long) packet.capturedLength);
    made.set("len", (long) packet.wireLength);
    byte[] bytes = new byte[packet.capturedLength];
    MemorySegment.copy(
        packet.segment, ValueLayout.JAVA_BYTE, packet.offset, bytes, 0, bytes.length);
    made.set("data", Str.wrap(bytes));
    EnumType.Item link = maker.item("link_encap", packet.linkType);
    made.set("link_type", link == null ? maker.item("link_encap", 1) : link);
    return made;
  }

  /// What stands for a packet when there is none.
  Record noPacket() {
    Record made = maker.make("pcap_packet");
    made.set("ts_sec", 0L);
    made.set("ts_usec", 0L);
    made.set("caplen", 0L);
    made.set("len", 0L);
    made.set("data", Str.EMPTY);
    made.set("link_type", maker.item("link_encap", 1));
    return made;
  }
}
