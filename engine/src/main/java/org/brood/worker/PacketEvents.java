package org.brood.worker;

import java.lang.foreign.MemorySegment;
import org.brood.decode.Packet;
import org.brood.decode.WeirdSink;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.flow.Flow;
import org.brood.flow.FlowListener;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.wire.IcmpMessage;
import org.brood.wire.TcpHeader;
import org.brood.wire.TcpOptions;

/// Makes script events of single packets of a flow; most runs want none of them.
final class PacketEvents {
  private final RecordMaker maker;
  private final PacketRecords records;
  private final TcpOptionRecords optionRecords;
  private final IcmpEvents icmpEvents;
  private final TcpOptions options = new TcpOptions();
  private final EventType newPacket;
  private final EventType extensionHeaders;
  private final EventType packetContents;
  private final EventType synPacket;
  private final EventType tcpPacket;
  private final EventType tcpOption;
  private final EventType tcpOptions;
  private final EventType udpContents;
  private final EventType[] repeated;

  PacketEvents(Events events, WeirdSink weirds) {
    maker = new RecordMaker(events);
    records = new PacketRecords(maker, weirds);
    optionRecords = new TcpOptionRecords(maker);
    icmpEvents = new IcmpEvents(events, maker, weirds);
    newPacket = events.type("new_packet");
    extensionHeaders = events.type("ipv6_ext_headers");
    packetContents = events.type("packet_contents");
    synPacket = events.type("connection_SYN_packet");
    tcpPacket = events.type("tcp_packet");
    tcpOption = events.type("tcp_option");
    tcpOptions = events.type("tcp_options");
    udpContents = events.type("udp_contents");
    repeated = new EventType[FlowListener.Repeated.values().length];
    for (FlowListener.Repeated what : FlowListener.Repeated.values()) {
      repeated[what.ordinal()] = events.type(nameOf(what));
    }
  }

  private static String nameOf(FlowListener.Repeated what) {
    return switch (what) {
      case TCP_CHECKSUM_ERRORS -> "tcp_multiple_checksum_errors";
      case UDP_CHECKSUM_ERRORS -> "udp_multiple_checksum_errors";
      case RETRANSMISSIONS -> "tcp_multiple_retransmissions";
      case ZERO_WINDOWS -> "tcp_multiple_zero_windows";
      case GAPS -> "tcp_multiple_gap";
    };
  }

  RecordMaker maker() {
    return maker;
  }

  PacketRecords records() {
    return records;
  }

  void newPacket(Flow flow, Packet packet) {
    boolean extended = extensionHeaders.isWanted() && packet.ip.headerCount() > 1;
    if (!extended && !newPacket.isWanted()) {
      return;
    }
    Record header = records.packetHeader(packet.ip);
    if (extended) {
      extensionHeaders.raise(FlowEvents.conn(flow).record(), header);
    }
    if (newPacket.isWanted()) {
      newPacket.raise(FlowEvents.conn(flow).record(), header);
    }
  }

  void contents(Flow flow, MemorySegment data, long offset, int length) {
    if (length > 0 && packetContents.isWanted()) {
      packetContents.raise(FlowEvents.conn(flow).record(), RecordMaker.bytes(data, offset, length));
    }
  }

  void syn(TcpFlow flow, Side side, Packet packet, TcpHeader header) {
    if (!synPacket.isWanted()) {
      return;
    }
    Record made = maker.make("SYN_packet");
    made.set("is_orig", side.isOriginator());
    made.set("DF", packet.ip.dontFragment());
    made.set("ttl", (long) packet.ip.ttl());
    made.set("size", (long) packet.ip.totalLength());
    made.set("win_size", (long) header.window());
    long scale = -1;
    long segmentSize = 0;
    boolean selective = false;
    options.wrap(header);
    while (options.next()) {
      int length = options.length();
      switch (options.kind()) {
        case TcpOptions.SACK_PERMITTED -> selective = true;
        case TcpOptions.MAX_SEGMENT_SIZE -> segmentSize = length < 4 ? segmentSize : options.u16(2);
        case TcpOptions.WINDOW_SCALE -> scale = length < 3 ? scale : options.u8(2);
        case TcpOptions.TIMESTAMPS -> {
          if (length >= 10) {
            made.set("TSval", options.u32(2));
            made.set("TSecr", options.u32(6));
          }
        }
        default -> {
          // Not told of.
        }
      }
    }
    made.set("win_scale", scale);
    made.set("MSS", segmentSize);
    made.set("SACK_OK", selective);
    synPacket.raise(FlowEvents.conn(flow).record(), made);
  }

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
          RecordMaker.bytes(data, offset, Math.min(length, captured)));
    }
  }

  void tcpOptions(TcpFlow flow, Side side, TcpHeader header) {
    if (tcpOption.isWanted()) {
      options.wrap(header);
      while (options.next()) {
        tcpOption.raise(
            FlowEvents.conn(flow).record(),
            side.isOriginator(),
            (long) options.kind(),
            (long) options.length());
      }
    }
    if (tcpOptions.isWanted()) {
      tcpOptions.raise(
          FlowEvents.conn(flow).record(), side.isOriginator(), optionRecords.list(flow, header));
    }
  }

  boolean wantsUdpContents() {
    return udpContents.isWanted();
  }

  void udpContents(Flow flow, Side side, MemorySegment data, long offset, int length) {
    if (udpContents.isWanted()) {
      udpContents.raise(
          FlowEvents.conn(flow).record(),
          side.isOriginator(),
          RecordMaker.bytes(data, offset, length));
    }
  }

  void icmp(Flow flow, Packet packet, IcmpMessage message) {
    icmpEvents.message(flow, packet, message);
  }

  void repeated(Flow flow, Side side, FlowListener.Repeated what, long times) {
    EventType event = repeated[what.ordinal()];
    if (event.isWanted()) {
      event.raise(FlowEvents.conn(flow).record(), side.isOriginator(), times);
    }
  }
}
