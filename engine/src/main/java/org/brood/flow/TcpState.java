package org.brood.flow;

/// What one side of a TCP connection seems to be in, by what was seen of it; in Zeek's order.
public enum TcpState {
  /// Nothing was seen.
  INACTIVE(0),

  /// A SYN, but no answer.
  SYN_SENT(1),

  /// A SYN-ACK, but no SYN before.
  SYN_ACK_SENT(2),

  /// Data, but no SYN.
  PARTIAL(3),

  /// The handshake is done.
  ESTABLISHED(4),

  /// A FIN.
  CLOSED(5),

  /// A RST.
  RESET(6);

  private static final TcpState[] BY_CODE = values();

  private final int code;

  TcpState(int code) {
    this.code = code;
  }

  /// The number that scripts see.
  public int code() {
    return code;
  }

  static TcpState of(int code) {
    return BY_CODE[code];
  }

  boolean isHandshake() {
    return this == INACTIVE || this == SYN_SENT || this == SYN_ACK_SENT;
  }
}
