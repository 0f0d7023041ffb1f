package org.brood.decode;

/// One tunnel that packets came through.
///
/// @param ipProtocol the protocol of the outer IP header, or 65535
public record Encapsulation(
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

  /// Whether both are the same tunnel; some kinds do not tell the directions apart.
  public boolean isSame(Encapsulation other) {
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
