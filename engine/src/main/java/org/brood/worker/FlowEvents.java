package org.brood.worker;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.AnalyzerTree;
import org.brood.analyzer.PatternType;
import org.brood.conn.Conn;
import org.brood.conn.ConnRecords;
import org.brood.decode.Packet;
import org.brood.decode.Tunnels;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.flow.Flow;
import org.brood.flow.FlowListener;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.flow.Transport;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.value.FileVal;
import org.brood.script.value.Str;
import org.brood.stream.StreamSink;
import org.jspecify.annotations.Nullable;

/// Makes script events of what happens to flows, and gives payload to the analyzers.
final class FlowEvents implements FlowListener, StreamSink {
  private static final Side[] SIDES = Side.values();

  private final AnalyzerServices services;
  private final ConnRecords records;
  private final Weirds weirds;
  private final Events events;
  private final EventType newConnection;
  private final EventType newConnectionContents;
  private final EventType established;
  private final EventType firstAck;
  private final EventType partial;
  private final EventType attempt;
  private final EventType rejected;
  private final EventType reset;
  private final EventType partialClose;
  private final EventType finished;
  private final EventType halfFinished;
  private final EventType eof;
  private final EventType pending;
  private final EventType timeout;
  private final EventType stateRemove;
  private final EventType reused;
  private final EventType statusUpdate;
  private final EventType flowLabelChanged;
  private final EventType tunnelChanged;
  private final EventType flippedEvent;
  private final EventType tcpContents;
  private final EventType writeFailure;
  private final ContentPorts contentPorts;
  private final EventType contentGap;
  private final EventType inconsistency;
  private final EventType udpRequest;
  private final EventType udpReply;
  private final EventType bytesThreshold;
  private final EventType packetsThreshold;
  private final EventType durationThreshold;
  private final EventType genericThreshold;
  private final PacketEvents packets;
  private final boolean analyzersNeedStream;
  private final int timingOutHook;

  FlowEvents(AnalyzerServices services, ConnRecords records, Weirds weirds, PacketEvents packets) {
    this.services = services;
    this.records = records;
    this.weirds = weirds;
    this.packets = packets;
    this.events = services.events();
    newConnection = events.type("new_connection");
    newConnectionContents = events.type("new_connection_contents");
    established = events.type("connection_established");
    firstAck = events.type("connection_first_ACK");
    partial = events.type("partial_connection");
    attempt = events.type("connection_attempt");
    rejected = events.type("connection_rejected");
    reset = events.type("connection_reset");
    partialClose = events.type("connection_partial_close");
    finished = events.type("connection_finished");
    halfFinished = events.type("connection_half_finished");
    eof = events.type("connection_EOF");
    pending = events.type("connection_pending");
    timeout = events.type("connection_timeout");
    stateRemove = events.type("connection_state_remove");
    reused = events.type("connection_reused");
    statusUpdate = events.type("connection_status_update");
    flowLabelChanged = events.type("connection_flow_label_changed");
    tunnelChanged = events.type("tunnel_changed");
    contentGap = events.type("content_gap");
    flippedEvent = events.type("connection_flipped");
    tcpContents = events.type("tcp_contents");
    writeFailure = events.type("contents_file_write_failure");
    contentPorts = new ContentPorts(events);
    inconsistency = events.type("rexmit_inconsistency");
    udpRequest = events.type("udp_request");
    udpReply = events.type("udp_reply");
    bytesThreshold = events.type("conn_bytes_threshold_crossed");
    packetsThreshold = events.type("conn_packets_threshold_crossed");
    durationThreshold = events.type("conn_duration_threshold_crossed");
    genericThreshold = events.type("conn_generic_packet_threshold_crossed");
    analyzersNeedStream = events.bool("dpd_reassemble_first_packets", true);
    timingOutHook = events.runtime().info().function("connection_timing_out");
  }

  /// The analyzers of a flow.
  static AnalyzerTree tree(Flow flow) {
    if (flow.attachment() instanceof AnalyzerTree tree) {
      return tree;
    }
    throw new IllegalStateException("flow without analyzers");
  }

  static Conn conn(Flow flow) {
    return tree(flow).conn();
  }

  private void raise(EventType event, Flow flow) {
    if (event.isWanted()) {
      event.raise(conn(flow).record());
    }
  }

  @Override
  public boolean attach(Flow flow, Packet packet) {
    AnalyzerTree tree = new AnalyzerTree(new Conn(flow, records), services);
    flow.attach(tree);
    if (flow.historyLength() > 0 && flow.historyAt(0) == '^') {
      // The sides changed places before anybody could be told.
      raise(flippedEvent, flow);
    }
    Transport transport = flow.transport();
    if (transport == Transport.TCP || transport == Transport.UDP) {
      tree.begin(ConnRecords.portProtocol(transport));
    } else if (transport == Transport.ICMP) {
      tree.beginMatching();
    }
    return tree.isListening() || analyzersNeedStream;
  }

