package org.brood.flow;

/// What a side of a connection has only if it ends or something goes wrong. A silent connection
/// costs its memory for as long as it lives, so these stand apart.
final class TcpExtras {
  /// The extras of a side that has none; never changed.
  static final TcpExtras NONE = new TcpExtras();

  /// The relative sequence number after the FIN.
  long finSequence;

  long lastFin;
  long lastRst;
  int finCount;
  int rstCount;
  int gaps;
  int checksumErrors;
  int retransmissions;
  int zeroWindows;

  /// Whether these are [#NONE].
  @SuppressWarnings("ReferenceEquality")
  boolean isShared() {
    return this == NONE;
  }
}
