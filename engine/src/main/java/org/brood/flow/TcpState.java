package org.brood.flow;

/// What one side of a TCP connection seems to be in, by what was seen of it; in Zeek's order.
public enum TcpState {
  /// Nothing was seen.
  INACTIVE,

  /// A SYN, but no answer.
  SYN_SENT,

  /// A SYN-ACK, but no SYN before.
  SYN_ACK_SENT,

  /// Data, but no SYN.
  PARTIAL,

  /// The handshake is done.
  ESTABLISHED,

  /// A FIN.
  CLOSED,

  /// A RST.
  RESET;

  boolean isHandshake() {
    return this == INACTIVE || this == SYN_SENT || this == SYN_ACK_SENT;
  }
}
