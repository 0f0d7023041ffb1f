package org.brood.flow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.decode.Packet;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.brood.wire.TcpHeader;

/// TCP segments (RFC 9293): header and checksum, then the connection's state.
final class TcpAnalyzer extends TransportAnalyzer {
  private final TcpContents.Factory contents;
  private final TcpHeader header = new TcpHeader();

  /// What flows need for the time of one segment only.
  final TcpSequences sequences = new TcpSequences();

  final TcpWindows windows = new TcpWindows();
  final TcpStates states = new TcpStates();

  TcpAnalyzer(FlowTable table, TcpContents.Factory contents) {
    super(table, "TCP", false);
    this.contents = contents;
  }

  @Override
  Transport transport() {
    return Transport.TCP;
  }

  @Override
  boolean fillKey(FlowKey into, Packet packet, MemorySegment data, long offset, int length) {
    if (!hasHeader(packet, TcpHeader.MIN_LENGTH, length)) {
      return false;
    }
    header.wrap(data, offset);
    into.set(packet, header.srcPort(), header.dstPort(), false, options.keyOnVlans);
    return true;
  }

  private static int flags(MemorySegment data, long offset) {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, offset + 13));
  }

  private static boolean isFirstSyn(int flags) {
    return (flags & (TcpHeader.SYN | TcpHeader.ACK)) == TcpHeader.SYN;
  }

  @Override
  boolean wants(MemorySegment data, long offset, int srcPort, int dstPort) {
    int flags = flags(data, offset);
    return isFirstSyn(flags)
        || (options.partialConnectionOk && ((flags & TcpHeader.SYN) == 0 || options.tcpSynAckOk));
  }

  /// Guesses by ports who serves, when the beginning was missed. Of two likely servers the one with
  /// the lower port is it, unless a SYN-ACK says that the sender answers: that may be a scan.
  @Override
  boolean isFlipped(MemorySegment data, long offset, int srcPort, int dstPort) {
    int flags = flags(data, offset);
    if (isFirstSyn(flags) || !options.likelyTcpServerPorts.get(srcPort)) {
      return false;
    }
    return !options.likelyTcpServerPorts.get(dstPort)
        || ((flags & TcpHeader.SYN) == 0 && srcPort < dstPort);
  }

  @Override
  Flow create(FlowKey from, Packet packet) {
    return new TcpFlow(this, from, packet);
  }

  @Override
  void begin(Flow flow) {
    flow.timers()
        .add(FlowTimer.Kind.TCP_EXPIRE, decoder.networkNanos() + options.tcpSynTimeoutNanos);
    flow.timers().enableStatusUpdates();
    flow.timers().inactivityNanos(options.udpInactivityNanos);
  }

  @Override
  void attached(Flow flow, boolean streamWanted) {
    if (streamWanted || options.reassembleFirstPackets) {
      ((TcpFlow) flow).reassemble(contents);
    }
  }

  @Override
  boolean isReuse(Flow flow, Packet packet, MemorySegment data, long offset) {
    header.wrap(data, offset);
    return ((TcpFlow) flow).isReuse(packet.nanos, header);
  }

  @Override
  void deliver(Flow flow, Packet packet, boolean fromOriginator, int remaining) {
    TcpFlow tcp = (TcpFlow) flow;
    IpHeader ip = packet.ip;
    MemorySegment data = ip.segment();
    header.wrap(data, ip.payload());
    int length = ip.totalLength() == 0 ? remaining : ip.payloadLength();
    int headerLength = header.headerLength();
    if (headerLength < TcpHeader.MIN_LENGTH) {
      tcp.weird("bad_TCP_header_len", "", name());
      return;
    }
    if (headerLength > length || headerLength > remaining) {
      tcp.weird("truncated_header", "", name());
      return;
    }
    int payloadLength = length - headerLength;
    int captured = remaining - headerLength;
    long payload = header.start() + headerLength;
    int here = Math.min(payloadLength, captured);
    listener.packetContents(flow, data, payload, here);
    if (checksChecksum(packet)
        && captured >= payloadLength
        && !hasValidSum(ip, IpProtocol.TCP, data, header.start(), headerLength + payloadLength)) {
      tcp.weird("bad_TCP_checksum", "", name());
      tcp.endpoint(fromOriginator).checksumError();
      return;
    }
    packet.session = flow;
    TcpEndpoint originator = tcp.originator();
    tcp.process(fromOriginator, packet, header, payload, payloadLength, captured);
    boolean stillOriginator = fromOriginator ^ originator != tcp.originator();
    packet.fromOriginator = stillOriginator;
    forward(packet, data, payload, here);
    flow.count(stillOriginator, ip.totalLength());
  }
}
