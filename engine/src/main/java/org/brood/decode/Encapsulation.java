package org.brood.decode;

import org.jspecify.annotations.Nullable;

/// A tunnel that a packet came through, and the tunnels around that one. Values do not change, so
/// that packets and connections may share them.
///
/// @param outer the tunnel around this one
/// @param depth how many there are, this one included
/// @param ipProtocol the protocol of the outer IP header, or 65535
public record Encapsulation(
    @Nullable Encapsulation outer,
    int depth,
    TunnelType type,
    long srcHigh,
    long srcLow,
    long dstHigh,
    long dstLow,
    int srcPort,
    int dstPort,
    int transport,
    int ipProtocol,
    Uid uid) {

  /// Whether both packets came through the same tunnels; some kinds do not tell the directions
  /// apart.
  public boolean isSame(Encapsulation other) {
    Encapsulation a = this;
    Encapsulation b = other;
    while (a != null && b != null) {
      if (!a.isSameLevel(b)) {
        return false;
      }
      a = a.outer;
      b = b.outer;
    }
    return a == null && b == null;
  }

  private boolean isSameLevel(Encapsulation other) {
    if (type != other.type
        || !uid.equals(other.uid)
        || transport != other.transport
        || ipProtocol != other.ipProtocol) {
      return false;
    }
    boolean straight =
        srcHigh == other.srcHigh
            && srcLow == other.srcLow
            && dstHigh == other.dstHigh
            && dstLow == other.dstLow;
    boolean reversed =
        srcHigh == other.dstHigh
            && srcLow == other.dstLow
            && dstHigh == other.srcHigh
            && dstLow == other.srcLow;
    return switch (type) {
      case IP, GRE -> straight || reversed;
      case VXLAN -> dstPort == other.dstPort && (straight || reversed);
      case NONE, AYIYA, TEREDO, SOCKS, GTPV1, HTTP, GENEVE ->
          straight && srcPort == other.srcPort && dstPort == other.dstPort;
    };
  }
}
