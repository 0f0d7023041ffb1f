package org.brood.flow;

import org.brood.wire.IpProtocol;

/// Transport protocols, in the order of Zeek's `transport_proto`.
public enum Transport {
  UNKNOWN(0),
  TCP(1),
  UDP(2),
  ICMP(3);

  private final int code;

  Transport(int code) {
    this.code = code;
  }

  /// The number that scripts see.
  public int code() {
    return code;
  }

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
