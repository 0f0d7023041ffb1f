package org.brood.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.decode.Packet;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;

/// UDP (RFC 768). Tunnels in UDP are registered by the responder's port.
final class UdpAnalyzer extends TransportAnalyzer {
  private static final int HEADER = 8;
  private static final int ORIG_DATA = 0x1;
  private static final int RESP_DATA = 0x2;

  /// VXLAN's header with its flag, and the Ethernet header behind it: the least that can be VXLAN.
  private static final int VXLAN_LENGTH = HEADER + 8 + 14;

  private static final int VXLAN_FLAG = 0x08;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /// A UDP flow, with its counters of wrong checksums.
  private static final class UdpFlow extends DatagramFlow {
    private int origErrors;
    private int respErrors;

    UdpFlow(TransportAnalyzer analyzer, FlowKey key, Packet packet) {
      super(analyzer, key, packet);
    }
  }

  UdpAnalyzer(FlowTable table) {
    super(table, "UDP", false);
  }

  @Override
  Transport transport() {
    return Transport.UDP;
  }

  @Override
  boolean fillKey(FlowKey into, Packet packet, MemorySegment data, long offset, int length) {
    if (!hasHeader(packet, HEADER, length)) {
      return false;
    }
    into.set(packet, u16(data, offset), u16(data, offset + 2), false, options.keyOnVlans);
    return true;
  }

  @Override
  boolean isFlipped(MemorySegment data, long offset, int srcPort, int dstPort) {
    return options.likelyUdpServerPorts.get(srcPort) && !options.likelyUdpServerPorts.get(dstPort);
  }

  @Override
  Flow create(FlowKey from, Packet packet) {
    return new UdpFlow(this, from, packet);
  }

  @Override
  void begin(Flow flow) {
    flow.timers().enableStatusUpdates();
    flow.timers().inactivityNanos(options.udpInactivityNanos);
  }

  @Override
  void deliver(Flow flow, Packet packet, boolean fromOriginator, int remaining) {
    IpHeader ip = packet.ip;
    MemorySegment data = ip.segment();
    long header = ip.payload();
    int length = ip.payloadLength() == 0 ? remaining : ip.payloadLength();
    long payload = header + HEADER;
    int captured = Math.min(length, remaining) - HEADER;
    listener.packetContents(flow, data, payload, captured);
    if (!hasValidChecksum(packet, data, header, length, remaining)) {
      badChecksum((UdpFlow) flow, fromOriginator);
      return;
    }
    int udpLength = u16(data, header + 4);
    if (udpLength != length) {
      flow.weird("UDP_datagram_length_mismatch", udpLength + " != " + length, name());
    }
    flow.lastNanos = packet.nanos;
    Side side = Side.of(fromOriginator);
    count((UdpFlow) flow, fromOriginator, udpLength - HEADER);
    listener.datagram(flow, side, packet, data, payload, captured);
    packet.session = flow;
    forward(packet, data, payload, captured, flow.respPort());
    listener.payload(flow, side, packet, data, payload, captured);
    // Counted for the side that seemed to send it, even if its analyzer now knows better.
    flow.count(fromOriginator, ip.totalLength());
  }

  private static void count(DatagramFlow flow, boolean fromOriginator, int bytes) {
    if (fromOriginator) {
      flow.checkHistory(ORIG_DATA, 'D');
    } else {
      flow.checkHistory(RESP_DATA, 'd');
    }
    flow.addSize(fromOriginator, bytes);
  }

  private boolean hasValidChecksum(
      Packet packet, MemorySegment data, long header, int length, int remaining) {
    if (!checksChecksum(packet)
        || remaining < length
        || packet.wireLength > packet.capturedLength) {
      return true;
    }
    int checksum = u16(data, header + 6);
    if (length > VXLAN_LENGTH
        && (data.get(ValueLayout.JAVA_BYTE, header + HEADER) & VXLAN_FLAG) != 0
        && options.vxlanPorts.get(u16(data, header + 2))
        && (checksum == 0 || !options.validateVxlanChecksums)) {
      return true;
    }
    IpHeader ip = packet.ip;
    if (ip.isIpv4() && checksum == 0) {
      return true;
    }
    return hasValidSum(ip, IpProtocol.UDP, data, header, length);
  }

  private void badChecksum(UdpFlow flow, boolean fromOriginator) {
    flow.weird("bad_UDP_checksum", "", name());
    int times = fromOriginator ? ++flow.origErrors : ++flow.respErrors;
    if (Flow.isPowerOfTen(times)) {
      flow.addHistory(fromOriginator ? 'C' : 'c');
      if (times > 1) {
        listener.repeated(
            flow, Side.of(fromOriginator), FlowListener.Repeated.UDP_CHECKSUM_ERRORS, times);
      }
    }
  }

  private static int u16(MemorySegment data, long at) {
    return Short.toUnsignedInt(data.get(U16, at));
  }
}