  @Override
  public void newConnectionContents(TcpFlow flow) {
    raise(newConnectionContents, flow);
  }

  @Override
  public void newConnection(Flow flow) {
    raise(newConnection, flow);
  }

  @Override
  public void flipped(Flow flow) {
    if (flow.attachment() instanceof AnalyzerTree tree) {
      tree.flipped();
      raise(flippedEvent, flow);
    }
  }

  @Override
  public void reused(Flow flow) {
    raise(reused, flow);
  }

  @Override
  public void packet(Flow flow, Packet packet) {
    packets.newPacket(flow, packet);
  }

  @Override
  public void packetContents(Flow flow, MemorySegment data, long offset, int length) {
    packets.contents(flow, data, offset, length);
  }

  @Override
  public void flowLabelChanged(Flow flow, Side side, int from, int to) {
    if (flowLabelChanged.isWanted()) {
      flowLabelChanged.raise(conn(flow).record(), side.isOriginator(), (long) from, (long) to);
    }
  }

  @Override
  public void tunnelChanged(Flow flow, @Nullable Tunnels tunnel) {
    if (tunnelChanged.isWanted() && tunnel != null) {
      tunnelChanged.raise(conn(flow).record(), records.tunnels(tunnel));
    }
  }

  @Override
  public void syn(TcpFlow flow, Side side, Packet packet, org.brood.wire.TcpHeader header) {
    packets.syn(flow, side, packet, header);
  }

  @Override
  public void established(TcpFlow flow) {
    raise(established, flow);
  }

  @Override
  public void firstAck(TcpFlow flow) {
    raise(firstAck, flow);
  }

  @Override
  public void partial(TcpFlow flow) {
    raise(partial, flow);
  }

  @Override
  public void attempt(TcpFlow flow) {
    raise(attempt, flow);
  }

  @Override
  public void rejected(TcpFlow flow) {
    raise(rejected, flow);
  }

  @Override
  public boolean wantsReset() {
    return reset.isWanted();
  }

  @Override
  public void reset(TcpFlow flow) {
    raise(reset, flow);
    tree(flow).reset();
  }

  @Override
  public void packetWithReset(TcpFlow flow) {
    tree(flow).reset();
  }

  @Override
  public boolean wantsPartialClose() {
    return partialClose.isWanted();
  }

  @Override
  public void partialClose(TcpFlow flow) {
    raise(partialClose, flow);
  }

  @Override
  public void finished(TcpFlow flow, boolean half) {
    tree(flow).finished(half);
    raise(half ? halfFinished : finished, flow);
  }

  @Override
  public void eof(TcpFlow flow, Side side) {
    if (eof.isWanted()) {
      eof.raise(conn(flow).record(), side.isOriginator());
    }
    tree(flow).end(side);
  }

  @Override
  public void firstPacket(TcpFlow flow, Side side, Packet packet) {
    tree(flow).firstPacket(side, packet);
  }

  @Override
  public void closed(TcpFlow flow, Side side, boolean normally) {
    tree(flow).closed(side);
  }

  @Override
  public void pending(TcpFlow flow) {
    raise(pending, flow);
  }

  @Override
  public void tcpPacket(
      TcpFlow flow,
      Side side,
      org.brood.wire.TcpHeader header,
      long sequence,
      long acknowledgment,
      MemorySegment data,
      long offset,
      int length,
      int captured) {
    packets.tcp(flow, side, header, sequence, acknowledgment, data, offset, length, captured);
  }

  @Override
  public void tcpOptions(TcpFlow flow, Side side, org.brood.wire.TcpHeader header) {
    packets.tcpOptions(flow, side, header);
  }

  @Override
  public void datagram(
      Flow flow, Side side, Packet packet, MemorySegment data, long offset, int length) {
    if (packets.wantsUdpContents() && contentPorts.wantsUdp(flow, side)) {
      packets.udpContents(flow, side, data, offset, length);
    }
    raise(side.isOriginator() ? udpRequest : udpReply, flow);
  }

  @Override
  public void payload(
      Flow flow, Side side, Packet packet, MemorySegment data, long offset, int length) {
    AnalyzerTree tree = tree(flow);
    tree.datagram(packet, data, offset, length, side);
    if (flow.transport() == Transport.ICMP) {
      tree.match(PatternType.PAYLOAD, data, offset, length, side, false, false, true);
    }
  }

  @Override
  public void icmp(Flow flow, Side side, Packet packet, org.brood.wire.IcmpMessage message) {
    tree(flow).firstPacket(side, packet);
    packets.icmp(flow, packet, message);
  }

  @Override
  public boolean timingOut(Flow flow) {
    if (timingOutHook < 0
        || events.runtime().info().functions().get(timingOutHook).handlers().isEmpty()) {
      return true;
    }
    return !Boolean.FALSE.equals(
        events
            .runtime()
            .callReporting(
                events.runtime().program().function(timingOutHook), conn(flow).record()));
  }

