package org.brood.flow;

import org.brood.wire.IpProtocol;

/// Transport protocols, in the order of Zeek's `transport_proto`.
public enum Transport {
  UNKNOWN,
  TCP,
  UDP,
  ICMP;

  /// The transport of an IP protocol number.
  public static Transport of(int protocol) {
    return switch (protocol) {
      case IpProtocol.TCP -> TCP;
      case IpProtocol.UDP -> UDP;
      case IpProtocol.ICMP, IpProtocol.ICMPV6 -> ICMP;
      default -> UNKNOWN;
    };
  }
}
