package org.brood.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.bytes.Checksum;
import org.brood.decode.Packet;
import org.brood.wire.IcmpMessage;
import org.brood.wire.IcmpTypes;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;

/// ICMP and ICMPv6. A request and its answer are one flow, whose "ports" are the two types; a
/// message without an answer is a flow of its type and code, in one direction.
final class IcmpAnalyzer extends TransportAnalyzer {
  private final IcmpMessage message = new IcmpMessage();

  IcmpAnalyzer(FlowTable table) {
    super(table, "ICMP", false);
  }

  @Override
  Transport transport() {
    return Transport.ICMP;
  }

  @Override
  boolean fillKey(FlowKey into, Packet packet, MemorySegment data, long offset, int length) {
    if (!hasHeader(packet, IcmpMessage.HEADER, length)) {
      return false;
    }
    int type = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, offset));
    int code = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, offset + 1));
    int answer =
        packet.protocol == IpProtocol.ICMP
            ? IcmpTypes.counterpart4(type)
            : IcmpTypes.counterpart6(type);
    boolean oneWay = answer < 0;
    into.set(packet, type, oneWay ? code : answer, oneWay, options.keyOnVlans);
    return true;
  }

  @Override
  void begin(Flow flow) {
    flow.timers().inactivityNanos(options.icmpInactivityNanos);
    flow.timers().enableStatusUpdates();
  }

  @Override
  void deliver(Flow flow, Packet packet, boolean fromOriginator, int remaining) {
    IpHeader ip = packet.ip;
    MemorySegment data = ip.segment();
    long header = ip.payload();
    int length = ip.payloadLength() == 0 ? remaining : ip.payloadLength();
    long payload = header + IcmpMessage.HEADER;
    int captured = Math.min(length, remaining) - IcmpMessage.HEADER;
    listener.packetContents(flow, data, payload, captured);
    if (checksNetChecksum(packet)
        && remaining >= length
        && !hasValidChecksum(ip, data, header, length)) {
      flow.weird("bad_ICMP_checksum", "", name());
      return;
    }
    flow.lastNanos = packet.nanos;
    int left = remaining - IcmpMessage.HEADER;
    int size = length - IcmpMessage.HEADER;
    ((DatagramFlow) flow).addSize(fromOriginator, size);
    Side side = Side.of(fromOriginator);
    boolean v6 = ip.protocol() == IpProtocol.ICMPV6;
    listener.icmp(flow, side, packet, message.wrap(data, header, v6, size, left));
    packet.session = flow;
    forward(packet, data, payload, captured);
    if (left >= size) {
      flow.count(fromOriginator, ip.totalLength());
    }
    listener.payload(flow, side, packet, data, payload, captured);
  }

  private static boolean hasValidChecksum(
      IpHeader ip, MemorySegment data, long header, int length) {
    long sum = Checksum.sum(data, header, length);
    if (ip.protocol() == IpProtocol.ICMPV6) {
      sum +=
          Checksum.pseudoHeader(
              false,
              ip.srcHigh(),
              ip.srcLow(),
              ip.dstHigh(),
              ip.dstLow(),
              IpProtocol.ICMPV6,
              length);
    }
    return Checksum.fold(sum) == VALID_CHECKSUM;
  }
}
