package org.brood.flow;

/// Sizes of one flow whose crossing somebody wants to know of, once each (ConnSize).
public final class FlowThresholds {
  private final long[] generic;
  private int nextGeneric;
  private long origBytes;
  private long respBytes;
  private long origPackets;
  private long respPackets;
  private long durationNanos;

  FlowThresholds(long[] generic) {
    this.generic = generic;
  }

  /// The bytes of IP packets of this side that are of interest; 0 for none.
  public long bytes(Side side) {
    return side.isOriginator() ? origBytes : respBytes;
  }

  public void bytes(Flow flow, Side side, long threshold) {
    if (side.isOriginator()) {
      origBytes = threshold;
    } else {
      respBytes = threshold;
    }
    check(flow, side);
  }

  public long packets(Side side) {
    return side.isOriginator() ? origPackets : respPackets;
  }

  public void packets(Flow flow, Side side, long threshold) {
    if (side.isOriginator()) {
      origPackets = threshold;
    } else {
      respPackets = threshold;
    }
    check(flow, side);
  }

  public long durationNanos() {
    return durationNanos;
  }

  public void durationNanos(Flow flow, long threshold) {
    durationNanos = threshold;
    check(flow, Side.ORIGINATOR);
  }

  void check(Flow flow, Side side) {
    FlowListener listener = flow.table().listener();
    long total = flow.packets(Side.ORIGINATOR) + flow.packets(Side.RESPONDER);
    if (nextGeneric < generic.length && total == generic[nextGeneric]) {
      listener.genericPacketThreshold(flow, generic[nextGeneric++]);
    }
    long wantedBytes = bytes(side);
    if (wantedBytes != 0 && flow.ipBytes(side) >= wantedBytes) {
      listener.bytesThreshold(flow, side, wantedBytes);
      clearBytes(side);
    }
    long wantedPackets = packets(side);
    if (wantedPackets != 0 && flow.packets(side) >= wantedPackets) {
      listener.packetsThreshold(flow, side, wantedPackets);
      clearPackets(side);
    }
    if (durationNanos != 0 && flow.table().networkNanos() - flow.startNanos() > durationNanos) {
      listener.durationThreshold(flow, side, durationNanos);
      durationNanos = 0;
    }
  }

  private void clearBytes(Side side) {
    if (side.isOriginator()) {
      origBytes = 0;
    } else {
      respBytes = 0;
    }
  }

  private void clearPackets(Side side) {
    if (side.isOriginator()) {
      origPackets = 0;
    } else {
      respPackets = 0;
    }
  }
}
