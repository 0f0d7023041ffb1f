package org.brood.worker;

import java.lang.foreign.MemorySegment;
import org.brood.decode.Packet;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.flow.Flow;
import org.brood.flow.FlowListener;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.script.value.Str;
import org.brood.wire.IcmpMessage;
import org.brood.wire.TcpHeader;

/// Makes script events of single packets; most runs want none of them.
final class PacketEvents {
  private final EventType packetContents;
  private final EventType tcpPacket;
  private final EventType udpContents;

  PacketEvents(Events events) {
    packetContents = events.type("packet_contents");
    tcpPacket = events.type("tcp_packet");
    udpContents = events.type("udp_contents");
  }

  void newPacket(Flow flow, Packet packet) {}

  void contents(Flow flow, MemorySegment data, long offset, int length) {
    if (packetContents.isWanted()) {
      packetContents.raise(FlowEvents.conn(flow).record(), FlowEvents.copy(data, offset, length));
    }
  }

  void syn(TcpFlow flow, Side side, Packet packet, TcpHeader header) {}

  void tcp(
      TcpFlow flow,
      Side side,
      TcpHeader header,
      long sequence,
      long acknowledgment,
      MemorySegment data,
      long offset,
      int length,
      int captured) {
    if (tcpPacket.isWanted()) {
      tcpPacket.raise(
          FlowEvents.conn(flow).record(),
          side.isOriginator(),
          Str.of(FlowEvents.flagText(header.flags())),
          sequence,
          acknowledgment,
          (long) length,
          FlowEvents.copy(data, offset, Math.min(length, captured)));
    }
  }

  void tcpOptions(TcpFlow flow, Side side, TcpHeader header) {}

  void udpContents(Flow flow, Side side, MemorySegment data, long offset, int length) {
    if (udpContents.isWanted()) {
      udpContents.raise(
          FlowEvents.conn(flow).record(),
          side.isOriginator(),
          FlowEvents.copy(data, offset, length));
    }
  }

  void icmp(Flow flow, Side side, Packet packet, IcmpMessage message) {}

  void repeated(Flow flow, Side side, FlowListener.Repeated what, long times) {}
}
