package org.brood.flow;

import java.lang.foreign.MemorySegment;
import org.brood.bytes.Checksum;
import org.brood.decode.DecodeOptions;
import org.brood.decode.Packet;
import org.brood.decode.PacketAnalyzer;
import org.brood.wire.IpHeader;
import org.jspecify.annotations.Nullable;

/// What TCP, UDP, ICMP and all others have in common: from a packet to its flow.
public abstract class TransportAnalyzer extends PacketAnalyzer {
  static final int VALID_CHECKSUM = 0xffff;

  final FlowTable table;
  final FlowListener listener;
  final FlowOptions options;
  private final DecodeOptions decodeOptions;
  private final FlowKey key;

  TransportAnalyzer(FlowTable table, String name, boolean reportsUnknown) {
    super(table.decoder(), name, reportsUnknown);
    this.table = table;
    this.listener = table.listener();
    this.options = table.options();
    this.decodeOptions = table.decoder().options();
    this.key = table.newKey();
  }

  abstract Transport transport();

  /// Fills in the key of a packet whose transport header is at `offset`; false when it is cut off.
  abstract boolean fillKey(
      FlowKey into, Packet packet, MemorySegment data, long offset, int length);

  /// Whether the packet may begin a flow.
  boolean wants(MemorySegment data, long offset, int srcPort, int dstPort) {
    return true;
  }

  /// Whether the flow's sides are the other way round than the first packet suggests.
  boolean isFlipped(MemorySegment data, long offset, int srcPort, int dstPort) {
    return false;
  }

  Flow create(FlowKey from, Packet packet) {
    return new DatagramFlow(this, from, packet);
  }

  /// Sets the timers of a new flow.
  abstract void begin(Flow flow);

  /// Whether a packet begins a new flow although one with its endpoints exists.
  boolean isReuse(Flow flow, Packet packet, MemorySegment data, long offset) {
    return false;
  }

  /// Takes in a packet of a flow; `remaining` bytes from the transport header on are here.
  abstract void deliver(Flow flow, Packet packet, boolean fromOriginator, int remaining);

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    if (!fillKey(key, packet, data, offset, length)) {
      return false;
    }
    Flow flow = table.find(key);
    if (flow != null && isReuse(flow, packet, data, offset)) {
      listener.reused(flow);
      table.remove(flow);
      flow = null;
    } else if (flow != null) {
      flow.checkTunnels(packet.tunnels);
    }
    if (flow == null) {
      flow = begin(packet, data, offset);
      if (flow == null) {
        return false;
      }
    }
    packet.processed = true;
    boolean fromOriginator =
        key.srcPort == flow.origPort()
            && key.srcLow == flow.origLow()
            && key.srcHigh == flow.origHigh();
    packet.fromOriginator = fromOriginator;
    flow.checkFlowLabel(fromOriginator, packet.ip.flowLabel());
    listener.packet(flow, packet);
    if (flow.isSkipping()) {
      return true;
    }
    deliver(flow, packet, fromOriginator, length);
    packet.record = !packet.ip.isReassembled();
    listener.packetDone(flow, packet);
    return true;
  }

  private @Nullable Flow begin(Packet packet, MemorySegment data, long offset) {
    if (!wants(data, offset, key.srcPort, key.dstPort) || !table.hasRoom()) {
      return null;
    }
    boolean flip = isFlipped(data, offset, key.srcPort, key.dstPort);
    Flow flow = create(key, packet);
    if (flip && !isBroadcast(flow.respHigh(), flow.respLow())) {
      flow.flipRoles();
    }
    begin(flow);
    boolean wanted = listener.attach(flow, packet);
    attached(flow, wanted);
    if (options.genericPacketThresholds.length > 0) {
      flow.thresholds();
    }
    listener.newConnection(flow);
    table.insert(flow);
    return flow;
  }

  /// The analyzers of a new flow are known.
  void attached(Flow flow, boolean streamWanted) {}

  private static boolean isBroadcast(long high, long low) {
    return high == 0 && low == (IpHeader.MAPPED | 0xffff_ffffL);
  }

  /// Checks that `min` bytes of a transport header are there.
  final boolean hasHeader(Packet packet, int min, int remaining) {
    int payload = packet.ip.payloadLength();
    if (payload != 0 && payload < min) {
      weird("truncated_header", packet);
      return false;
    }
    if (remaining < min) {
      weird("internally_truncated_header", packet);
      return false;
    }
    return true;
  }

  /// Whether a segment with its pseudo header adds up, for TCP and UDP.
  static boolean hasValidSum(
      IpHeader ip, int protocol, MemorySegment data, long header, int length) {
    long pseudo =
        Checksum.pseudoHeader(
            ip.isIpv4(), ip.srcHigh(), ip.srcLow(), ip.dstHigh(), ip.dstLow(), protocol, length);
    return Checksum.fold(pseudo + Checksum.sum(data, header, length)) == VALID_CHECKSUM;
  }

  /// Whether a checksum that the network card did not check shall be looked at.
  final boolean checksChecksum(Packet packet) {
    return !packet.transportChecksumValid && checksNetChecksum(packet);
  }

  final boolean checksNetChecksum(Packet packet) {
    return !decodeOptions.ignoreChecksums
        && !decodeOptions.ignoreChecksumsNets.contains(
            packet.ip.headerSrcHigh(), packet.ip.headerSrcLow());
  }
}
