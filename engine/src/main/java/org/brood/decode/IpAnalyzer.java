package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.bytes.Checksum;
import org.brood.wire.HeaderProblems;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;

/// IPv4 and IPv6: checks the header, puts fragments together, passes on the payload by protocol.
final class IpAnalyzer extends PacketAnalyzer implements HeaderProblems {
  private static final int VALID = 0xffff;

  IpAnalyzer(Decoder decoder) {
    super(decoder, "IP");
  }

  @Override
  public void found(IpHeader header, String weird, String detail) {
    decoder
        .weirds()
        .flowWeird(
            header.srcHigh(),
            header.srcLow(),
            header.dstHigh(),
            header.dstLow(),
            weird,
            detail,
            "");
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    if (!wrap(packet, data, offset, length)) {
      return false;
    }
    IpHeader ip = packet.ip;
    int linkLength = (int) (offset - packet.offset);
    int totalLength = ip.totalLength();
    if (totalLength == 0) {
      weird("ip_hdr_len_zero", packet);
      if (!decoder.options().ignoreChecksums) {
        return false;
      }
      totalLength = packet.capturedLength - linkLength;
    }
    if (!hasValidLengths(packet, totalLength, linkLength, length)) {
      return false;
    }
    packet.hasIp = true;
    if (decoder.filter().drops(ip)) {
      return false;
    }
    if (!hasValidChecksum(packet)) {
      weird("bad_IP_checksum", packet);
      return false;
    }
    if (decoder.filter().discards(ip)) {
      return false;
    }
    if (!ip.isFragment()) {
      return deliver(packet, length, totalLength);
    }
    return fragment(packet, offset, length, totalLength);
  }

  private boolean wrap(Packet packet, MemorySegment data, long offset, int length) {
    if (length < IpHeader.IPV4_LENGTH) {
      weird("truncated_IP", packet);
      return false;
    }
    int version = data.get(ValueLayout.JAVA_BYTE, offset) >>> 4 & 0xf;
    if (version == 4) {
      packet.ip.wrapIpv4(data, offset, length, false);
      packet.network = Packet.Network.IPV4;
      return true;
    }
    if (version != 6) {
      weird("unknown_ip_version", packet);
      return false;
    }
    if (length < IpHeader.IPV6_LENGTH) {
      weird("truncated_IP", packet);
      return false;
    }
    packet.ip.wrapIpv6(data, offset, length, false, this);
    packet.network = Packet.Network.IPV6;
    return true;
  }

  private boolean hasValidLengths(Packet packet, int totalLength, int linkLength, int length) {
    if (Integer.compareUnsigned(packet.wireLength, totalLength + linkLength) < 0) {
      weird("truncated_IP_len", packet);
      return false;
    }
    int headerLength = packet.ip.headerLength();
    if (headerLength > totalLength) {
      weird("invalid_IP_header_size", packet);
      return false;
    }
    if (headerLength > length) {
      weird("internally_truncated_header", packet);
      return false;
    }
    if (packet.ip.isIpv4() && headerLength < IpHeader.IPV4_LENGTH) {
      weird("IPv4_min_header_size", packet);
      return false;
    }
    if (!packet.ip.isIpv4() && headerLength < IpHeader.IPV6_LENGTH) {
      weird("IPv6_min_header_size", packet);
      return false;
    }
    return true;
  }

  private boolean hasValidChecksum(Packet packet) {
    IpHeader ip = packet.ip;
    if (packet.networkChecksumValid || decoder.options().ignoreChecksums || !ip.isIpv4()) {
      return true;
    }
    return Checksum.fold(Checksum.sum(ip.segment(), ip.start(), ip.headerLength())) == VALID
        || decoder.options().ignoreChecksumsNets.contains(ip.headerSrcHigh(), ip.headerSrcLow());
  }

  private boolean fragment(Packet packet, long offset, int length, int totalLength) {
    IpHeader ip = packet.ip;
    packet.record = true;
    if (length < totalLength) {
      weird("incompletely_captured_fragment", packet);
      // The first fragment has the ports; the others are of no use alone.
      return ip.fragmentOffset() == 0 && deliver(packet, length, totalLength);
    }
    FragmentTable fragments = decoder.fragments();
    FragmentTable.Datagram datagram = fragments.add(ip, decoder.packetNanos());
    if (datagram == null || !datagram.isComplete()) {
      return true;
    }
    int capturedLength = packet.capturedLength;
    try {
      int whole = datagram.wrap(ip, this);
      if (ip.headerLength() > whole) {
        weird("invalid_IP_header_size", packet);
        return false;
      }
      packet.capturedLength = whole + (int) (offset - packet.offset);
      packet.wireLength = packet.capturedLength;
      return deliver(packet, whole, whole);
    } finally {
      packet.capturedLength = capturedLength;
      fragments.remove(datagram);
    }
  }

  /// Passes on the payload of a header that is valid, of a packet of which `length` bytes are here.
  private boolean deliver(Packet packet, int length, int totalLength) {
    IpHeader ip = packet.ip;
    int last = ip.lastHeader();
    if (last == IpProtocol.ESP) {
      packet.record = true;
      decoder.listener().esp(packet);
      return true;
    }
    if (last == IpProtocol.MOBILITY) {
      return mobility(packet);
    }
    int left = length - ip.headerLength();
    int payload = ip.payloadLength();
    if (payload != 0) {
      left = Math.min(left, payload);
    }
    int protocol = ip.protocol();
    packet.protocol = protocol;
    if (totalLength < ip.headerLength()) {
      weird("bogus_IP_header_lengths", packet);
      return false;
    }
    if (protocol == IpProtocol.IPV4 || protocol == IpProtocol.IPV6) {
      packet.tunnelType = TunnelType.IP;
    }
    if (protocol == IpProtocol.NONE) {
      Tunnels tunnels = packet.tunnels;
      if (tunnels != null && tunnels.lastType() == TunnelType.TEREDO) {
        return true;
      }
      weird("ipv6_no_next", packet);
      return false;
    }
    return forward(packet, ip.segment(), ip.payload(), left, protocol);
  }

  private boolean mobility(Packet packet) {
    IpHeader ip = packet.ip;
    packet.record = true;
    if (!decoder.options().ignoreChecksums && !hasValidMobilityChecksum(ip)) {
      weird("bad_MH_checksum", packet);
      return false;
    }
    decoder.listener().mobility(packet);
    if (ip.protocol() != IpProtocol.NONE) {
      weird("mobility_piggyback", packet);
    }
    return true;
  }

  private static boolean hasValidMobilityChecksum(IpHeader ip) {
    int length = ip.headerLength(ip.headerCount() - 1);
    long sum =
        Checksum.pseudoHeader(
            false,
            ip.srcHigh(),
            ip.srcLow(),
            ip.dstHigh(),
            ip.dstLow(),
            IpProtocol.MOBILITY,
            length);
    return Checksum.fold(sum + Checksum.sum(ip.segment(), ip.lastHeaderStart(), length)) == VALID;
  }
}