  @Override
  public void timeout(Flow flow) {
    raise(timeout, flow);
  }

  @Override
  public void statusUpdate(Flow flow) {
    raise(statusUpdate, flow);
  }

  @Override
  public void done(Flow flow) {
    tree(flow).done();
    closeContents(conn(flow));
  }

  @Override
  public void stateRemove(Flow flow) {
    raise(stateRemove, flow);
  }

  @Override
  public void repeated(Flow flow, Side side, Repeated what, long times) {
    packets.repeated(flow, side, what, times);
  }

  @Override
  public void bytesThreshold(Flow flow, Side side, long threshold) {
    if (bytesThreshold.isWanted()) {
      bytesThreshold.raise(conn(flow).record(), threshold, side.isOriginator());
    }
  }

  @Override
  public void packetsThreshold(Flow flow, Side side, long threshold) {
    if (packetsThreshold.isWanted()) {
      packetsThreshold.raise(conn(flow).record(), threshold, side.isOriginator());
    }
  }

  @Override
  public void durationThreshold(Flow flow, Side side, long nanos) {
    if (durationThreshold.isWanted()) {
      durationThreshold.raise(conn(flow).record(), ConnRecords.seconds(nanos), side.isOriginator());
    }
  }

  @Override
  public void genericPacketThreshold(Flow flow, long threshold) {
    if (genericThreshold.isWanted()) {
      genericThreshold.raise(conn(flow).record(), threshold);
    }
  }

  @Override
  public void weird(Flow flow, String name, String detail, String source) {
    weirds.connection(conn(flow), name, detail, source);
  }

  // ---- streams

  @Override
  public void deliver(
      TcpFlow flow, Side from, long sequence, MemorySegment data, long offset, int length) {
    FileVal file = conn(flow).contentsFile(from);
    if (file != null) {
      write(flow, from, file, copy(data, offset, length).bytes());
    }
    if (tcpContents.isWanted() && contentPorts.wantsTcp(flow, from)) {
      tcpContents.raise(
          conn(flow).record(), from.isOriginator(), sequence, copy(data, offset, length));
    }
    tree(flow).stream(data, offset, length, from);
  }

  private void write(TcpFlow flow, Side from, FileVal file, byte[] bytes) {
    try {
      file.write(bytes, bytes.length);
    } catch (IOException e) {
      events.runtime().report(Level.ERROR, "TCP_Reassembler contents write failed");
      if (writeFailure.isWanted()) {
        writeFailure.raise(
            conn(flow).record(),
            from.isOriginator(),
            Str.of("TCP reassembler content write failure"));
      }
    }
  }

  private static void closeContents(Conn conn) {
    for (Side side : SIDES) {
      FileVal file = conn.contentsFile(side);
      if (file != null) {
        try {
          file.close();
        } catch (IOException e) {
          // What could not be written was told when it was written.
        }
        conn.contentsFile(side, null);
      }
    }
  }

  @Override
  public void gap(TcpFlow flow, Side from, long sequence, long length, boolean reported) {
    if (reported && contentGap.isWanted()) {
      contentGap.raise(conn(flow).record(), from.isOriginator(), sequence, length);
    }
    tree(flow).gap(length, from);
  }

  @Override
  public boolean wantsWaiting(TcpFlow flow, Side from) {
    return conn(flow).contentsFile(from) != null;
  }

  @Override
  public void waiting(TcpFlow flow, Side from, MemorySegment data, long offset, int length) {
    FileVal file = conn(flow).contentsFile(from);
    if (file != null) {
      write(flow, from, file, copy(data, offset, length).bytes());
    }
  }

  @Override
  public void hole(TcpFlow flow, Side from, long length) {
    FileVal file = conn(flow).contentsFile(from);
    if (file != null) {
      write(flow, from, file, Str.of("\n<<gap " + length + ">>\n").bytes());
    }
  }

  @Override
  public boolean wantsInconsistencies() {
    return inconsistency.isWanted();
  }

  @Override
  public void inconsistent(
      TcpFlow flow,
      Side from,
      MemorySegment first,
      long firstOffset,
      MemorySegment now,
      long nowOffset,
      int length,
      int flags) {
    if (inconsistency.isWanted()) {
      inconsistency.raise(
          conn(flow).record(),
          copy(first, firstOffset, length),
          copy(now, nowOffset, length),
          Str.of(flagText(flags)));
    }
  }

  static Str copy(MemorySegment data, long offset, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(data, java.lang.foreign.ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
    return Str.wrap(bytes);
  }

  /// TCP flags as letters, such as `SA`.
  static String flagText(int flags) {
    List<String> letters = new ArrayList<>();
    String order = "SFRAPU";
    int[] bits = {0x02, 0x01, 0x04, 0x10, 0x08, 0x20};
    for (int i = 0; i < bits.length; i++) {
      if ((flags & bits[i]) != 0) {
        letters.add(order.substring(i, i + 1));
      }
    }
    return String.join("", letters);
  }
}
