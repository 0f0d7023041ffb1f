package org.brood.flow;

import org.brood.decode.Packet;

/// What two endpoints exchange without connecting: UDP, ICMP, and what is neither.
class DatagramFlow extends Flow {
  private static final long NO_SIZE = -1;

  private long origSize = NO_SIZE;
  private long respSize = NO_SIZE;

  DatagramFlow(TransportAnalyzer analyzer, FlowKey key, Packet packet) {
    super(analyzer, key, packet);
  }

  @Override
  public final long size(Side side) {
    return Math.max(0, side.isOriginator() ? origSize : respSize);
  }

  @Override
  public final int state(Side side) {
    return (side.isOriginator() ? origSize : respSize) < 0 ? 0 : 1;
  }

  /// Counts payload, which may be none.
  final void addSize(boolean fromOriginator, long bytes) {
    if (fromOriginator) {
      origSize = Math.max(0, origSize) + bytes;
    } else {
      respSize = Math.max(0, respSize) + bytes;
    }
  }
}
