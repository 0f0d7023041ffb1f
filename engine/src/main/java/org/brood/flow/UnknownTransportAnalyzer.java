package org.brood.flow;

import java.lang.foreign.MemorySegment;
import org.brood.decode.Packet;

/// IP protocols that nobody knows: flows without ports.
final class UnknownTransportAnalyzer extends TransportAnalyzer {
  UnknownTransportAnalyzer(FlowTable table) {
    super(table, "UNKNOWN_IP_TRANSPORT", true);
  }

  @Override
  Transport transport() {
    return Transport.UNKNOWN;
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    super.analyze(packet, data, offset, length);
    packet.processed = false;
    decoder.unknownProtocol(this, packet.ip.protocol(), data, offset, length);
    return false;
  }

  @Override
  boolean fillKey(FlowKey into, Packet packet, MemorySegment data, long offset, int length) {
    into.set(packet, 0, 0, false, options.keyOnVlans);
    return true;
  }

  @Override
  void begin(Flow flow) {
    flow.timers().inactivityNanos(options.unknownInactivityNanos);
  }

  @Override
  void deliver(Flow flow, Packet packet, boolean fromOriginator, int remaining) {
    MemorySegment data = packet.ip.segment();
    long offset = packet.ip.payload();
    int length = packet.ip.payloadLength();
    int captured = length == 0 ? remaining : Math.min(length, remaining);
    listener.packetContents(flow, data, offset, captured);
    flow.lastNanos = packet.nanos;
    flow.count(fromOriginator, packet.ip.totalLength());
    listener.payload(flow, Side.of(fromOriginator), packet, data, offset, captured);
  }
}
